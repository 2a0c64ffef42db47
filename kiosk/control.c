// The control socket. Main thread; nothing here waits, and a client that does not read its answers is
// dropped.
#define LOG_TAG "control"
#include "control.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "app.h"
#include "clock.h"
#include "image.h"
#include "json.h"
#include "log.h"
#include "str.h"

enum { LINE_MAX_BYTES = 4096, WAIT_MS = 5000, WAIT_MAX_MS = 600000, FAR_PX = 1000000 };

struct client {
    int fd; // -1: free
    char line[LINE_MAX_BYTES];
    size_t length;
    bool skipping;     // the rest of a line that was too long
    char wait_for[64]; // screen a wait is for; "" if none
    int64_t wait_until_ms;
    char tap_name[256]; // tap that waits until taps count again; "" if none
    int tap_x, tap_y;
    int64_t tap_at_ms; // 0: no tap waits
    bool tapped;       // answered once the pass after it is done
};

struct control {
    int fd;
    char *path;
    struct client clients[CONTROL_CLIENTS_MAX];
};

struct control *control_open(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) {
        log_error("the path of the control socket is too long: %s", path);
        return NULL;
    }
    memcpy(address.sun_path, path, strlen(path));
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    struct stat info;
    if (lstat(path, &info) == 0 && S_ISSOCK(info.st_mode))
        unlink(path); // left by one that was killed
    mode_t old = umask(0177);
    bool good =
        fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof address) == 0 && listen(fd, 4) == 0;
    umask(old);
    if (!good) {
        log_error("the control socket %s cannot be made: %s", path, strerror(errno));
        if (fd >= 0)
            close(fd);
        return NULL;
    }
    struct control *control = mem_make(1, sizeof *control);
    control->fd = fd;
    control->path = str_copy(path);
    for (int i = 0; i < CONTROL_CLIENTS_MAX; i++)
        control->clients[i].fd = -1;
    return control;
}

static void drop(struct client *client)
{
    if (client->fd >= 0)
        close(client->fd);
    *client = (struct client){.fd = -1};
}

void control_destroy(struct control *control)
{
    if (!control)
        return;
    for (int i = 0; i < CONTROL_CLIENTS_MAX; i++)
        drop(&control->clients[i]);
    close(control->fd);
    unlink(control->path);
    free(control->path);
    free(control);
}

int control_fds(const struct control *control, struct pollfd fds[CONTROL_FDS_MAX])
{
    int count = 0;
    if (!control)
        return 0;
    fds[count++] = (struct pollfd){.fd = control->fd, .events = POLLIN};
    for (int i = 0; i < CONTROL_CLIENTS_MAX; i++)
        if (control->clients[i].fd >= 0)
            fds[count++] = (struct pollfd){.fd = control->clients[i].fd, .events = POLLIN};
    return count;
}

int64_t control_deadline_ms(const struct control *control)
{
    int64_t deadline = INT64_MAX;
    for (int i = 0; control && i < CONTROL_CLIENTS_MAX; i++) {
        const struct client *client = &control->clients[i];
        if (client->wait_for[0] && client->wait_until_ms < deadline)
            deadline = client->wait_until_ms;
        if (client->tap_at_ms && client->tap_at_ms < deadline)
            deadline = client->tap_at_ms;
    }
    return deadline;
}

// ---- answers ------------------------------------------------------------------------------------

// Takes over `answer`.
static void say(struct client *client, struct json *answer)
{
    char *text = json_line(answer);
    json_destroy(answer);
    char *line = str_format("%s\n", text);
    size_t length = strlen(line);
    if (send(client->fd, line, length, MSG_NOSIGNAL | MSG_DONTWAIT) != (ssize_t)length)
        drop(client);
    free(line);
    free(text);
}

static void say_error(struct client *client, const char *why)
{
    struct json *answer = json_object();
    json_add_text(answer, "error", why);
    say(client, answer);
}

static void say_ok(struct client *client, const struct app *app)
{
    struct json *answer = json_object();
    json_add_bool(answer, "ok", true);
    json_add_text(answer, "screen", app->ui.tree.screen);
    if (app->ui.tree.sheet)
        json_add_text(answer, "sheet", app->ui.tree.sheet);
    say(client, answer);
}

static void do_tree(struct client *client, const struct app *app)
{
    const struct tree *tree = &app->ui.tree;
    struct json *answer = json_object(), *items = json_add_array(answer, "items");
    json_add_text(answer, "screen", tree->screen);
    if (tree->sheet)
        json_add_text(answer, "sheet", tree->sheet);
    for (size_t i = 0; i < tree->count; i++) {
        const struct item *item = &tree->items[i];
        struct json *row = json_append_object(items);
        json_add_text(row, "role", role_name(item->role));
        json_add_text(row, "id", item->id);
        json_add_text(row, "name", item->name);
        if (item->line)
            json_add_text(row, "line", item->line);
        json_add_number(row, "x", item->place.x);
        json_add_number(row, "y", item->place.y);
        json_add_number(row, "w", item->place.w);
        json_add_number(row, "h", item->place.h);
        json_add_bool(row, "enabled", item->enabled && i >= tree->live);
        json_add_bool(row, "chosen", item->chosen);
        json_add_bool(row, "cut", item->cut);
    }
    say(client, answer);
}

