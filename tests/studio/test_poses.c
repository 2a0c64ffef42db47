// Every pose file passes the lint, and a pose file that is wrong gets a sentence with its line and
// what would work.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lint.h"
#include "rig.h"

static const char good[] =
    "loop: 6.0\n"
    "view: {target: [0, 0, .8], az: 27, el: 7, dist: 4.9, fov: 23}\n"
    "props: [[mat, .80, .33, 0, 0]]\n"
    "hands: together\n"
    "keys:\n"
    "- t: 0\n"
    "  pelvis: [0, .02, .901]\n"
    "  leg: {ankle: [.335, -.02, .094], yaw: 52}\n"
    "  arm: {in: thorax, wrist: [.035, -.27, .10], elbow: [.75, -.05, -.75],\n"
    "        fingers: [-.25, -.30, 1], palm: [-1, 0, -.1]}\n"
    "- t: 2.4\n"
    "  pelvis: [0, .125, .581]\n"
    "  tilt: [17, 0, 0]\n";

// All that the lint said in this program.
static struct strbuf heard;

// Where the wrong files are written: beside the real bodies, as the real ones are.
static char studio[] = "/tmp/studio-poses-XXXXXX";
static char *exercises, *bodies, *wrong;

static int folders_make(void **state)
{
    (void)state;
    char *here = getcwd(NULL, 0);
    if (!here || !mkdtemp(studio))
        return -1;
    char *real = str_format("%s/videos/studio/bodies", here);
    exercises = str_format("%s/exercises", studio);
    bodies = str_format("%s/bodies", studio);
    wrong = str_format("%s/wrong.yaml", exercises);
    int failed = mkdir(exercises, 0700) || symlink(real, bodies);
    free(real);
    free(here);
    return failed;
}

static int folders_remove(void **state)
{
    (void)state;
    int failed = unlink(bodies) || rmdir(exercises) || rmdir(studio);
    free(exercises);
    free(bodies);
    free(wrong);
    strbuf_destroy(&heard);
    return failed;
}

// Writes the good file with one part exchanged, reads and lints it, and gives what was said about
// it.
static char *said_about(const char *from, const char *to)
{
    const char *at = strstr(good, from);
    assert_non_null(at);
    FILE *file = fopen(wrong, "w");
    assert_non_null(file);
    fprintf(file, "%.*s%s%s", (int)(at - good), good, to, at + strlen(from));
    fclose(file);
    struct exercise exercise;
    struct body body;
    struct problems problems = {0};
    if (exercise_read(&exercise, wrong, &problems) &&
        body_read(&body, "videos/studio/bodies/bun.yaml", &problems))
        lint_exercise(&exercise, &body, &problems);
    exercise_destroy(&exercise);
    unlink(wrong);
    char *said = str_copy(problems.count ? problems.text.text : "");
    strbuf_add(&heard, said);
    problems_destroy(&problems);
    return said;
}

static void expect(const char *from, const char *to, const char *sentence)
{
    char *said = said_about(from, to);
    if (*sentence ? !strstr(said, sentence) : *said)
        print_message("expected: %s\nsaid: %s\n", sentence, said);
    assert_true(*sentence ? strstr(said, sentence) != NULL : !*said);
    free(said);
}

static void test_good_file_is_good(void **state)
{
    (void)state;
    expect("loop: 6.0", "loop: 6.0", "");
}

static void test_wrong_files_are_told(void **state)
{
    (void)state;
    expect("tilt", "tlit", ":13: \"tlit\" is no name of a key; the nearest is \"tilt\".");
    expect("yaw", "jaw", ":8: \"jaw\" is no name of a leg; the nearest is \"yaw\".");
    expect("in: thorax", "in: torax",
           ":9: \"torax\" is no part of the body; the nearest is \"thorax\".");
    expect("[mat, ", "[matt, ", ":3: \"matt\" is no prop; the nearest is \"mat\".");
    expect("loop: 6.0", "loop: 60", ":1: a loop is 2 to 20 seconds long, not 60.");
    expect("t: 2.4", "t: 7", ":11: t: 7 is not inside the loop; less than 6 works.");
    expect("t: 2.4", "t: 0", ":11: t: 0 is not after the key before it; 0.5 works.");
    expect("[17, 0, 0]", "[17, 0]", ":13: tilt needs 3 numbers, such as [0, 0.1, -0.2].");
    expect("[17, 0, 0]", "[17, x, 0]", ":13: \"x\" is not a number; write one such as 0.25.");
    expect(", palm: [-1, 0, -.1]", "", ":6: the first key does not say where the left palm is.");
    expect("yaw: 52", "yaw: 52, toe: [0, -1, 0]", ":6: a foot needs both toe and sole");
    expect("loop: 6.0", "loop: 6.0\nmuscle: hips",
           ":2: \"hips\" is no muscle; the nearest is \"hip\".");
    expect("palm: [-1, 0, -.1]", "palm: [-1, 0, -.1], curl: 99",
           ":10: curl: 99 is outside 0 to 1; 1 works.");
    expect("t: 2.4", "t: 2.4\n  glow: 7", ":12: glow: 7 is outside 0 to 1; 1 works.");
    expect("t: 2.4", "t: 2.4\n  glowR: -1", ":12: glowR: -1 is outside 0 to 1; 0 works.");
    expect("loop: 6.0", "loop: 6.0\nposter: 29",
           ":2: poster: 29 is outside 0 to 5.96; 5.96 works.");
    expect("loop: 6.0", "loop: 6.0\nbody: gray",
           ":2: \"gray\" is no figure in bodies/; the nearest is \"grey\".");
    expect("loop: 6.0", "loop: 6.0\nstraight: rigth",
           ":2: \"rigth\" is no side; the nearest is \"right\".");
    expect("keys:", "keys: [", "this is not YAML");
    expect("view:", "body: none\nviwe:", "the file has no view");
}

