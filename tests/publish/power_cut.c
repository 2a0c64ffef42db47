// What a disk still owes: bytes by inode, names in their order. Calls that are not synced are undone
// from the last to the first; what they removed waits in a folder beside the state folder.
#include "power_cut.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <ftw.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk.h"
#include "str.h"

struct debt {
    enum disk_call call;
    char *path, *other, *saved, *folder;
};

static struct debt *debts;
static size_t debts_count;
static ino_t *dirty;
static size_t dirty_count;
static char *attic;
static int attic_next;

static char *folder_of(const char *path)
{
    char *copy = str_copy(path), *folder = str_copy(dirname(copy));
    free(copy);
    return folder;
}

static bool there(const char *path, struct stat *info)
{
    return lstat(path, info) == 0;
}

// A second name for what is about to lose its own.
static char *save(const char *path)
{
    struct stat info;
    char text[PATH_MAX] = "";
    if (!there(path, &info))
        return NULL;
    char *saved = str_format("%s/%d", attic, attic_next++);
    if (S_ISLNK(info.st_mode) && readlink(path, text, sizeof text - 1) > 0)
        assert_int_equal(symlink(text, saved), 0);
    else if (S_ISREG(info.st_mode))
        assert_int_equal(link(path, saved), 0);
    return saved;
}

static void owe(const struct disk_step *step)
{
    struct stat info;
    if (step->call == DISK_CREATE && there(step->path, &info))
        return; // its name is not new
    bool removes = step->call == DISK_RENAME || step->call == DISK_UNLINK;
    debts = mem_grow(debts, debts_count + 1, sizeof *debts);
    debts[debts_count++] = (struct debt){step->call, str_copy(step->path), str_copy(step->other),
                                         removes ? save(step->path) : NULL, folder_of(step->path)};
}

static void owe_bytes(const char *path)
{
    struct stat info;
    if (!there(path, &info))
        return;
    dirty = mem_grow(dirty, dirty_count + 1, sizeof *dirty);
    dirty[dirty_count++] = info.st_ino;
}

static void pay_bytes(const char *path)
{
    struct stat info;
    for (size_t i = 0; there(path, &info) && i < dirty_count; i++)
        if (dirty[i] == info.st_ino)
            dirty[i--] = dirty[--dirty_count];
}

static void pay_names(const char *folder)
{
    size_t kept = 0;
    for (size_t i = 0; i < debts_count; i++)
        if (folder && !str_equal(debts[i].folder, folder))
            debts[kept++] = debts[i];
    debts_count = kept;
}

static void undo(const struct debt *debt)
{
    char *away = str_format("%s/%d", attic, attic_next++);
    switch (debt->call) {
    case DISK_CREATE:
    case DISK_LINK:
    case DISK_SYMLINK:
    case DISK_MKDIR:
        rename(debt->path, away);
        break;
    case DISK_RENAME:
        rename(debt->path, debt->other);
        if (debt->saved)
            rename(debt->saved, debt->path);
        break;
    case DISK_UNLINK:
        if (debt->saved)
            rename(debt->saved, debt->path);
        break;
    case DISK_RMDIR:
        mkdir(debt->path, 0755);
        break;
    default:
        break;
    }
    free(away);
}

static int lose_bytes(const char *path, const struct stat *info, int type, struct FTW *where)
{
    (void)where;
    for (size_t i = 0; type == FTW_F && i < dirty_count; i++)
        if (dirty[i] == info->st_ino)
            return truncate(path, 0);
    return 0;
}

void power_cut_now(struct power *power)
{
    char *generations = str_format("%s/generation", power->state);
    char *above = folder_of(power->state);
    for (size_t i = debts_count; i-- > 0 && power->cut != CUT_NOTHING_LOST;) {
        const char *folder = debts[i].folder;
        bool outer = str_equal(folder, power->state) || str_equal(folder, generations) ||
                     str_equal(folder, above);
        if (power->cut == CUT_ALL_LOST || (power->cut == CUT_INNER_LOST && !outer) ||
            (power->cut == CUT_OUTER_LOST && outer))
            undo(&debts[i]);
    }
    if (power->cut != CUT_NOTHING_LOST)
        nftw(power->state, lose_bytes, 16, FTW_PHYS);
    free(above);
    free(generations);
}

static bool before(void *context, const struct disk_step *step)
{
    struct power *power = context;
    power->calls++;
    if (power->calls == power->at) {
        power_cut_now(power);
        _exit(POWER_EXIT);
    }
    if (power->moment && step->call == DISK_WRITE)
        power->moment(power->context, power->calls);
    if (power->fail_from && power->calls >= power->fail_from && power->calls <= power->fail_to) {
        errno = ENOSPC;
        return false;
    }
    bool syncs =
        step->call == DISK_SYNC || step->call == DISK_SYNC_FOLDER || step->call == DISK_SYNC_ALL;
    if (syncs && power->deaf_to & 1u << ++power->syncs)
        return true;
    if (step->call == DISK_WRITE) {
        owe_bytes(step->path);
    } else if (step->call == DISK_SYNC) {
        pay_bytes(step->path);
    } else if (step->call == DISK_SYNC_FOLDER) {
        pay_names(step->path);
    } else if (step->call == DISK_SYNC_ALL) {
        pay_names(NULL);
        dirty_count = 0;
    } else {
        owe(step);
    }
    return true;
}

void power_on(struct power *power)
{
    debts_count = dirty_count = 0;
    free(attic);
    attic = str_format("%s.attic", power->state);
    disk_remove_tree(attic);
    mkdir(attic, 0755);
    disk_set_guard(&(struct disk_guard){before, power, .syncs_itself = true});
}

void power_off(void)
{
    disk_set_guard(&(struct disk_guard){.syncs_itself = true});
    disk_remove_tree(attic);
}
