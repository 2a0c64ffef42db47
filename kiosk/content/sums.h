#pragma once
// SHA256SUMS in the staff folder, as `sha256sum` writes it: whoever fills the folder over a slow line
// puts it there, and nothing is taken over before every file of content and videos is as it says.

#include "draft.h"

// One sentence, or NULL if all is as it should be or there is no such file. The caller frees it.
char *sums_wrong(const struct draft *draft);