// The other ends of the same limits, and a thigh that opens too far though the knee is bent.
static void test_bad_poses_the_other_way_are_told(void **state)
{
    (void)state;
    static const char foot[] = "ankle: [.335, -.02, .094], yaw: 52", low[] = "[0, .125, .581]",
                      hand[] = "fingers: [-.25, -.30, 1], palm: [-1, 0, -.1]",
                      tilt[] = "[17, 0, 0]";
    expect(".901]\n  leg: {ankle: [.335, -.02, .094], yaw: 52}",
           ".95]\n  tilt: [-50, 0, 0]\n  leg: {ankle: [.12, -.02, .094], yaw: 10}",
           "the left hip bends -");
    expect(foot, "ankle: [-.46, -.02, .094], yaw: 0", "the left thigh spreads -");
    expect(foot, "ankle: [-.335, -.02, .094], yaw: -60", "the left thigh opens, bent, -");
    expect(low, "[0, .02, .40]\n  leg: {ankle: [.50, -.02, .094], yaw: 88}",
           "the left thigh opens, bent, 81.01 degrees; 65 works (AAOS across; N&W out");
    expect("yaw: 52", "yaw: 52, pitch: 70", "the left foot is drawn up -");
    expect("yaw: 52", "yaw: 85", "the left knee falls inside its foot by -");
    expect(hand, "fingers: [.46, -.85, 0], palm: [-.85, -.46, .27]", "the left wrist bends -");
    expect("[mat, .80, .33, 0, 0]]\nhands: together", "[wall, -.20, .90, 2]]\nhands: wall",
           "the left hand is off what it rests on by -");
    expect(tilt, "[17, 0, 0]\n  spine: [-30, 0, 0]", "the back bends forward -30 degrees");
    expect(tilt, "[17, 0, 0]\n  spine: [0, -40, 0]", "the back bends sideways -40 degrees");
    expect(tilt, "[17, 0, 0]\n  spine: [0, 0, -50]", "the back turns -50 degrees");
    expect(tilt, "[17, 0, 0]\n  neck: [-60, 0, 0]", "the neck bends forward -60 degrees");
    expect(tilt, "[17, 0, 0]\n  neck: [0, -50, 0]", "the neck bends sideways -50 degrees");
    expect(tilt, "[17, 0, 0]\n  neck: [0, 0, -90]", "the neck turns -90 degrees");
}

