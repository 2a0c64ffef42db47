#include "lint.h"
void lint_exercise(const struct exercise *exercise, const struct body *body, struct problems *problems)
{
    (void)exercise; (void)body; (void)problems;
}
void lint_print(const struct exercise *exercise, const struct body *body)
{
    (void)exercise; (void)body;
}
