// What staff and the log call each fault of the printer. Any thread.
#include <assert.h>

#include "printer.h"

const char *printer_problem_code(enum printer_problem problem)
{
    static const char *const codes[] = {"",       "PRN-01", "PRN-02", "PRN-03", "PRN-04", "PRN-05",
                                        "PRN-06", "PRN-07", "PRN-08", "PRN-09", "PRN-10"};
    assert((size_t)problem < sizeof codes / sizeof *codes);
    return codes[problem];
}
