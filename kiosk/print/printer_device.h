#pragma once
// What the printer itself says while nothing prints: cupsd hears of an empty tray, an open lid or the
// switch only during a job. The kiosk reaches no network, so a unit of its own asks, once for each
// connection to its socket: a line with the queue's name goes in, a word comes back.

#include "printer.h"

// The kiosk's side, on the printer's thread: blocks for at most 4 s. PROBLEM_NONE also where there is no
// such unit, or no answer. `queue` NULL: CUPS's default.
enum printer_problem device_problem(const char *queue);
// The unit's side: reads the queue's name from standard input unless it is given (or
// somebody types there), and asks the printer.
enum printer_problem device_ask(const char *queue);
