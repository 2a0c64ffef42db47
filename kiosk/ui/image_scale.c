// Resampling: first along rows, then along columns, each target px a weighted mean of the px under
// a tent as wide as the step between target px (at least one). Colours are weighted by their alpha,
// so that what is behind a transparent px does not shine through. Pure; any thread.
#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "image.h"
#include "str.h"

struct taps { // for one target px
    int first, count;
    float *weights;
};

// `from` px starting at `start` become `to` px.
static struct taps *taps_make(int start, int from, int to, float **weights)
{
    float step = (float)from / (float)to, reach = fmaxf(step, 1);
    int most = (int)ceilf(reach) * 2 + 2;
    struct taps *taps = mem_make((size_t)to, sizeof *taps);
    *weights = mem_make((size_t)to * (size_t)most, sizeof **weights);
    for (int i = 0; i < to; i++) {
        float middle = ((float)i + 0.5f) * step, sum = 0;
        int first = (int)floorf(middle - reach), last = (int)ceilf(middle + reach);
        first = first < 0 ? 0 : first;
        last = last > from ? from : last;
        taps[i] = (struct taps){start + first, last - first, *weights + (size_t)i * (size_t)most};
        assert(taps[i].count > 0 && taps[i].count <= most);
        for (int k = 0; k < taps[i].count; k++) {
            float away = fabsf((float)(first + k) + 0.5f - middle) / reach;
            taps[i].weights[k] = fmaxf(0, 1 - away);
            sum += taps[i].weights[k];
        }
        for (int k = 0; k < taps[i].count; k++)
            taps[i].weights[k] /= sum;
    }
    return taps;
}

struct light { // alpha 0 to 1, colours times alpha
    float a, r, g, b;
};

static struct light light_of(uint32_t argb)
{
    float a = (float)(argb >> 24) / 255;
    return (struct light){a, a * (float)(argb >> 16 & 0xFF), a * (float)(argb >> 8 & 0xFF),
                          a * (float)(argb & 0xFF)};
}

static void light_add(struct light *sum, struct light light, float weight)
{
    sum->a += light.a * weight;
    sum->r += light.r * weight;
    sum->g += light.g * weight;
    sum->b += light.b * weight;
}

static uint32_t light_argb(struct light light)
{
    if (light.a <= 0.5f / 255)
        return 0;
    float share = 1 / light.a;
    uint32_t a = (uint32_t)lrintf(fminf(light.a, 1) * 255);
    uint32_t r = (uint32_t)lrintf(fminf(light.r * share, 255));
    uint32_t g = (uint32_t)lrintf(fminf(light.g * share, 255));
    uint32_t b = (uint32_t)lrintf(fminf(light.b * share, 255));
    return a << 24 | r << 16 | g << 8 | b;
}

static void row_scale(const struct pixels *from, int row, const struct taps *across, int w,
                      struct light *out)
{
    const uint32_t *px = from->argb + (size_t)row * (size_t)from->w;
    for (int x = 0; x < w; x++) {
        out[x] = (struct light){0};
        for (int k = 0; k < across[x].count; k++)
            light_add(&out[x], light_of(px[across[x].first + k]), across[x].weights[k]);
    }
}

struct pixels image_scaled(const struct pixels *from, struct rect part, int w, int h, bool flipped)
{
    assert(rect_covers((struct rect){0, 0, from->w, from->h}, part) && !rect_empty(part));
    float *across_weights, *down_weights;
    struct taps *across = taps_make(part.x, part.w, w, &across_weights);
    struct taps *down = taps_make(part.y, part.h, h, &down_weights);
    int most = 0;
    for (int y = 0; y < h; y++)
        most = down[y].count > most ? down[y].count : most;
    // only the rows under one target row are held: a ring of them, each scaled across once
    struct light *rows = mem_make((size_t)most * (size_t)w, sizeof *rows);
    struct light *sum = mem_make((size_t)w, sizeof *sum);
    struct pixels made = pixels_make(w, h);
    int done = part.y; // rows scaled across so far
    for (int y = 0; y < h; y++) {
        int first = down[y].first, end = first + down[y].count;
        for (done = done > first ? done : first; done < end; done++)
            row_scale(from, done, across, w, rows + (size_t)(done % most) * (size_t)w);
        for (int x = 0; x < w; x++)
            sum[x] = (struct light){0};
        for (int row = first; row < end; row++)
            for (int x = 0; x < w; x++)
                light_add(&sum[x], rows[(size_t)(row % most) * (size_t)w + (size_t)x],
                          down[y].weights[row - first]);
        for (int x = 0; x < w; x++)
            made.argb[(size_t)y * (size_t)w + (size_t)(flipped ? w - 1 - x : x)] =
                light_argb(sum[x]);
    }
    free(across);
    free(down);
    free(across_weights);
    free(down_weights);
    free(rows);
    free(sum);
    return made;
}

void image_fit(struct pixels *pixels, int w, int h)
{
    float share = fminf((float)w / (float)pixels->w, (float)h / (float)pixels->h);
    if (share >= 1)
        return;
    int to_w = (int)fmaxf(1, roundf((float)pixels->w * share));
    int to_h = (int)fmaxf(1, roundf((float)pixels->h * share));
    struct pixels made =
        image_scaled(pixels, (struct rect){0, 0, pixels->w, pixels->h}, to_w, to_h, false);
    pixels_destroy(pixels);
    *pixels = made;
}
