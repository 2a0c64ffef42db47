#pragma once
// Code points: what of a string is drawn, where a line may end, which script a letter is of. Pure.

#include <stdbool.h>
#include <stdint.h>

enum { CODES_MOST = 4000 }; // a longer string is cut and ends in an ellipsis

struct codes {
    uint32_t *list; // owned
    int count;
};
// '\n' stays, other white space becomes a space, what has no shape and no meaning is left out.
struct codes codes_read(const char *utf8, bool pseudo);
void codes_free(struct codes *codes);

enum line_end { END_NEVER, END_MAY, END_MUST };
// Whether a line may end after the code point at `i`.
enum line_end codes_end(const struct codes *codes, int i);
// How high a line must be at least, times the size: Arabic letters go deep, Chinese ones fill it. 0:
// any height will do.
float codes_line_height(const struct codes *codes);
// Whether a sentence ends with the word of the code points from `start` up to `end`.
bool codes_sentence(const struct codes *codes, int start, int end);
bool code_space(uint32_t code);
// Without a shape of its own, but with a say in how its neighbours are drawn.
bool code_invisible(uint32_t code);
// The ISO 15924 tag, "Latn"; NULL for what all scripts share.
const char *code_script(uint32_t code);
