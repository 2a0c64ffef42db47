// The staff code, hashed by libcrypt's yescrypt. Any thread, one at a time.
#define LOG_TAG "pin"
#include "pin.h"

#include <crypt.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "file.h"
#include "log.h"
#include "str.h"

// yescrypt's cost, as Debian sets it for its own passwords: 17 ms and 16 MB here. A dearer one
// would not make four digits safe; the lock does that.
enum { COST = 5, HASH_BYTES_MAX = 4096 };

static const char NO_CODE_FITS[] = "*"; // no setting of crypt's

static char *path_of(const struct pin *pin, const char *name)
{
    return str_format("%s/%s", pin->folder, name);
}

// NULL if it is not there (errno ENOENT) or cannot be read. The caller frees it.
static char *first_line(const struct pin *pin, const char *name)
{
    char *text = NULL, *path = path_of(pin, name);
    int reason = file_read(path, HASH_BYTES_MAX, &text, NULL) ? 0 : errno;
    if (reason && reason != ENOENT)
        log_warning("%s cannot be read: %s", path, strerror(reason));
    free(path);
    if (text)
        text[strcspn(text, "\r\n")] = 0;
    errno = reason;
    return text;
}

// Of what the kiosk keeps for itself: nobody else may read it.
static bool keep(const struct pin *pin, const char *name, const char *text)
{
    char *path = path_of(pin, name), *line = str_format("%s\n", text);
    bool good = file_replace_as(path, line, strlen(line), 0600, 0);
    if (!good)
        log_error("%s cannot be written: %s", path, strerror(errno));
    free(line);
    free(path);
    return good;
}

static void keep_wrong(const struct pin *pin)
{
    char count[16];
    snprintf(count, sizeof count, "%d", pin->wrong);
    if (pin->folder && !keep(pin, "pin.tries", count))
        log_warning("wrong tries are forgotten at the next start");
}

void pin_refresh(struct pin *pin)
{
    if (!pin->folder)
        return;
    char *hash = first_line(pin, "pin");
    bool absent = !hash && errno == ENOENT;
    if (absent || (hash && *hash)) {
        free(pin->hash);
        pin->hash = hash;
        return;
    }
    // A code that cannot be read is not "no code": nobody may choose one at the screen.
    free(hash);
    if (!pin->hash)
        pin->hash = str_copy(NO_CODE_FITS);
}

struct pin pin_open(const char *state_folder, int64_t now_ms)
{
    struct pin pin = {.folder = str_copy(state_folder)};
    if (!pin.folder)
        return pin;
    pin_refresh(&pin);
    char *wrong = first_line(&pin, "pin.tries");
    pin.wrong = wrong ? atoi(wrong) : 0;
    free(wrong);
    if (pin.wrong < 0 || pin.wrong > PIN_TRIES)
        pin.wrong = PIN_TRIES;
    if (pin.wrong == PIN_TRIES)
        pin.locked_until_ms = now_ms + PIN_LOCK_MS;
    return pin;
}

void pin_close(struct pin *pin)
{
    free(pin->folder);
    free(pin->hash);
    *pin = (struct pin){0};
}

// The hash of `digits` with the salt and cost in `setting`; NULL if that is no setting. The caller
// frees it.
static char *hash_of(const char *digits, const char *setting)
{
    struct crypt_data *data = mem_make(1, sizeof *data);
    const char *made = crypt_r(digits, setting, data);
    char *hash = made && made[0] != '*' ? str_copy(made) : NULL;
    mem_wipe(data, sizeof *data);
    free(data);
    return hash;
}

// In the same time, however much of it is right.
static bool same(const char *a, const char *b)
{
    size_t length = strlen(a);
    if (length != strlen(b))
        return false;
    unsigned differs = 0;
    for (size_t i = 0; i < length; i++)
        differs |= (unsigned)(a[i] ^ b[i]);
    return !differs;
}

enum pin_answer pin_try(struct pin *pin, const char *digits, int64_t now_ms)
{
    if (!pin->hash)
        return PIN_NONE;
    if (now_ms < pin->locked_until_ms)
        return PIN_LOCKED;
    if (pin->wrong >= PIN_TRIES)
        pin->wrong = 0; // the lock is over
    pin->wrong++;
    keep_wrong(pin);
    char *hash = hash_of(digits, pin->hash);
    bool right = hash && same(hash, pin->hash);
    if (!hash)
        log_error("the kept staff code is damaged: choose another one with `physio-kiosk pin`");
    free(hash);
    if (right) {
        pin->wrong = 0;
        keep_wrong(pin);
        return PIN_RIGHT;
    }
    if (pin->wrong < PIN_TRIES)
        return PIN_WRONG;
    log_warning("five wrong staff codes: locked for a minute");
    pin->locked_until_ms = now_ms + PIN_LOCK_MS;
    return PIN_LOCKED;
}

bool pin_choose(struct pin *pin, const char *digits)
{
    char salt[CRYPT_GENSALT_OUTPUT_SIZE];
    if (!crypt_gensalt_rn("$y$", COST, NULL, 0, salt, sizeof salt))
        return false;
    char *hash = hash_of(digits, salt);
    if (!hash || (pin->folder && !keep(pin, "pin", hash))) {
        free(hash);
        return false;
    }
    free(pin->hash);
    pin->hash = hash;
    pin->wrong = 0;
    pin->locked_until_ms = 0;
    keep_wrong(pin);
    return true;
}