static double rss_kb(int pid)
{
    char path[64], line[128] = "";
    snprintf(path, sizeof path, "/proc/%d/statm", pid);
    FILE *file = pid > 0 ? fopen(path, "re") : NULL;
    if (!file)
        return 0;
    char *read_line = fgets(line, sizeof line, file);
    fclose(file);
    if (!read_line)
        return 0;
    char *resident = strchr(line, ' ');
    return resident ? (double)strtol(resident, NULL, 10) * (double)sysconf(_SC_PAGESIZE) / 1024 : 0;
}

static void do_stats(struct client *client, const struct app *app)
{
    struct player_stats player = player_stats(app->player);
    struct canvas_counts canvas = canvas_counts(app->canvas);
    struct json *answer = json_object();
    json_add_number(answer, "frames_shown", (double)player.frames_shown);
    json_add_number(answer, "frames_dropped", (double)player.frames_dropped);
    json_add_number(answer, "first_frame_ms", app->first_frame_ms);
    json_add_text(answer, "renderer", canvas_renderer(app->canvas));
    json_add_number(answer, "rss_kb", rss_kb((int)getpid()));
    json_add_number(answer, "player_rss_kb", rss_kb(player.pid));
    json_add_number(answer, "wakeups", (double)app->wakeups);
    json_add_number(answer, "presents", (double)canvas.presents);
    json_add_number(answer, "presented_px", (double)canvas.panel_px);
    json_add_number(answer, "interface_frames", (double)app->ui.motion.frames);
    json_add_number(answer, "interface_dropped", (double)app->ui.motion.dropped);
    json_add_number(answer, "player_pid", player.pid);
    json_add_number(answer, "player_replaced", player.replaced);
    json_add_number(answer, "position_ms", (double)player_position_ms(app->player));
    json_add_text(answer, "content_version", app->library->version);
    json_add_number(answer, "generation", app->load->number);
    json_add_number(answer, "topics", (double)app->library->topics_count);
    json_add_number(answer, "adopt_ms", app->adopt_ms);
    json_add_number(answer, "problems", (double)app->library->problems.count);
    say(client, answer);
}

static void do_screenshot(struct client *client, const struct app *app, const char *file)
{
    struct pixels pixels = canvas_grab(app->canvas);
    if (image_save_png(file, &pixels))
        say_ok(client, app);
    else
        say_error(client, "the file cannot be written");
    pixels_destroy(&pixels);
}

// ---- taps: as a finger would, and so not before taps count --------------------------------------

static void do_tap(struct client *client, const struct json *request)
{
    const char *name = json_text(request, "name");
    double x = json_number(request, "x", NAN), y = json_number(request, "y", NAN);
    bool on_a_screen = fabs(x) < FAR_PX && fabs(y) < FAR_PX;
    if (!name && !on_a_screen) {
        say_error(client, "tap needs \"name\", or \"x\" and \"y\"");
        return;
    }
    snprintf(client->tap_name, sizeof client->tap_name, "%s", name ? name : "");
    client->tap_x = name ? 0 : (int)x;
    client->tap_y = name ? 0 : (int)y;
    client->tap_at_ms = clock_ms();
}

static void step_tap(struct client *client, struct app *app)
{
    int64_t now = clock_ms(), counts_from = app_deaf_until_ms(app);
    if (now < counts_from) {
        client->tap_at_ms = counts_from;
        return;
    }
    int x = client->tap_x, y = client->tap_y;
    if (client->tap_name[0]) {
        const struct item *item = tree_find(&app->ui.tree, client->tap_name);
        if (!item || !item->enabled) {
            client->tap_at_ms = 0;
            char *why = str_format(item ? "\"%s\" cannot be tapped now"
                                        : "there is no \"%s\" on this screen",
                                   client->tap_name);
            say_error(client, why);
            free(why);
            return;
        }
        const struct pointer *pointer = &app->ui.pointer;
        if (str_equal(item->id, pointer->last) && now - pointer->last_ms < POINTER_AGAIN_MS) {
            client->tap_at_ms = pointer->last_ms + POINTER_AGAIN_MS;
            return;
        }
        x = item->place.x + item->place.w / 2;
        y = item->place.y + item->place.h / 2;
    }
    client->tap_at_ms = 0;
    client->tapped = true;
    app_tap(app, x, y);
}

