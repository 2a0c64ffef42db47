#pragma once
// The control socket, for tests and the tour: newline-delimited JSON over the same tree that touch
// uses. Off unless asked for. Mode 0600: only our own user may connect. Main thread.
//
//   {"do":"tree"} {"screen":"hub","items":[{"role":"button","id":"check","name":"...",
//                                                       "x":0,"y":0,"w":0,"h":0,"enabled":true,"chosen":false}]}
//   {"do":"tap","name":"..."} or {"do":"tap","x":0,"y":0}   {"ok":true}, once the pass after the
//   tap is done
//   {"do":"wait","screen":"...","timeout_ms":5000}     {"ok":true,"screen":"..."}; a sheet's name
//   counts as well
//   {"do":"screenshot","file":"x.png"}                 {"ok":true}
//   {"do":"stats"}                                     {"frames_shown":0,...}
// What cannot be done is answered {"error":"..."}.

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>

struct app;
struct control;

enum { CONTROL_CLIENTS_MAX = 4, CONTROL_FDS_MAX = CONTROL_CLIENTS_MAX + 1 };

struct control *control_open(const char *path); // NULL if the socket cannot be made (logged)
void control_destroy(struct control *control);  // accepts NULL, as do the next three
int control_fds(const struct control *control, struct pollfd fds[CONTROL_FDS_MAX]);
int64_t control_deadline_ms(const struct control *control);
void control_handle(struct control *control, struct app *app);
