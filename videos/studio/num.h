#pragma once
// Mathematics whose every bit is ours. The C library picks other sine and power code on other
// processors, so that a frame would differ in its last bits from machine to machine; these use only
// + - * / and square roots, which IEEE 754 rounds the same everywhere. Accurate to about 1e-7,
// angles in radians.

#include <math.h>
#include <stdint.h>
#include <string.h>

#define NUM_PI 3.14159265358979323846

static inline float num_radians(float degrees)
{
    return degrees * (float)(NUM_PI / 180);
}

static inline float num_degrees(float radians)
{
    return radians * (float)(180 / NUM_PI);
}

static inline float num_min(float a, float b)
{
    return a < b ? a : b;
}

static inline float num_max(float a, float b)
{
    return a > b ? a : b;
}

static inline float num_clamp(float x, float low, float high)
{
    return x < low ? low : x > high ? high : x;
}

// 0 at `low` and below, 1 at `high` and above, smooth between.
static inline float num_step(float low, float high, float x)
{
    float t = num_clamp((x - low) / (high - low), 0, 1);
    return t * t * (3 - 2 * t);
}

static inline float num_square(float x)
{
    return x * x;
}

// sin(x + quarters * pi/2)
static inline float num_sin_quarters(float x, long quarters)
{
    double turns = (double)x * (2 / NUM_PI);
    long k = (long)(turns < 0 ? turns - 0.5 : turns + 0.5);
    double r = (double)x - (double)k * (NUM_PI / 2), s = r * r;
    double sine = r * (1 + s * (-1.0 / 6 + s * (1.0 / 120 + s * (-1.0 / 5040 + s / 362880))));
    double cosine =
        1 + s * (-0.5 + s * (1.0 / 24 + s * (-1.0 / 720 + s * (1.0 / 40320 - s / 3628800))));
    switch ((k + quarters) & 3) {
    case 0:
        return (float)sine;
    case 1:
        return (float)cosine;
    case 2:
        return (float)-sine;
    default:
        return (float)-cosine;
    }
}

static inline float num_sin(float x)
{
    return num_sin_quarters(x, 0);
}

static inline float num_cos(float x)
{
    return num_sin_quarters(x, 1);
}

// x within about +-80
static inline float num_exp(float x)
{
    if (x < -80)
        return 0;
    double y = (double)x * 1.44269504088896340736;
    int64_t k = (int64_t)(y < 0 ? y - 0.5 : y + 0.5);
    double r = (y - (double)k) * 0.69314718055994530942;
    double e =
        1 + r * (1 + r * (0.5 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120 +
                                                                    r * (1.0 / 720 + r / 5040))))));
    uint64_t bits = (uint64_t)(k + 1023) << 52;
    double scale;
    memcpy(&scale, &bits, sizeof scale);
    return (float)(e * scale);
}

// x > 0
static inline double num_log(float x)
{
    double m = (double)x;
    uint64_t bits;
    memcpy(&bits, &m, sizeof bits);
    int64_t k = (int64_t)(bits >> 52) - 1023;
    bits = (bits & 0xfffffffffffffu) | (uint64_t)1023 << 52;
    memcpy(&m, &bits, sizeof m);
    if (m > 1.41421356) {
        m *= 0.5;
        k++;
    }
    double z = (m - 1) / (m + 1), s = z * z;
    double l = 2 * z * (1 + s * (1.0 / 3 + s * (1.0 / 5 + s * (1.0 / 7 + s * (1.0 / 9 + s / 11)))));
    return (double)k * 0.69314718055994530942 + l;
}

static inline float num_pow(float x, float power)
{
    return x <= 0 ? 0 : num_exp((float)(num_log(x) * (double)power));
}

// 0 to pi/4 for 0 <= x <= 1: halves the angle twice, then a short series
static inline double num_atan_small(double x)
{
    x = x / (1 + sqrt(1 + x * x));
    x = x / (1 + sqrt(1 + x * x));
    double s = x * x;
    return 4 * x * (1 + s * (-1.0 / 3 + s * (1.0 / 5 + s * (-1.0 / 7 + s * (1.0 / 9 - s / 11)))));
}

static inline float num_atan2(float y, float x)
{
    double a = fabs((double)y), b = fabs((double)x);
    if (a + b < 1e-30)
        return 0;
    double angle = a <= b ? num_atan_small(a / b) : NUM_PI / 2 - num_atan_small(b / a);
    angle = x < 0 ? NUM_PI - angle : angle;
    return (float)(y < 0 ? -angle : angle);
}

static inline float num_acos(float x)
{
    x = num_clamp(x, -1, 1);
    return num_atan2(sqrtf(1 - x * x), x);
}

static inline float num_asin(float x)
{
    x = num_clamp(x, -1, 1);
    return num_atan2(x, sqrtf(1 - x * x));
}