static void step_tapped(struct client *client, const struct app *app)
{
    if (app->redraw || app->ui.motion.fading)
        return; // once what came of it stands there whole
    client->tapped = false;
    say_ok(client, app);
}

static bool here(const struct app *app, const char *screen)
{
    return str_equal(app->ui.tree.screen, screen) || str_equal(app->ui.tree.sheet, screen);
}

static void step_wait(struct client *client, const struct app *app)
{
    if (here(app, client->wait_for)) {
        client->wait_for[0] = 0;
        say_ok(client, app);
    } else if (clock_ms() >= client->wait_until_ms) {
        char *why =
            str_format("still on \"%s\", not on \"%s\"", app->ui.tree.screen, client->wait_for);
        client->wait_for[0] = 0;
        say_error(client, why);
        free(why);
    }
}

static void do_wait(struct client *client, const struct json *request)
{
    const char *screen = json_text(request, "screen");
    double wait = json_number(request, "timeout_ms", WAIT_MS);
    if (!screen || !*screen || !(wait >= 0 && wait <= WAIT_MAX_MS)) {
        say_error(client, "wait needs \"screen\", and \"timeout_ms\" of at most 600000");
        return;
    }
    snprintf(client->wait_for, sizeof client->wait_for, "%s", screen);
    client->wait_until_ms = clock_ms() + (int64_t)wait;
}

// ---- requests -----------------------------------------------------------------------------------

static void request(struct client *client, struct app *app, const char *line)
{
    struct json *json = json_parse(line);
    const char *what = json_text(json, "do"), *file = json_text(json, "file");
    if (!what)
        say_error(client, "each line is one JSON object with \"do\"");
    else if (str_equal(what, "tree"))
        do_tree(client, app);
    else if (str_equal(what, "tap"))
        do_tap(client, json);
    else if (str_equal(what, "wait"))
        do_wait(client, json);
    else if (str_equal(what, "screenshot") && file)
        do_screenshot(client, app, file);
    else if (str_equal(what, "screenshot"))
        say_error(client, "screenshot needs \"file\"");
    else if (str_equal(what, "stats"))
        do_stats(client, app);
    else
        say_error(client, "\"do\" is one of tree, tap, wait, screenshot, stats");
    json_destroy(json);
}

// One request at a time: the next line waits until a tap or a wait is answered.
static bool occupied(const struct client *client)
{
    return client->wait_for[0] || client->tap_at_ms || client->tapped;
}

static void take_lines(struct client *client, struct app *app)
{
    char *end;
    while (client->fd >= 0 && !occupied(client) &&
           (end = memchr(client->line, '\n', client->length))) {
        char line[LINE_MAX_BYTES];
        size_t used = (size_t)(end - client->line) + 1;
        memcpy(line, client->line, used);
        line[used - 1] = 0;
        client->length -= used;
        memmove(client->line, client->line + used, client->length);
        request(client, app, line);
    }
}

static void read_client(struct client *client)
{
    if (client->length == sizeof client->line && !memchr(client->line, '\n', client->length)) {
        say_error(client, "a line is too long");
        client->length = 0;
        client->skipping = client->fd >= 0; // its rest is no request of its own
    }
    size_t room = sizeof client->line - client->length;
    if (client->fd < 0 || !room)
        return;
    ssize_t got = recv(client->fd, client->line + client->length, room, MSG_DONTWAIT);
    if (got > 0)
        client->length += (size_t)got;
    else if (got == 0 || (errno != EAGAIN && errno != EINTR))
        drop(client);
    if (!client->skipping)
        return;
    char *end = memchr(client->line, '\n', client->length);
    size_t gone = end ? (size_t)(end - client->line) + 1 : client->length;
    client->length -= gone;
    memmove(client->line, client->line + gone, client->length);
    client->skipping = !end;
}

static void accept_client(struct control *control)
{
    int fd = accept4(control->fd, NULL, NULL, SOCK_CLOEXEC);
    if (fd < 0)
        return;
    int room = 1 << 20; // a whole tree fits, so that sending never waits
    setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    for (int i = 0; i < CONTROL_CLIENTS_MAX; i++) {
        if (control->clients[i].fd < 0) {
            control->clients[i].fd = fd;
            return;
        }
    }
    close(fd);
}

void control_handle(struct control *control, struct app *app)
{
    if (!control)
        return;
    accept_client(control);
    for (int i = 0; i < CONTROL_CLIENTS_MAX; i++) {
        struct client *client = &control->clients[i];
        if (client->fd < 0)
            continue;
        read_client(client);
        if (client->fd >= 0 && client->tapped)
            step_tapped(client, app);
        if (client->fd >= 0 && client->tap_at_ms)
            step_tap(client, app);
        if (client->fd >= 0 && client->wait_for[0])
            step_wait(client, app);
        take_lines(client, app);
        if (client->fd >= 0 && client->tap_at_ms)
            step_tap(client, app);
    }
}