// What is said names the limit that is broken.
static void test_bad_poses_are_told(void **state)
{
    (void)state;
    static const char low[] = "[0, .125, .581]", wrist[] = "[.035, -.27, .10]";
    expect(".901]", ".99]", ":6: at 0.00 s the left leg is too short for its ankle by");
    expect("ankle: [.335, -.02, .094]", "ankle: [.335, -.02, .046]",
           "the lowest part of the body is above the floor by -46.98");
    expect("yaw: 52", "yaw: 5", "the left knee falls inside its foot by");
    expect(low, "[0, .125, .581]\n  leg: {ankle: [.365, -.02, .094]}",
           "the left foot slips on the floor by 30.07 mm; 4 works (two pixels of the picture).");
    expect(low, "[0, .0, .26]\n  leg: {ankle: [.12, -.02, .094]}", "the left knee bends");
    expect("[17, 0, 0]", "[100, 0, 0]", "the left hip bends");
    expect("ankle: [.335, -.02, .094], yaw: 52", "ankle: [.60, -.02, .094], yaw: 85",
           "the left thigh spreads");
    expect("yaw: 52", "yaw: 52, pitch: -50", "the left foot is drawn up");
    expect("[17, 0, 0]", "[17, 0, 0]\n  spine: [90, 0, 0]",
           "the back bends forward 90 degrees; 80 works (AAOS).");
    expect("[17, 0, 0]", "[17, 0, 0]\n  spine: [0, 40, 0]", "the back bends sideways 40 degrees");
    expect("[17, 0, 0]", "[17, 0, 0]\n  spine: [0, 0, 50]", "the back turns 50 degrees");
    expect("[17, 0, 0]", "[17, 0, 0]\n  neck: [60, 0, 0]", "the neck bends forward 60 degrees");
    expect("[17, 0, 0]", "[17, 0, 0]\n  neck: [0, 50, 0]", "the neck bends sideways 50 degrees");
    expect("[17, 0, 0]", "[17, 0, 0]\n  neck: [0, 0, 90]", "the neck turns 90 degrees");
    expect(wrist, "[.16, .53, .225]", "the left arm reaches back");
    expect(wrist, "[-.37, 0, .225]", "the left arm reaches across");
    expect(wrist, "[.16, -.06, .20]", "the left elbow bends");
    expect(wrist, "[.16, -.90, .20]", "the left arm is too short for its wrist by");
    expect("fingers: [-.25, -.30, 1], palm: [-1, 0, -.1]",
           "fingers: [.46, -.85, 0], palm: [.85, .46, -.27]", "the left wrist bends");
    expect(wrist, "[.105, -.27, .10]", "the left hand is off what it rests on by");
    expect("[0, .125, .581]", "[0, .60, .581]", "the middle of the mass is outside its base by");
    expect("[mat, .80, .33, 0, 0]", "[wall, -.05, .90, 2]",
           "a part of the body runs into chair or wall by");
    expect("wrist: [.035, -.27, .10], elbow: [.75, -.05, -.75]",
           "wrist: [.035, .05, .0], elbow: [.75, -.05, -.75]",
           "two parts of the body run into each other by");
    expect("t: 2.4", "t: 0.6", "the fastest joint moves at");
    expect("t: 2.4", "t: 5.97", "where the loop closes");
    // What the page says of a leg.
    expect("hands: together", "hands: together\nstraight: both",
           "the right knee that shall be straight bends 9");
    expect("az: 27, el: 7, dist: 4.9, fov: 23}", "az: 52, el: 0, dist: 4.9, fov: 23}\nbent: left",
           "the left leg that shall be seen bent is turned from the line of sight by");
    expect("az: 27, el: 7, dist: 4.9, fov: 23}", "az: -52, el: 0, dist: 4.9, fov: 23}\nbent: right",
           "the right leg that shall be seen bent is turned from the line of sight by");
    expect("az: 27, el: 7, dist: 4.9, fov: 23}", "az: 0, el: 7, dist: 4.9, fov: 23}\nbent: both",
           "");
    expect("keys:\n- t: 0", "stretches: both\nkeys:\n- t: 0\n  glow: 1",
           "the left side of a stretch opens in its hold by");
}

// A hand is looked at while the keys on both sides say that it rests.
static void test_hands_may_lift_off(void **state)
{
    (void)state;
    static const char low[] = "[0, .125, .581]", off[] = "arm: {wrist: [.105, -.27, .10]}";
    char *lifts = str_format("%s\n  %s", low, off),
         *says = str_format("%s\n  hands: free\n  %s", low, off);
    expect(low, lifts, "the left hand is off what it rests on by");
    expect(low, says, "");
    free(lifts);
    free(says);
}

// Where the page's steps say straight, bent or stretch, the pose file says it too: else the lint
// would not look.
static void test_poses_say_what_their_pages_say(void **state)
{
    (void)state;
    enum { NO = 0, L = 1, R = 2, BOTH = 3 };
    static const struct {
        const char *name;
        int straight, bent, stretches;
    } said[] = {{"side-leg-raise", R, NO, NO},      {"side-lunge", R, NO, NO},
                {"kneeling-side-lunge", L, NO, L},  {"chair-calf-stretch", R, NO, R},
                {"foam-roller", NO, R, NO},         {"side-lunge-stretch", NO, NO, L},
                {"butterfly-stretch", NO, NO, BOTH}};
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
        char *path = str_format("videos/studio/exercises/%s.yaml", said[i].name);
        struct exercise exercise;
        struct problems problems = {0};
        assert_true(exercise_read(&exercise, path, &problems));
        for (int side = LEFT; side <= RIGHT; side++) {
            assert_int_equal(exercise.straight[side], said[i].straight >> side & 1);
            assert_int_equal(exercise.bent[side], said[i].bent >> side & 1);
            assert_int_equal(exercise.stretches[side], said[i].stretches >> side & 1);
        }
        exercise_destroy(&exercise);
        free(path);
    }
}

