// A content folder of a test's own.
#include "content_box.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "file.h"
#include "str.h"

static const char topic[] = "---\n"
                            "title: Sore knees\n"
                            "reviewed_by: A. Tester\n"
                            "headline: Sore knees?\n"
                            "before:\n"
                            "  - icon: hand\n"
                            "    text: Stop if it hurts.\n"
                            "stop_if:\n"
                            "  - Sharp pain\n"
                            "precautions:\n"
                            "  - New knee? Ask first.\n"
                            "before_questions: [pop]\n"
                            "---\n"
                            "About *knees*.\n";
static const char bend[] = "---\n"
                           "title: Knee bend\n"
                           "reviewed_by: A. Tester\n"
                           "video: bend.webm\n"
                           "hold: 30\n"
                           "sets: 3\n"
                           "hold_from: 1.5\n"
                           "hold_to: 3\n"
                           "steps:\n"
                           "  - text: Stand tall\n"
                           "    at: 0\n"
                           "  - text: Bend slowly\n"
                           "    at: 1.5\n"
                           "---\n";
static const char prevention[] = "---\n"
                                 "title: Help your knees\n"
                                 "reviewed_by: A. Tester\n"
                                 "steps:\n"
                                 "  - Walk a little each day.\n"
                                 "---\n";
static const char warning_signs[] = "---\n"
                                    "title: Check\n"
                                    "reviewed_by: A. Tester\n"
                                    "cards:\n"
                                    "  emergency:\n"
                                    "    headline: Get help now.\n"
                                    "    key: Call\n"
                                    "    key_number: \"{emergency_number}\"\n"
                                    "    steps: [Tell the desk. | They call.]\n"
                                    "  same-day:\n"
                                    "    headline: Tell the desk.\n"
                                    "    key: Today\n"
                                    "    steps: [Go now.]\n"
                                    "  book:\n"
                                    "    headline: Mention it.\n"
                                    "    key: Visit\n"
                                    "    steps: [Tell your physio.]\n"
                                    "  self-care:\n"
                                    "    headline: No signs.\n"
                                    "    key: Stop if\n"
                                    "    steps: [Try them.]\n"
                                    "questions:\n"
                                    "  - id: chest\n"
                                    "    ask: Any of these?\n"
                                    "    any_of:\n"
                                    "      - Chest pain | chest.svg\n"
                                    "      - Short breath\n"
                                    "    sign: Chest pain\n"
                                    "    signs: [new.pe]\n"
                                    "    yes: emergency\n"
                                    "    not_sure: same-day\n"
                                    "  - id: pop\n"
                                    "    ask: Did it pop?\n"
                                    "    sign: A pop\n"
                                    "    signs: [cause.strain]\n"
                                    "    yes: same-day\n"
                                    "    not_sure: book\n"
                                    "  - id: again\n"
                                    "    ask: Does it come back?\n"
                                    "    sign: Comes back\n"
                                    "    signs: [warn.frequent]\n"
                                    "    yes: book\n"
                                    "    not_sure: self-care\n"
                                    "get_help:\n"
                                    "  - Call {emergency_number} for chest pain.\n"
                                    "---\n";

// The questions in another order: a translation goes by their ids.
const char box_spanish_signs[] =
    "---\ntitle: Revisi\u00F3n\ntranslated_by: A. Tester\ncards:\n"
    "  emergency: {headline: Pida ayuda ya., key: Llame, steps: [Avise. | Ellos llaman.]}\n"
    "  same-day: {headline: Avise., key: Hoy, steps: [Vaya ya.]}\n"
    "  book: {headline: D\u00EDgalo., key: Visita, steps: [D\u00EDgaselo.]}\n"
    "  self-care: {headline: Sin se\u00F1ales., key: Pare si, steps: [Pruebe.]}\n"
    "questions:\n"
    "  - id: again\n    ask: \u00BFVuelve?\n    sign: Vuelve\n"
    "  - id: chest\n    ask: \u00BFAlguno de estos?\n    any_of: [Dolor de pecho, Falta de aire]\n"
    "    sign: Dolor de pecho\n"
    "  - id: pop\n    ask: \u00BFSon\u00F3?\n    sign: Un chasquido\n"
    "get_help: [\"Llame al {emergency_number}.\"]\n---\n";

