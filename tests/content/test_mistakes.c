// Every mistake that staff make, one a row: what was changed, and word for word what they read.
// Each sentence says where, what is wrong and what to do.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "content_box.h"
#include "file.h"
#include "str.h"
#include "video_length.h"

#define BEND  "content/knees/stretches/bend.md"
#define TOPIC "content/knees/topic.md"
#define SIGNS "content/knees/warning-signs.md"
#define KNEES "content/knees/"

// `old` becomes `new` in `file`; without `old` the file is written anew, without `new` it is
// removed.
struct mistake {
    const char *what, *file, *old, *new, *told;
};

static const struct mistake mistakes[] = {
    {"an unknown key", BEND, "hold: 30", "hodl: 30",
     "knees/stretches/bend.md:5:1: error: \"hodl\" is not a known key. Did you mean \"hold\"?"},
    {"a key that nothing resembles", BEND, "hold: 30", "colour: red",
     "knees/stretches/bend.md:5:1: error: \"colour\" is not a known key here: correct its spelling or remove the line"},
    {"a missing key", TOPIC, "headline: Sore knees?\n", "",
     "knees/topic.md:2:1: error: \"headline\" is missing: add a line \"headline: ...\""},
    {"a key twice", BEND, "sets: 3\n", "sets: 3\nsets: 4\n",
     "knees/stretches/bend.md:7:1: error: \"sets\" is written twice (first in line 6): keep one of them"},
    {"a word where a number belongs", BEND, "hold: 30", "hold: twenty",
     "knees/stretches/bend.md:5:7: error: \"hold\" must be a whole number of seconds, not \"twenty\""},
    {"a list where words belong", TOPIC, "headline: Sore knees?", "headline: [Sore, knees]",
     "knees/topic.md:5:11: error: \"headline\" must be one text, not a list or more keys"},
    {"words where a list belongs", TOPIC, "stop_if:\n  - Sharp pain", "stop_if: Sharp pain",
     "knees/topic.md:9:10: error: \"stop_if\" must be a list: put each entry on a line of its own, beginning with \"- \""},
    {"a tier that does not exist", SIGNS, "yes: same-day", "yes: urgent",
     "knees/warning-signs.md:36:10: error: \"yes\" must be self-care, book, same-day or emergency, not \"urgent\""},
    {"a question without a tier", SIGNS, "    yes: same-day\n", "",
     "knees/warning-signs.md:32:5: error: \"yes\" is missing: add a line \"yes: ...\""},
    {"a question without a tier for not sure", SIGNS, "    not_sure: same-day\n", "",
     "knees/warning-signs.md:23:5: error: \"not_sure\" is missing: add a line \"not_sure: ...\""},
    {"not sure about an emergency", SIGNS, "not_sure: same-day", "not_sure: book",
     "knees/warning-signs.md:31:15: error: \"not_sure\" must be same-day or emergency where \"yes\" is an emergency, not \"book\""},
    {"a question twice", SIGNS, "id: again", "id: pop",
     "knees/warning-signs.md:38:9: error: \"pop\" is the id of an earlier question too (line 32): give each its own"},
    {"a question that is too long", SIGNS, "ask: Did it pop?",
     "ask: Did it pop or pull or snap or tear or crack or click or give?",
     "knees/warning-signs.md:33:10: error: \"ask\" has 15 words: at most 12 fit. Shorten it"},
    {"a step of a card that is too long", SIGNS, "They call.",
     "Hold on to the rail with both hands and do not let go of it before your feet stand on the floor. Then wait until somebody comes.",
     "knees/warning-signs.md:9:13: warning: \"steps\" has 128 letters: at most 110 fit. Shorten it"},
    {"a stop rule that is too long", TOPIC, "- Sharp pain",
     "- Sharp pain that goes down the leg to the foot and does not go away",
     "knees/topic.md:10:5: warning: \"stop_if\" has 66 letters: at most 60 fit. Shorten it"},
    {"a note that is too long, in wide letters", TOPIC, "text: Stop if it hurts.",
     "text: 好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好好",
     "knees/topic.md:8:11: warning: \"text\" has 33 letters: at most 22 fit. Shorten it"},
    {"a sign without a question", KNEES "signs.md", NULL,
     "| sign | question | tier |\n| --- | --- | --- |\n| new.stroke | chest | emergency |\n",
     "knees/signs.md:3:1: warning: no question of warning-signs.md asks for the sign \"new.stroke\": name it in the \"signs\" of one, or remove this line"},
    {"a sign whose tier differs", KNEES "signs.md", NULL, "| new.pe | chest | same-day |\n",
     "knees/signs.md:1:1: warning: the sign \"new.pe\" is emergency in warning-signs.md, not \"same-day\": correct this line"},
    {"a missing video", BEND, "bend.webm", "bent.webm",
     "knees/stretches/bend.md:4:8: warning: the video \"bent.webm\" is not there: copy it into its folder, or correct the name"},
    {"a missing picture", SIGNS, "chest.svg", "heart.svg",
     "knees/warning-signs.md:26:9: warning: the picture \"heart.svg\" is not there: copy it into its folder, or correct the name"},
    {"a missing poster", "videos/bend.jpg", NULL, NULL,
     "videos/bend.jpg: warning: this video has no still: add this picture, or lists and the printed page show none"},
    {"missing captions", "videos/bend.en.vtt", NULL, NULL,
     "videos/bend.en.vtt: warning: this video has no captions in this language: add this file, the sound is off in a waiting room"},
    {"a caption past the end of its video", "videos/bend.en.vtt", "00:01.000", "00:09.000",
     "videos/bend.en.vtt:3:1: warning: this caption stays until 9.0 seconds, but its video ends after 8.0: correct its times"},
    {"a hold past the end of its video", BEND, "hold_to: 3", "hold_to: 12.5",
     "knees/stretches/bend.md:8:10: error: \"hold_to\" is 12.5 seconds, but the video ends after 8.0: choose a place inside the video"},
    {"a step past the end of its video", BEND, "at: 1.5", "at: 9",
     "knees/stretches/bend.md:13:9: error: \"at\" is 9 seconds, but the video ends after 8.0: choose a place inside the video"},
    {"a count past the end of its video", BEND, "hold: 30\nsets: 3\nhold_from: 1.5\nhold_to: 3",
     "reps: 5\nrep_at: 80",
     "knees/stretches/bend.md:6:9: error: \"rep_at\" is 80 seconds, but the video ends after 8.0: choose a place inside the video"},
    {"a page saved as Latin-1", BEND, "Knee bend", "Knee b\xE9nd",
     "knees/stretches/bend.md:2:14: error: this file is not saved as UTF-8 (here stands a \"é\" in Latin-1 or Windows-1252): save it again and choose the encoding UTF-8"},
    {"a page saved as UTF-16", BEND, NULL, "\xFF\xFE-",
     "knees/stretches/bend.md: error: this file is saved as UTF-16 (\"Unicode\"): save it again and choose the encoding UTF-8"},
    {"a tab", BEND, "  - text: Stand tall", "\t- text: Stand tall",
     "knees/stretches/bend.md:10:1: error: a tab stands before the first word: use spaces to indent"},
    {"a quote that is not closed", BEND, "title: Knee bend", "title: \"Knee bend",
     "knees/stretches/bend.md:2:8: error: the quote that opens here is not closed: add one at the end of the value"},
    {"a colon in the words", BEND, "title: Knee bend", "title: Knee: bend",
     "knees/stretches/bend.md:2:12: error: a second \":\" stands in this line: put the whole value in quotes, like key: \"one: two\""},
    {"a line of a list with a #", TOPIC, "- Sharp pain", "- Dizzy # or unwell, or chest pain",
     "knees/topic.md:10:5: error: what stands after the \"#\" in this line is not shown: put the whole value in quotes, like \"Suite #4\""},
    {"a question with a #", SIGNS, "ask: Did it pop?", "ask: Are you n\u00FCmb # or weak?",
     "knees/warning-signs.md:33:10: error: what stands after the \"#\" in this line is not shown: put the whole value in quotes, like \"Suite #4\""},
    {"a sign with a #", SIGNS, "- Short breath", "- Short breath # or none",
     "knees/warning-signs.md:27:9: error: what stands after the \"#\" in this line is not shown: put the whole value in quotes, like \"Suite #4\""},
    {"a file with a #", BEND, "video: bend.webm", "video: it's #1.webm",
     "knees/stretches/bend.md:4:8: error: what stands after the \"#\" in this line is not shown: put the whole value in quotes, like \"Suite #4\""},
    {"a step with a #", BEND, "text: Bend slowly", "text: Bend # slowly",
     "knees/stretches/bend.md:12:11: error: what stands after the \"#\" in this line is not shown: put the whole value in quotes, like \"Suite #4\""},
    {"an address with a #", "content/clinic.yaml", "name: Test clinic",
     "name: Test clinic\naddress: 12 Main Street, Suite #4, Springfield",
     "clinic.yaml:2:10: error: what stands after the \"#\" in this line is not shown: put the whole value in quotes, like \"Suite #4\""},
    {"a page without its lines", BEND, "---\ntitle", "title",
     "knees/stretches/bend.md:1:1: error: the page must begin with a line of three dashes (\"---\"), then its keys, then three dashes again"},
    {"a page that nobody signed", BEND, "reviewed_by: A. Tester\n", "",
     "knees/stretches/bend.md: warning: nobody has signed this page: have it read by a physiotherapist and fill in \"reviewed_by\""},
    {"a page signed with the pattern's words", BEND, "A. Tester", "Full name, role",
     "knees/stretches/bend.md:3:14: error: \"Full name, role\" is nobody's name: write who answers for it, with full name and role"},
    {"a page past its day", BEND, "reviewed_by: A. Tester\n",
     "reviewed_by: A. Tester\nreview_by: 2020-01-31\n",
     "knees/stretches/bend.md:4:12: warning: this page should have been read again by 2020-01-31: have it checked and set \"review_by\""},
    {"a date that is none", BEND, "reviewed_by: A. Tester\n",
     "reviewed_by: A. Tester\nreview_by: 31.1.2027\n",
     "knees/stretches/bend.md:4:12: error: \"review_by\" must be a date like 2027-05-31, not \"31.1.2027\""},
    {"an item that is not in the list", TOPIC, "[def.knee]", "[def.kne]",
     "knees/topic.md:4:10: warning: \"def.kne\" is not in the list of items.md. Did you mean \"def.knee\"?"},
    {"an item that nobody says", KNEES "items.md", NULL, "- def.knee\n- cause.age\n",
     "knees/items.md:2:3: warning: no page says \"cause.age\": name it in the \"covers\" of the page that does, or give a reason in left-out.md"},
    {"advice that is never given", BEND, "text: Stand tall", "text: Drink tonic water",
     "knees/stretches/bend.md:10:11: error: \"tonic water\" is never advice (it can do serious harm): remove it"},
    {"the same below the keys", TOPIC, "About *knees*.", "Take quinine.",
     "knees/topic.md:15:1: error: \"quinine\" is never advice (it can do serious harm): remove it"},
    {"the same in a caption", "videos/bend.en.vtt", "Stand tall.", "Drink quinine.",
     "videos/bend.en.vtt:4:1: error: \"quinine\" is never advice (it can do serious harm): remove it"},
    {"braces that nobody fills in", TOPIC, "Sore knees?", "Call {telephone}",
     "knees/topic.md:5:11: error: \"{telephone}\" is not filled in by the kiosk: use {emergency_number}, {phone} or {clinic}, or leave out the braces"},
    {"an exercise of the everyday set that is not there", TOPIC,
     "headline:", "routine: [jump]\nheadline:",
     "knees/topic.md:5:11: warning: \"jump\" is not an exercise that can be shown: correct the name, or remove it from \"routine\""},
    {"the check is missing", SIGNS, NULL, NULL,
     "knees/warning-signs.md: error: this file is missing: without it the check for warning signs is off"},
    {"a file name with capitals", KNEES "stretches/Big Bend.md", NULL, "---\n",
     "knees/stretches/Big Bend.md: error: rename this file: only small letters a to z, digits and \"-\" may stand in the name of a page"},
    {"a page of no known kind", KNEES "notes.md", NULL, "x\n",
     "knees/notes.md: warning: the kiosk does not know this name and does not show it: compare it with content/KEYS.md"},
};

