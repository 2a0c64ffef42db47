#pragma once
// What kiosk and player child say to each other over their socket: one struct a packet, media files
// as descriptors. Never blocks. Neither side believes the other's sizes.

#include <stdbool.h>
#include <stdint.h>

enum wire_command_kind {
    WIRE_PLAY = 1, // with the media file
    WIRE_PAUSE,
    WIRE_STOP,
    WIRE_PROBE, // with the media file
};

struct wire_command {
    uint32_t kind;
    uint32_t generation;      // counts what was asked for; pictures and reports carry it back
    int64_t start_ms;         // WIRE_PLAY
    int64_t duration_ms;      // WIRE_PLAY, 0 if not known
    int32_t pane_w, pane_h;   // WIRE_PLAY, px
    int32_t video_w, video_h; // WIRE_PLAY, px as seen; 0: the child finds out
    uint32_t mirror;          // WIRE_PLAY
    uint32_t paused;          // WIRE_PLAY, WIRE_PAUSE
    int32_t token;            // WIRE_PROBE
    uint32_t spare;           // so that no byte of the packet is left to chance
};

enum wire_report_kind {
    WIRE_READY = 1, // confined and waiting; `text` says how
    WIRE_TAKEN,     // the play command was read
    WIRE_FRAME,     // a picture waits in the ring, and none did before
    WIRE_ENDED,
    WIRE_FAILED, // `text` says why
    WIRE_PROBED,
    WIRE_ABANDONED, // the probe made room for another command: ask again
};

struct wire_report {
    uint32_t kind;
    uint32_t generation;
    int32_t token;     // WIRE_PROBED, WIRE_ABANDONED
    uint32_t playable; // WIRE_PROBED
    int32_t video_w, video_h;
    int64_t duration_ms;
    char text[160]; // ASCII
};

enum wire_result { WIRE_OK, WIRE_EMPTY, WIRE_GONE };

// `fd` is sent along if it is not -1; the caller keeps its own. WIRE_EMPTY: the queue is full.
__attribute__((warn_unused_result)) enum wire_result wire_send(int socket, const void *packet,
                                                               uint32_t bytes, int fd);
// Takes one packet of exactly `bytes`; *fd is -1 or a descriptor that is the caller's now. A packet
// of another size counts as WIRE_GONE: whoever sent it cannot be talked to. `fd` may be NULL.
__attribute__((warn_unused_result)) enum wire_result wire_receive(int socket, void *packet,
                                                                  uint32_t bytes, int *fd);
