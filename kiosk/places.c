// Finds our files beside our own executable, so that nothing of the machine we were built on stays
// in the program. Called once at start.
#include "places.h"

#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "file.h"
#include "str.h"

struct places places_find(void)
{
    char self[PATH_MAX] = "";
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    if (length < 0)
        length = 0;
    self[length] = 0;
    const char *bin = dirname(self);
    char *installed = str_format("%s/../share/physio-kiosk", bin);
    struct places places;
    if (folder_exists(installed)) {
        places = (struct places){
            .assets = str_format("%s/assets", installed),
            .words = str_format("%s/locale", installed),
            .content = str_format("%s/content", installed),
            .videos = str_format("%s/videos", installed),
            .player = str_format("%s/../libexec/physio-kiosk/physio-kiosk-player", bin),
        };
    } else {
        places = (struct places){
            .assets = str_format("%s/../../assets", bin),
            .words = str_format("%s/../assets/locale", bin),
            .content = str_format("%s/../../content", bin),
            .videos = str_format("%s/../../videos", bin),
            .player = str_format("%s/physio-kiosk-player", bin),
        };
    }
    free(installed);
    return places;
}

void places_destroy(struct places *places)
{
    free(places->assets);
    free(places->words);
    free(places->content);
    free(places->videos);
    free(places->player);
    *places = (struct places){0};
}
