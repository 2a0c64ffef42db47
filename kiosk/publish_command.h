#pragma once
// physio-kiosk publish [--state DIR] [--staff DIR] [--watch] [--settle SECONDS] [--accept-smaller]
// Returns the program's exit code: 0 all was taken, 1 something was refused, held or failed, 2 it was
// asked wrongly.

int command_publish(int argc, char **argv);
