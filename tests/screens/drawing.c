// Opening and closing what draws. Main thread.
#include "drawing.h"

#include "fake_parts.h"
#include "reel.h"
#include "words.h"

bool drawing_open(struct drawing *drawing, int w, int h, const char *content, const char *clinic)
{
    words_open(BUILD_ROOT "/assets/locale");
    struct canvas_options canvas = {.w = w, .h = h, .way = CANVAS_SURFACE, .title = "screens"};
    struct ui *ui = &drawing->ui;
    ui->canvas = canvas_open(&canvas);
    ui->text = ui->canvas ? text_open(ui->canvas) : NULL;
    if (!ui->text)
        return false;
    ui->pictures = pictures_open(ui->canvas, SOURCE_ROOT "/assets/icons");
    struct library_options options = {.content = content,
                                      .videos = SOURCE_ROOT "/videos",
                                      .clinic = clinic,
                                      .demonstration = true};
    drawing->library = library_load(&options);
    drawing->stage = (struct stage){
        .ui = ui,
        .session = &drawing->session,
        .library = drawing->library,
        .printer = (struct printer *)&fake, // never looked into
        .reel = reel_open(NULL, drawing->library->videos),
        .assets = SOURCE_ROOT "/assets",
    };
    return drawing->library->topics_count > 0;
}

void drawing_close(struct drawing *drawing)
{
    tree_destroy(&drawing->ui.tree);
    reel_destroy(drawing->stage.reel);
    pictures_destroy(drawing->ui.pictures);
    text_destroy(drawing->ui.text);
    canvas_destroy(drawing->ui.canvas);
    library_destroy(drawing->library);
}