struct box box_make(void)
{
    const char *below = getenv("TMPDIR");
    char *name = str_format("%s/kiosk-content-XXXXXX", below ? below : "/tmp");
    assert_non_null(mkdtemp(name));
    struct box box = {name, str_format("%s/content", name), str_format("%s/videos", name)};
    box_write(&box, "content/clinic.yaml",
              "name: Test clinic\nlanguages: [en]\nemergency_number: 112\n");
    box_write(&box, "content/knees/topic.md", topic);
    box_write(&box, "content/knees/stretches/bend.md", bend);
    box_write(&box, "content/knees/prevention.md", prevention);
    box_write(&box, "content/knees/warning-signs.md", warning_signs);
    box_write(&box, "content/knees/pictures/chest.svg", "<svg/>");
    box_write(&box, "videos/bend.webm", "not really a video");
    box_write(&box, "videos/bend.jpg", "not really a picture");
    box_write(&box, "videos/bend.en.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nStand tall.\n");
    return box;
}

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *where)
{
    (void)info;
    (void)type;
    (void)where;
    return remove(path);
}

void box_destroy(struct box *box)
{
    assert_int_equal(nftw(box->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS), 0);
    free(box->folder);
    free(box->content);
    free(box->videos);
    *box = (struct box){0};
}

void box_write_bytes(const struct box *box, const char *file, const char *bytes, size_t count)
{
    char *path = str_format("%s/%s", box->folder, file);
    for (char *slash = path + strlen(box->folder) + 1; (slash = strchr(slash, '/')); slash++) {
        *slash = 0;
        mkdir(path, 0755);
        *slash = '/';
    }
    FILE *stream = fopen(path, "wb");
    assert_non_null(stream);
    assert_int_equal(fwrite(bytes, 1, count, stream), count);
    assert_int_equal(fclose(stream), 0);
    free(path);
}

void box_write(const struct box *box, const char *file, const char *text)
{
    box_write_bytes(box, file, text, strlen(text));
}

void box_change(const struct box *box, const char *file, const char *old, const char *new)
{
    char *path = str_format("%s/%s", box->folder, file);
    char *text = NULL;
    assert_true(file_read(path, 1 << 20, &text, NULL));
    const char *at = strstr(text, old);
    assert_non_null(at);
    // older kernels date changes by ticks: one of the same length must not share the tick of the last
    nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    char *changed = str_format("%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
    box_write(box, file, changed);
    free(changed);
    free(text);
    free(path);
}

void box_remove(const struct box *box, const char *file)
{
    char *path = str_format("%s/%s", box->folder, file);
    assert_int_equal(remove(path), 0);
    free(path);
}

struct library *box_load(const struct box *box, const struct library *last_good)
{
    return library_load(&(struct library_options){.content = box->content,
                                                  .videos = box->videos,
                                                  .demonstration = true,
                                                  .last_good = last_good});
}

struct library *box_load_installed(const struct box *box, const struct library *last_good)
{
    return library_load(&(struct library_options){
        .content = box->content, .videos = box->videos, .last_good = last_good});
}

static void show(const struct library *library)
{
    for (size_t i = 0; i < library->problems.count; i++) {
        char *line = problem_line(&library->problems.list[i]);
        print_error("    %s\n", line);
        free(line);
    }
}

void assert_problem(const struct library *library, const char *line)
{
    bool found = false;
    for (size_t i = 0; i < library->problems.count && !found; i++) {
        char *have = problem_line(&library->problems.list[i]);
        found = str_equal(have, line);
        free(have);
    }
    if (found)
        return;
    print_error("missing: %s\nthere is:\n", line);
    show(library);
    fail();
}

void assert_no_errors(const struct library *library)
{
    if (problems_count(&library->problems, SEVERITY_ERROR) == 0)
        return;
    show(library);
    fail();
}