static void each_mistake_has_its_sentence(void **state)
{
    (void)state;
    char *clip = NULL;
    size_t bytes;
    assert_true(file_read("videos/butterfly-stretch.webm", 8 << 20, &clip, &bytes)); // 8 seconds
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        const struct mistake *mistake = &mistakes[i];
        struct box box = box_make();
        box_write_bytes(&box, "videos/bend.webm", clip, bytes);
        box_write(&box, KNEES "items.md",
                  "- def.knee\n- new.pe\n- cause.strain\n- warn.frequent\n");
        box_change(&box, TOPIC, "headline:", "covers: [def.knee]\nheadline:");
        if (mistake->old)
            box_change(&box, mistake->file, mistake->old, mistake->new);
        else if (mistake->new)
            box_write(&box, mistake->file, mistake->new);
        else
            box_remove(&box, mistake->file);
        struct library *library = box_load(&box, NULL);
        print_message("%s\n", mistake->what);
        assert_problem(library, mistake->told);
        library_destroy(library);
        box_destroy(&box);
    }
    free(clip);
}

// A head of an MP4: "ftyp", some media, then "moov" with "mvhd" at the end, as cameras write it.
static const char mp4[] = "\0\0\0\x0C"
                          "ftypisom"
                          "\0\0\0\x0B"
                          "mdat123"
                          "\0\0\0\x74"
                          "moov"
                          "\0\0\0\x6C"
                          "mvhd\0\0\0\0\0\0\0\0\0\0\0\0"
                          "\0\0\x03\xE8"
                          "\0\0\x30\xD4"
                          "\0\0\0\0\0\0\0\0\0\0\0\0";

