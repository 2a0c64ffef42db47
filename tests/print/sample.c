// The hand-made clinic. Literals stand where the library has heap strings: nobody frees them.
#include "sample.h"

#include <string.h>

static char *languages[] = {"en", "es", "ar"};
static char *tips[] = {"Drink water through the day.",
                       "Stretch before bed and after you sit for a long time.",
                       "Warm up before you exercise.", "Build up new activities slowly."};
static char *help[] = {"Call 911 for chest pain or short breath.",
                       "Get seen today if one leg is swollen, warm or a different colour."};
static char *stop_if[] = {"sharp pain", "a numb or weak leg", "you feel dizzy or unwell"};
static char *own_stop_if[] = {"Your hip clicks or locks."};
static char *precautions[] = {"Pregnant, or had a hip operation? Ask your physio first."};
static char *tips_ar[] = {"اشرب الماء طوال اليوم.", "مدد عضلاتك قبل النوم 3 مرات."};
static char *help_ar[] = {"اتصل بالرقم 911 عند ألم الصدر."};
static char *stop_if_ar[] = {"ألم حاد", "دوخة"};
static struct advice steps[] = {
    {"Tell the front desk now.", "Staff can call for you."},
    {"Say: “The screen says I need emergency help.”", "Cannot walk? Ask someone near you."},
    {"Do not drive yourself.", "Do not stretch, rub or heat the leg."},
};
static struct advice steps_es[] = {
    {"Avise en recepción ahora.", "El personal puede llamar por usted."},
    {"No conduzca usted.", "No estire, frote ni caliente la pierna."},
};
static struct advice steps_book[] = {{"Tell your physio today.", ""}};

static struct exercise exercises[] = {
    {.page = {.id = "chair-stretch", .language = "en", .title = "Chair stretch"},
     .poster = "chair.jpg",
     .hold_s = 30,
     .reps = 3,
     .sets = 1,
     .how_often = "Once a day.",
     .feel_it_here = "along the inside of your thigh",
     .stop_if = stop_if,
     .stop_if_count = 3,
     .precautions = precautions,
     .precautions_count = 1},
    {.page = {.id = "butterfly", .language = "en", .title = "Butterfly stretch"},
     .poster = "butterfly.jpg",
     .hold_s = 30,
     .reps = 3,
     .sets = 1,
     .how_often = "Once a day.",
     .feel_it_here = "",
     .stop_if = stop_if,
     .stop_if_count = 3,
     .precautions = precautions,
     .precautions_count = 1},
    {.page = {.id = "pillow-squeeze", .language = "en", .title = "Pillow squeeze"},
     .poster = "squeeze.jpg",
     .hold_s = 5,
     .reps = 10,
     .sets = 2,
     .how_often = "Once a day.",
     .feel_it_here = "",
     .stop_if = own_stop_if,
     .stop_if_count = 1,
     .precautions = precautions,
     .precautions_count = 1},
};
static struct exercise exercises_ar[] = {
    {.page = {.id = "chair-stretch", .language = "ar", .title = "تمدد الكرسي"},
     .poster = "chair.jpg",
     .hold_s = 30,
     .reps = 3,
     .sets = 1,
     .how_often = "مرة واحدة في اليوم.",
     .feel_it_here = "داخل الفخذ",
     .stop_if = stop_if_ar,
     .stop_if_count = 2},
};

static void make_english(struct topic *topic)
{
    *topic = (struct topic){
        .page = {.id = "inner-thigh-cramps", .language = "en", .title = "Inner-thigh cramps"},
        .exercises = exercises,
        .exercises_count = sizeof exercises / sizeof *exercises,
        .checklist_page = {.language = "en"},
        .prevention = {.page = {.language = "en", .title = "To help stop cramps"},
                       .items = tips,
                       .items_count = 4},
        .get_help = {.page = {.language = "en", .title = "When to get help"},
                     .items = help,
                     .items_count = 2},
    };
    static char *book_lines[] = {"555 0100"};
    topic->checklist.cards[TIER_EMERGENCY] =
        (struct tier_card){.headline = "Get emergency help now",
                           .line = "This sign needs help right now.",
                           .key = "Call",
                           .key_number = "911",
                           .steps = steps,
                           .steps_count = 3,
                           .staff = "Call 911 now."};
    topic->checklist.cards[TIER_BOOK] =
        (struct tier_card){.headline = "Mention it at your visit",
                           .line = "It can wait for your visit. Do not skip it.",
                           .key = "No visit today? Book a check",
                           .key_number = "",
                           .key_lines = book_lines,
                           .key_lines_count = 1,
                           .steps = steps_book,
                           .steps_count = 1,
                           .staff = "Book a visit."};
}

static void make_spanish(struct topic *topic)
{
    *topic = (struct topic){
        .page = {.id = "inner-thigh-cramps", .language = "es", .title = "Calambres"},
        .checklist_page = {.language = "es"},
    };
    topic->checklist.cards[TIER_EMERGENCY] =
        (struct tier_card){.headline = "Pida ayuda urgente ya",
                           .line = "Esta señal necesita ayuda ahora mismo.",
                           .key = "Llame al",
                           .key_number = "911",
                           .steps = steps_es,
                           .steps_count = 2,
                           .staff = "Llame al 911 ahora."};
}

static void make_arabic(struct topic *topic)
{
    *topic = (struct topic){
        .page = {.id = "inner-thigh-cramps", .language = "ar", .title = "تشنجات الفخذ"},
        .exercises = exercises_ar,
        .exercises_count = 1,
        .prevention = {.page = {.language = "ar", .title = "للوقاية من التشنج"},
                       .items = tips_ar,
                       .items_count = 2},
        .get_help = {.page = {.language = "ar", .title = "متى تطلب المساعدة"},
                     .items = help_ar,
                     .items_count = 1},
    };
}

void sample_make(struct sample *sample)
{
    memset(sample, 0, sizeof *sample);
    make_english(&sample->english);
    make_spanish(&sample->spanish);
    make_arabic(&sample->arabic);
    sample->languages[0] = &sample->english;
    sample->languages[1] = &sample->spanish;
    sample->languages[2] = &sample->arabic;
    sample->library = (struct library){
        .version = "3f2a91",
        .clinic = {.name = "Your clinic",
                   .phone = "555 0100",
                   .address = "",
                   .languages = languages,
                   .languages_count = 3},
        .topics = sample->languages,
        .topics_count = 1,
    };
}
