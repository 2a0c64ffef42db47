// CUPS: the only file that includes it. Runs in the printer's worker thread.
//
// cupsConnectDest is not used: in CUPS 2.4.2 it gives a connection even after it failed, and
// ignores a socket in CUPS_SERVER.
#include "printer_queue.h"

#include <stdio.h>
#include <string.h>

#include <cups/cups.h>

#include "clock.h"
#include "str.h"
#define LOG_TAG "printer"
#include "log.h"

enum { CONNECT_MS = 2000, SLICE_MS = 250 };

// How a printer's reasons read without their ending, worst first.
static const struct {
    const char *stem;
    enum printer_problem problem;
} reasons[] = {
    {"media-jam", PROBLEM_JAM},
    {"cover-open", PROBLEM_COVER},
    {"door-open", PROBLEM_COVER},
    {"interlock-open", PROBLEM_COVER},
    {"media-empty", PROBLEM_PAPER},
    {"media-needed", PROBLEM_PAPER},
    {"input-tray-missing", PROBLEM_PAPER},
    {"toner-empty", PROBLEM_INK},
    {"marker-supply-empty", PROBLEM_INK},
    {"marker-supply-missing", PROBLEM_INK},
    {"developer-empty", PROBLEM_INK},
    {"offline", PROBLEM_OFF},
    {"shutdown", PROBLEM_OFF},
    {"timed-out", PROBLEM_OFF},
    {"output-area-full", PROBLEM_OTHER},
    {"fuser-over-temp", PROBLEM_OTHER},
};

// A printer that is off has no reason at all in CUPS 2.4.2, only one of these sentences.
static const char *const off_sentences[] = {
    "may not exist or is unavailable",
    "is not responding",
    "Unable to connect",
    "Unable to locate",
};

static const char *no_password(const char *prompt, http_t *http, const char *method,
                               const char *resource, void *context)
{
    (void)prompt, (void)http, (void)method, (void)resource, (void)context;
    return NULL;
}

void queue_prepare_thread(void)
{
    cupsSetPasswordCB2(no_password, NULL);
}

static bool out_of_time(const struct queue *queue)
{
    return clock_ms() >= queue->until || (queue->stop && atomic_load(queue->stop));
}

// libcups calls this whenever nothing came for SLICE_MS.
static int keep_waiting(http_t *http, void *context)
{
    (void)http;
    return !out_of_time(context);
}

static http_t *open_connection(struct queue *queue)
{
    if (queue->stop && atomic_load(queue->stop))
        return NULL;
    queue->until = clock_ms() + queue->limit_ms;
    http_t *http = httpConnect2(cupsServer(), ippPort(), NULL, AF_UNSPEC, cupsEncryption(), 1,
                                CONNECT_MS, NULL);
    if (http)
        httpSetTimeout(http, SLICE_MS / 1000.0, keep_waiting, queue);
    return http;
}

static bool succeeded(ipp_status_t status)
{
    return status < IPP_STATUS_REDIRECTION_OTHER_SITE;
}

// What the last request's failure means.
static enum printer_problem failure(void)
{
    switch (cupsLastError()) {
    case IPP_STATUS_ERROR_NOT_FOUND:
        return PROBLEM_NO_QUEUE;
    case IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS:
        return PROBLEM_PAUSED;
    case IPP_STATUS_ERROR_INTERNAL:
    case IPP_STATUS_ERROR_SERVICE_UNAVAILABLE:
        return PROBLEM_SERVICE;
    default:
        return PROBLEM_OTHER;
    }
}

// The queue's name; NULL if there is none, which `failure` then explains.
static const char *queue_name(const struct queue *queue, http_t *http)
{
    return queue->name ? queue->name : cupsGetDefault2(http);
}

static ipp_t *make_request(ipp_op_t operation, const char *attribute, const char *uri)
{
    ipp_t *request = ippNewRequest(operation);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, attribute, NULL, uri);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", NULL,
                 cupsUser());
    return request;
}

static ipp_t *job_request(ipp_op_t operation, int job)
{
    char uri[HTTP_MAX_URI];
    httpAssembleURIf(HTTP_URI_CODING_ALL, uri, sizeof uri, "ipp", NULL, "localhost", 0, "/jobs/%d",
                     job);
    return make_request(operation, "job-uri", uri);
}

static ipp_t *printer_request(ipp_op_t operation, const char *name)
{
    char uri[HTTP_MAX_URI];
    httpAssembleURIf(HTTP_URI_CODING_ALL, uri, sizeof uri, "ipp", NULL, "localhost", 0,
                     "/printers/%s", name);
    return make_request(operation, "printer-uri", uri);
}