static void the_length_of_a_video_is_read_from_its_head(void **state)
{
    (void)state;
    struct box box = box_make();
    char *path = str_format("%s/bend.webm", box.videos), *clip = NULL;
    size_t bytes;
    assert_float_equal(video_length("videos/butterfly-stretch.webm"), 8, 0.05);
    assert_true(video_length(path) < 0); // words
    box_write_bytes(&box, "videos/bend.webm", mp4, sizeof mp4 - 1);
    assert_float_equal(video_length(path), 12.5, 1e-6);
    assert_true(file_read("videos/butterfly-stretch.webm", 8 << 20, &clip, &bytes));
    for (size_t cut = 0; cut < 400; cut++) { // whatever is left of a file, it ends
        box_write_bytes(&box, "videos/bend.webm", clip, cut);
        double length = video_length(path);
        assert_true(length < 0 || (length > 7.9 && length < 8.1));
    }
    assert_true(video_length("/nonexistent") < 0);
    free(clip);
    free(path);
    box_destroy(&box);
}

// Of so many letters, and the same every time.
static char *name_of(int letters)
{
    return str_format("%0*d", letters, 0);
}

static void names_are_shown_up_to_their_longest(void **state)
{
    (void)state;
    for (int more = 0; more <= 1; more++) {
        struct box box = box_make();
        char *name = name_of(CONTENT_NAME_MAX - (int)strlen(".md") + more);
        char *film = name_of(CONTENT_NAME_MAX - (int)strlen(".webm") + more);
        char *folder = name_of(CONTENT_NAME_MAX + more);
        char *page = str_format("content/knees/stretches/%s.md", name);
        char *dropped = str_format("videos/knees/stretches/%s.webm", film);
        char *topic = str_format("content/%s/topic.md", folder);
        char *question = str_format("id: %s", folder);
        box_write(&box, page,
                  "---\ntitle: Hop\nreviewed_by: A. Tester\nvideo: bend.webm\nhold: 5\nsteps:\n"
                  "  - text: Hop\n---\n");
        box_write(&box, dropped, "x");
        box_write(&box, topic,
                  "---\ntitle: Hips\nreviewed_by: A. Tester\nheadline: Hips?\nbefore:\n"
                  "  - icon: hand\n    text: Stop.\nstop_if: [Pain]\nprecautions: [None]\n---\n");
        box_change(&box, "content/knees/warning-signs.md", "id: again", question);
        struct library *library = box_load(&box, NULL);
        const struct topic *knees = library_topic(library, "knees", "en");
        assert_int_equal(knees->exercises_count, more ? 1 : 3);
        assert_int_equal(knees->checklist.questions_count, more ? 0 : 3);
        assert_int_equal(library->topics_count, more ? 1 : 2);
        if (more) {
            char *told[] = {
                str_format("knees/stretches/%s.md: error: the name of this file is too long: "
                           "rename it",
                           name),
                str_format("knees/stretches/%s.webm: error: the name of this file is too long: "
                           "rename it",
                           film),
                str_format("%s: error: the name of this folder is too long: rename it", folder),
                str_copy("knees/warning-signs.md:38:9: error: \"id\" is longer than 200 letters: "
                         "shorten it")};
            for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
                assert_problem(library, told[i]);
                free(told[i]);
            }
        }
        library_destroy(library);
        char *made[] = {name, film, folder, page, dropped, topic, question};
        for (size_t i = 0; i < sizeof made / sizeof *made; i++)
            free(made[i]);
        box_destroy(&box);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_mistake_has_its_sentence),
        cmocka_unit_test(names_are_shown_up_to_their_longest),
        cmocka_unit_test(the_length_of_a_video_is_read_from_its_head),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
