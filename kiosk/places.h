#pragma once
// Where this program's own files lie: installed below one prefix, or in the source tree it was
// built from.

#define STATE_FOLDER   "/var/lib/physio-kiosk" // where the installed kiosk keeps its state
#define RUNTIME_FOLDER "/run/physio-kiosk"     // what lasts until the machine is switched off

struct places {
    char *assets;  // folder of icons/ and figures/
    char *words;   // folder of the words' catalogues
    char *content; // folder that came with the program
    char *videos;
    char *player; // path of physio-kiosk-player
};

// Strings are owned; a place that does not exist is still named, so that the message about it can
// say where it was looked for.
struct places places_find(void);
void places_destroy(struct places *places);
