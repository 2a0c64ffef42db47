// The screen switched off and on: through KMS where the canvas is the screen's master, by a black
// picture elsewhere. Main thread.
#define LOG_TAG "canvas"
#include <SDL.h>
#include <SDL_syswm.h>
#include <string.h>
#include <xf86drmMode.h>

#include "canvas_inside.h"
#include "log.h"

// -1 where somebody else is master.
static int master_fd(const struct canvas *canvas)
{
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
#ifdef SDL_VIDEO_DRIVER_KMSDRM
    if (SDL_GetWindowWMInfo(canvas->screen.window, &info) && info.subsystem == SDL_SYSWM_KMSDRM)
        return info.info.kmsdrm.drm_fd;
#endif
    return -1;
}

static bool set_connector(int fd, const drmModeConnector *connector, uint64_t value)
{
    bool done = false;
    for (int i = 0; !done && i < connector->count_props; i++) {
        drmModePropertyRes *property = drmModeGetProperty(fd, connector->props[i]);
        if (!property)
            continue;
        if (strcmp(property->name, "DPMS") == 0)
            done = drmModeConnectorSetProperty(fd, connector->connector_id, property->prop_id,
                                               value) == 0;
        drmModeFreeProperty(property);
    }
    return done;
}

static void set_connectors(int fd, uint64_t value)
{
    drmModeRes *all = drmModeGetResources(fd);
    int done = 0;
    for (int i = 0; all && i < all->count_connectors; i++) {
        drmModeConnector *connector = drmModeGetConnectorCurrent(fd, all->connectors[i]);
        if (connector && connector->connection == DRM_MODE_CONNECTED)
            done += set_connector(fd, connector, value);
        if (connector)
            drmModeFreeConnector(connector);
    }
    if (all)
        drmModeFreeResources(all);
    if (!done)
        log_warning("the screen cannot be switched %s; it is black instead",
                    value == DRM_MODE_DPMS_ON ? "on" : "off");
}

void canvas_power(struct canvas *canvas, bool on)
{
    if (on == !canvas->off)
        return;
    int fd = master_fd(canvas);
    if (!on) {
        canvas_begin(canvas, 0xFF000000);
        canvas_end(canvas);
    }
    canvas->off = !on;
    if (fd >= 0)
        set_connectors(fd, on ? DRM_MODE_DPMS_ON : DRM_MODE_DPMS_OFF);
    if (on)
        canvas->stale = true;
    log_info("the screen is %s", on ? "on" : "off");
}

bool canvas_is_off(const struct canvas *canvas)
{
    return canvas->off;
}