static int integer_of(ipp_t *answer, const char *name)
{
    ipp_attribute_t *attribute = ippFindAttribute(answer, name, IPP_TAG_ZERO);
    return attribute ? ippGetInteger(attribute, 0) : 0;
}

// `stops`: only those that keep the printer from printing; an empty tray beside a full one is a report.
static bool has_reason(ipp_attribute_t *attribute, const char *stem, bool stops)
{
    for (int i = 0; attribute && i < ippGetCount(attribute); i++) {
        const char *reason = ippGetString(attribute, i, NULL);
        if (!reason || !str_starts(reason, stem))
            continue;
        const char *ending = reason + strlen(stem);
        if (!*ending || str_equal(ending, "-error") ||
            (!stops && (str_equal(ending, "-warning") || str_equal(ending, "-report"))))
            return true;
    }
    return false;
}

static enum printer_problem problem_of_reasons(ipp_t *answer, bool stops)
{
    ipp_attribute_t *given = ippFindAttribute(answer, "printer-state-reasons", IPP_TAG_KEYWORD);
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (has_reason(given, reasons[i].stem, stops))
            return reasons[i].problem;
    return PROBLEM_NONE;
}

static bool is_stopped(ipp_t *answer)
{
    ipp_attribute_t *accepting =
        ippFindAttribute(answer, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
    return integer_of(answer, "printer-state") == IPP_PSTATE_STOPPED ||
           (accepting && !ippGetBoolean(accepting, 0));
}

static enum printer_problem problem_of_printer(ipp_t *answer)
{
    if (is_stopped(answer))
        return PROBLEM_PAUSED;

    ipp_attribute_t *message = ippFindAttribute(answer, "printer-state-message", IPP_TAG_TEXT);
    const char *sentence = message ? ippGetString(message, 0, NULL) : NULL;
    for (size_t i = 0; sentence && i < sizeof off_sentences / sizeof *off_sentences; i++)
        if (strstr(sentence, off_sentences[i]))
            return PROBLEM_OFF;
    return problem_of_reasons(answer, false);
}

// Asks the queue for its state. NULL, and the problem, if there was no good answer.
static ipp_t *ask_printer(const struct queue *queue, http_t *http, enum printer_problem *problem)
{
    const char *name = queue_name(queue, http);
    if (!name) {
        *problem = failure() == PROBLEM_SERVICE ? PROBLEM_SERVICE : PROBLEM_NO_QUEUE;
        return NULL;
    }
    static const char *const wanted[] = {"printer-state",
                                         "printer-state-reasons",
                                         "printer-state-message",
                                         "printer-is-accepting-jobs",
                                         "media-supported",
                                         "sides-supported",
                                         "device-uri"};
    ipp_t *request = printer_request(IPP_OP_GET_PRINTER_ATTRIBUTES, name);
    ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                  sizeof wanted / sizeof *wanted, NULL, wanted);
    ipp_t *answer = cupsDoRequest(http, request, "/");
    if (answer && succeeded(ippGetStatusCode(answer)))
        return answer;
    *problem = failure();
    ippDelete(answer);
    return NULL;
}

static bool knows(ipp_t *printer, const char *name, const char *value)
{
    char supported[64];
    snprintf(supported, sizeof supported, "%s-supported", name);
    ipp_attribute_t *known = ippFindAttribute(printer, supported, IPP_TAG_ZERO);
    return known && ippContainsString(known, value);
}

enum printer_problem queue_ready(struct queue *queue)
{
    http_t *http = open_connection(queue);
    if (!http)
        return PROBLEM_SERVICE;
    enum printer_problem problem = PROBLEM_NONE;
    ipp_t *answer = ask_printer(queue, http, &problem);
    if (answer && problem_of_printer(answer) == PROBLEM_PAUSED)
        problem = PROBLEM_PAUSED;
    if (answer)
        queue->both_sides = knows(answer, "sides", CUPS_SIDES_TWO_SIDED_PORTRAIT);
    ippDelete(answer);
    httpClose(http);
    return problem;
}

// The address of the printer itself, if it is one that answers questions.
static bool device_uri(struct queue *queue, char uri[HTTP_MAX_URI])
{
    http_t *http = open_connection(queue);
    if (!http)
        return false;
    enum printer_problem problem;
    ipp_t *answer = ask_printer(queue, http, &problem);
    ipp_attribute_t *address = answer ? ippFindAttribute(answer, "device-uri", IPP_TAG_URI) : NULL;
    const char *text = address ? ippGetString(address, 0, NULL) : NULL;
    bool can = text && (str_starts(text, "ipp://") || str_starts(text, "ipps://"));
    if (can)
        snprintf(uri, HTTP_MAX_URI, "%s", text);
    ippDelete(answer);
    httpClose(http);
    return can;
}