// Whether some line names this limit as what would work.
static bool was_broken(const struct lint_limit *limit, float bound)
{
    char *works = str_format("; %.4g works (%s).", (double)bound, limit->source);
    bool found = false;
    for (const char *at = heard.text; at && (at = strstr(at, limit->what)) && !found; at++) {
        const char *end = strchr(at, '\n'), *works_at = strstr(at, works);
        found = works_at && works_at < end;
    }
    free(works);
    return found;
}

// Every limit names its source, and each end of it was broken above, left and right.
static void test_every_limit_can_be_broken(void **state)
{
    (void)state;
    int missed = 0;
    for (int i = 0; i < MEASURES; i++) {
        const struct lint_limit *limit = &lint_limits[i];
        assert_non_null(limit->source);
        assert_true(*limit->source);
        for (int high = 0; high < 2; high++) {
            float bound = high ? limit->most : limit->least;
            if (bound == LINT_FREE || was_broken(limit, bound))
                continue;
            print_message("never broken: %s %g %s\n", limit->what, (double)bound, limit->unit);
            missed++;
        }
    }
    assert_int_equal(missed, 0);
}

// A key with `pass` is gone through without a halt, and a step may lift a foot over the floor.
static void test_passing_keys_do_not_stop(void **state)
{
    (void)state;
    struct exercise exercise = {.loop = 4, .keys = 3};
    exercise.key[1] = (struct key){.t = 1, .passes = true};
    exercise.key[2] = (struct key){.t = 2};
    exercise.key[1].pose.value[0] = 1;
    exercise.key[2].pose.value[0] = 2;
    exercise.key[1].pose.value[1] = 1;
    float before = exercise_pose(&exercise, .98f).value[0],
          after = exercise_pose(&exercise, 1.02f).value[0];
    assert_true(after - before > .03f);
    assert_true(fabsf(exercise_pose(&exercise, 1).value[0] - 1) < 1e-4f);
    // What turns back there halts there.
    assert_true(exercise_pose(&exercise, .98f).value[1] > .999f);
    expect("t: 2.4", "t: 2.4\n  pass: no", "\"no\" is no answer; the nearest is \"yes\".");
    expect("- t: 0\n", "- t: 0\n  pass: yes\n", "it cannot pass.");
}

static void test_every_pose_passes_the_lint(void **state)
{
    (void)state;
    DIR *folder = opendir("videos/studio/exercises");
    assert_non_null(folder);
    struct problems problems = {0};
    int files = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (!str_ends(entry->d_name, ".yaml"))
            continue;
        char *path = str_format("videos/studio/exercises/%s", entry->d_name);
        struct exercise exercise;
        struct body body;
        if (exercise_read(&exercise, path, &problems)) {
            char *body_path = str_format("videos/studio/bodies/%s.yaml", exercise.body);
            if (body_read(&body, body_path, &problems))
                lint_exercise(&exercise, &body, &problems);
            free(body_path);
        }
        exercise_destroy(&exercise);
        free(path);
        files++;
    }
    closedir(folder);
    if (problems.count)
        print_message("%s", problems.text.text);
    assert_int_equal(problems.count, 0);
    assert_true(files >= 19);
    problems_destroy(&problems);
}

static void test_every_body_can_be_read(void **state)
{
    (void)state;
    struct body bun, grey, curls;
    struct problems problems = {0};
    assert_true(body_read(&bun, "videos/studio/bodies/bun.yaml", &problems));
    assert_true(body_read(&grey, "videos/studio/bodies/grey.yaml", &problems));
    assert_true(body_read(&curls, "videos/studio/bodies/curls.yaml", &problems));
    assert_true(bun.hair_style == HAIR_BUN && grey.hair_style == HAIR_SHORT &&
                curls.hair_style == HAIR_CURLS);
    assert_true(grey.waist > bun.waist && grey.limb < bun.limb && curls.limb > bun.limb);
    assert_true(bun.thigh > .4f && curls.skin.x < .6f * bun.skin.x);
    assert_false(body_read(&grey, "videos/studio/exercises/plie-squat.yaml", &problems));
    assert_non_null(
        strstr(problems.text.text, ":1: \"loop\" is no name of a body; the nearest is"));
    problems_destroy(&problems);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good_file_is_good),
        cmocka_unit_test(test_wrong_files_are_told),
        cmocka_unit_test(test_bad_poses_are_told),
        cmocka_unit_test(test_bad_poses_the_other_way_are_told),
        cmocka_unit_test(test_hands_may_lift_off),
        cmocka_unit_test(test_every_limit_can_be_broken),
        cmocka_unit_test(test_poses_say_what_their_pages_say),
        cmocka_unit_test(test_passing_keys_do_not_stop),
        cmocka_unit_test(test_every_pose_passes_the_lint),
        cmocka_unit_test(test_every_body_can_be_read),
    };
    return cmocka_run_group_tests(tests, folders_make, folders_remove);
}
