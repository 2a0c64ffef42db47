// libvlc loads a plug-in with dlopen when a video first needs it. Loaded here beforehand, under the
// very name libvlc will use, it is found in the loader's list later and no file has to be opened:
// so the confinement refuses every open, and no clip has to be played to warm up.
#include "plugins.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
    const char *name;
    bool needed;
} plugins[] = {
    {"access/libfilesystem", true},
    {"stream_filter/libcache_read", true},
    {"stream_filter/libcache_block", false},
    {"demux/libmp4", true},
    {"demux/libmkv", true},
    {"demux/libavi", false},
    {"packetizer/libpacketizer_h264", true},
    {"packetizer/libpacketizer_hevc", true},
    {"packetizer/libpacketizer_av1", false},
    {"packetizer/libpacketizer_mpeg4video", false},
    {"packetizer/libpacketizer_mpegvideo", false},
    {"packetizer/libpacketizer_avparser", false},
    {"packetizer/libpacketizer_copy", true},
    {"codec/libavcodec", true},
    {"codec/libdav1d", false},
    {"video_output/libvmem", true},
    {"video_chroma/libchain", true},
    {"video_chroma/libswscale", true},
    {"video_filter/libtransform", true},
    {"video_filter/libdeinterlace", false},
};

// The loader compares names, so the name must be the one libvlc makes: it resolves links.
static bool find_folder(const char *(*inside)(void), char folder[PATH_MAX])
{
    Dl_info about;
    void *address;
    memcpy(&address, &inside, sizeof address); // a function is not an object: no cast between them
    if (!dladdr(address, &about) || !about.dli_fname || !realpath(about.dli_fname, folder))
        return false;
    char *name = strrchr(folder, '/');
    if (!name || (size_t)(name - folder) + sizeof "/vlc/plugins" > PATH_MAX)
        return false;
    strcpy(name, "/vlc/plugins");
    return true;
}

bool plugins_load(const char *(*inside)(void), const char **problem)
{
    char folder[PATH_MAX], path[PATH_MAX + 64];
    if (!find_folder(inside, folder)) {
        *problem = "the folder of libvlc's plug-ins is not found";
        return false;
    }
    unsetenv("VLC_PLUGIN_PATH"); // libvlc must look where we looked
    for (size_t i = 0; i < sizeof plugins / sizeof *plugins; i++) {
        snprintf(path, sizeof path, "%s/%s_plugin.so", folder, plugins[i].name);
        if (!dlopen(path, RTLD_NOW | RTLD_LOCAL) && plugins[i].needed) { // kept for ever
            *problem = dlerror();
            return false;
        }
    }
    return true;
}