// None in any tray, as far as the printer knows what lies there.
static bool has_no_paper(ipp_t *answer)
{
    ipp_attribute_t *ready = ippFindAttribute(answer, "media-ready", IPP_TAG_ZERO);
    return ready && ippGetValueTag(ready) == IPP_TAG_NOVALUE;
}

static enum printer_problem ask_device(struct queue *queue, const char *uri)
{
    char scheme[16], user[256], host[256], resource[256];
    int port;
    if (httpSeparateURI(HTTP_URI_CODING_ALL, uri, scheme, sizeof scheme, user, sizeof user, host,
                        sizeof host, &port, resource, sizeof resource) < HTTP_URI_STATUS_OK)
        return PROBLEM_NONE;
    queue->until = clock_ms() + queue->limit_ms;
    http_t *http = httpConnect2(host, port, NULL, AF_UNSPEC,
                                str_equal(scheme, "ipps") ? HTTP_ENCRYPTION_ALWAYS
                                                          : HTTP_ENCRYPTION_IF_REQUESTED,
                                1, CONNECT_MS, NULL);
    if (!http)
        return PROBLEM_OFF;
    httpSetTimeout(http, SLICE_MS / 1000.0, keep_waiting, queue);
    ipp_t *answer = cupsDoRequest(
        http, make_request(IPP_OP_GET_PRINTER_ATTRIBUTES, "printer-uri", uri), resource);
    enum printer_problem problem = PROBLEM_NONE;
    if (answer && succeeded(ippGetStatusCode(answer))) {
        bool stopped = is_stopped(answer);
        problem = problem_of_reasons(answer, !stopped && !has_no_paper(answer));
        if (problem == PROBLEM_NONE && stopped)
            problem = PROBLEM_OTHER;
    } else if (out_of_time(queue)) {
        problem = PROBLEM_OFF;
    }
    ippDelete(answer);
    httpClose(http);
    return problem;
}

enum printer_problem queue_ask_device(struct queue *queue)
{
    char uri[HTTP_MAX_URI];
    return device_uri(queue, uri) ? ask_device(queue, uri) : PROBLEM_NONE;
}

// Adds name=value if the printer knows it; asking for what it lacks would hold the job.
static void add_if_known(ipp_t *request, ipp_t *printer, const char *name, const char *value)
{
    if (knows(printer, name, value))
        ippAddString(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, name, NULL, value);
}

static enum printer_problem create_job(const struct queue *queue, http_t *http, bool a4, int *job)
{
    enum printer_problem problem = PROBLEM_NONE;
    ipp_t *printer = ask_printer(queue, http, &problem);
    if (!printer)
        return problem;
    ipp_t *request = printer_request(IPP_OP_CREATE_JOB, queue_name(queue, http));
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", NULL, queue->title);
    add_if_known(request, printer, "media", a4 ? CUPS_MEDIA_A4 : CUPS_MEDIA_LETTER);
    add_if_known(request, printer, "sides",
                 knows(printer, "sides", CUPS_SIDES_TWO_SIDED_PORTRAIT)
                     ? CUPS_SIDES_TWO_SIDED_PORTRAIT
                     : CUPS_SIDES_ONE_SIDED);
    ippAddString(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "print-scaling", NULL, "none");
    ippAddInteger(request, IPP_TAG_JOB, IPP_TAG_INTEGER, "job-cancel-after", queue->cancel_after_s);
    ippDelete(printer);

    ipp_t *answer = cupsDoRequest(http, request, "/");
    if (answer && succeeded(ippGetStatusCode(answer)))
        *job = integer_of(answer, "job-id");
    else
        problem = failure();
    ippDelete(answer);
    return problem == PROBLEM_NONE && *job <= 0 ? PROBLEM_OTHER : problem;
}

static enum printer_problem send_document(http_t *http, int job, const char *pdf, size_t bytes)
{
    ipp_t *request = job_request(IPP_OP_SEND_DOCUMENT, job);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", NULL,
                 CUPS_FORMAT_PDF);
    ippAddBoolean(request, IPP_TAG_OPERATION, "last-document", 1);
    http_status_t status = cupsSendRequest(http, request, "/jobs/", ippLength(request) + bytes);
    if (status == HTTP_STATUS_CONTINUE)
        status = cupsWriteRequestData(http, pdf, bytes);
    ippDelete(request);
    if (status != HTTP_STATUS_CONTINUE)
        return PROBLEM_SERVICE;
    ipp_t *answer = cupsGetResponse(http, "/jobs/");
    bool sent = answer && succeeded(ippGetStatusCode(answer));
    ippDelete(answer);
    return sent ? PROBLEM_NONE : failure();
}

