#pragma once
// The sub-commands that need no screen. Each returns the program's exit code: 0 good, 1 the work
// failed, 2 it was asked wrongly.

int command_check(int argc, char **argv); // check [DIR] [--videos DIR] [--reading]
int command_handout(
    int argc,
    char **argv); // handout TOPIC [--language xx] [--paper a4|letter] [--large] --output FILE.pdf
int command_pin(int argc, char **argv);     // pin [--state DIR]
int command_counts(int argc, char **argv);  // counts [--state DIR]
int command_status(int argc, char **argv);  // status [--json] [--state DIR] [--runtime DIR]
int command_printer(int argc, char **argv); // printer [QUEUE]
