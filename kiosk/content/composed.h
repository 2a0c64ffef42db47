#pragma once
// One form for letters with marks: a Mac writes them into names as a letter and a mark, everybody else as
// one letter. They look the same and are other bytes.

// `text` (UTF-8) in Unicode's composed form, NFC; the caller frees it.
char *text_composed(const char *text);