enum printer_problem queue_send(struct queue *queue, const char *pdf, size_t bytes, bool a4,
                                int *job)
{
    *job = 0;
    http_t *http = open_connection(queue);
    if (!http)
        return PROBLEM_SERVICE;
    enum printer_problem problem = create_job(queue, http, a4, job);
    if (problem == PROBLEM_NONE)
        problem = send_document(http, *job, pdf, bytes);
    if (problem != PROBLEM_NONE)
        log_error("The print service did not take the page: %s.", ippErrorString(cupsLastError()));
    httpClose(http);
    return problem;
}

static enum queue_job job_state(const struct queue *queue, http_t *http, int job, int *sheets)
{
    enum queue_job state = QUEUE_JOB_UNKNOWN;
    if (out_of_time(queue))
        return state;
    ipp_t *answer = cupsDoRequest(http, job_request(IPP_OP_GET_JOB_ATTRIBUTES, job), "/jobs/");
    if (!answer || !succeeded(ippGetStatusCode(answer))) {
        // Where cupsd keeps no history, a job that has ended is unknown to it.
        if (cupsLastError() == IPP_STATUS_ERROR_NOT_FOUND)
            state = QUEUE_JOB_CANCELLED;
        ippDelete(answer);
        return state;
    }
    switch (integer_of(answer, "job-state")) {
    case IPP_JSTATE_PROCESSING:
        state = QUEUE_JOB_PRINTING;
        break;
    case IPP_JSTATE_CANCELED:
        state = QUEUE_JOB_CANCELLED;
        break;
    case IPP_JSTATE_ABORTED:
        state = QUEUE_JOB_ABORTED;
        break;
    case IPP_JSTATE_COMPLETED:
        state = QUEUE_JOB_DONE;
        break;
    default: // pending, held, stopped
        state = QUEUE_JOB_PENDING;
    }
    if (sheets)
        *sheets = integer_of(answer, "job-media-sheets-completed");
    ippDelete(answer);
    return state;
}

struct queue_report queue_look(struct queue *queue, int job)
{
    struct queue_report report = {.job = QUEUE_JOB_UNKNOWN, .problem = PROBLEM_SERVICE};
    http_t *http = open_connection(queue);
    if (!http)
        return report;
    enum printer_problem problem = PROBLEM_NONE;
    // The printer first: between two questions a job can end, and its reasons with it.
    ipp_t *answer = ask_printer(queue, http, &problem);
    if (answer) {
        problem = problem_of_printer(answer);
        report.reached =
            has_reason(ippFindAttribute(answer, "printer-state-reasons", IPP_TAG_KEYWORD),
                       "cups-waiting-for-job-completed", false);
        ippDelete(answer);
    }
    report.job = job_state(queue, http, job, &report.sheets);
    report.problem = report.job == QUEUE_JOB_UNKNOWN ? PROBLEM_SERVICE : problem;
    httpClose(http);
    return report;
}

// Its answer counts for nothing: only the job's state afterwards does. Never with `purge-job`:
// cupsd then kills the backend before it can tell the printer, which prints the page when its fault
// is mended.
static void ask_to_cancel(http_t *http, int job)
{
    ippDelete(cupsDoRequest(http, job_request(IPP_OP_CANCEL_JOB, job), "/jobs/"));
}

enum queue_job queue_cancel(struct queue *queue, int job)
{
    http_t *http = open_connection(queue);
    if (!http)
        return QUEUE_JOB_UNKNOWN;
    ask_to_cancel(http, job);
    enum queue_job state = job_state(queue, http, job, NULL);
    httpClose(http);
    return state;
}

// Numbers of our unfinished jobs, at most `most` of them; -1 if the service does not say.
static int list_ours(const struct queue *queue, http_t *http, int *list, int most)
{
    cups_job_t *jobs = NULL;
    int count = cupsGetJobs2(http, &jobs, NULL, 1, CUPS_WHICHJOBS_ACTIVE);
    if (count < 0 || (!count && !succeeded(cupsLastError())))
        return -1;
    int ours = 0;
    for (int i = 0; i < count && ours < most; i++)
        if (str_equal(jobs[i].title, queue->title) && str_equal(jobs[i].user, cupsUser()))
            list[ours++] = jobs[i].id;
    cupsFreeJobs(count, jobs);
    return ours;
}

bool queue_cancel_ours(struct queue *queue)
{
    enum { MOST = 64 };
    int list[MOST];
    http_t *http = open_connection(queue);
    if (!http)
        return false;
    int count = list_ours(queue, http, list, MOST);
    for (int i = 0; i < count && !out_of_time(queue); i++)
        ask_to_cancel(http, list[i]);
    if (count > 0) {
        log_info("Cancelling %d page(s) that were left in the print queue.", count);
        count = out_of_time(queue) ? -1 : list_ours(queue, http, list, MOST);
    }
    httpClose(http);
    return count == 0;
}
