// Gradients of max and average pooling, NHWC, any window, stride and padding (dilation 1, as tfjs's gradients).
#include "simd.h"

/** The part of one output position's window that lies inside the image. */
typedef struct {
  int top, bottom, left, right;
} Window;

static inline Window window_at(const Geometry *g, int outRow, int outCol) {
  const int y = outRow * g->strideHeight - g->padTop, x = outCol * g->strideWidth - g->padLeft;
  Window window = {max_int(0, y), min_int(g->inHeight, y + g->filterHeight), max_int(0, x),
                   min_int(g->inWidth, x + g->filterWidth)};
  return window;
}

/** Four channels: dy goes to the first of the largest inputs, row by row, as in TensorFlow; NaN never wins. */
static inline void max_four(const Window *w, const float *x, const float *dy, float *dx, int rowStep, int colStep) {
  v128_t best = wasm_f32x4_const_splat(-__builtin_inff()), bestOffset = wasm_i32x4_const_splat(-1);
  for (int y = w->top; y < w->bottom; y++) {
    for (int c = w->left; c < w->right; c++) {
      const int offset = y * rowStep + c * colStep;
      const v128_t value = load(x + offset), larger = wasm_f32x4_gt(value, best);
      best = wasm_v128_bitselect(value, best, larger);
      bestOffset = wasm_v128_bitselect(wasm_i32x4_splat(offset), bestOffset, larger);
    }
  }
  const v128_t gradient = load(dy);
  for (int y = w->top; y < w->bottom; y++) {
    for (int c = w->left; c < w->right; c++) {
      const int offset = y * rowStep + c * colStep;
      const v128_t chosen = wasm_i32x4_eq(bestOffset, wasm_i32x4_splat(offset));
      store(dx + offset, wasm_f32x4_add(load(dx + offset), wasm_v128_and(gradient, chosen)));
    }
  }
}

static inline void max_one(const Window *w, const float *x, float dy, float *dx, int rowStep, int colStep) {
  float best = -__builtin_inff();
  int bestOffset = -1;
  for (int y = w->top; y < w->bottom; y++) {
    for (int c = w->left; c < w->right; c++) {
      const int offset = y * rowStep + c * colStep;
      if (x[offset] > best) best = x[offset], bestOffset = offset;
    }
  }
  if (bestOffset >= 0) dx[bestOffset] += dy;
}

/** Four channels of a 2 x 2 window that shares no input with another: each input is written once, not added to. */
static inline void max_two_by_two(const float *x, v128_t gradient, float *dx, int rowStep, int colStep) {
  const v128_t a = load(x), b = load(x + colStep), c = load(x + rowStep), d = load(x + rowStep + colStep);
  // The first of the largest wins; a comparison with NaN is false, so NaN never does.
  const v128_t least = wasm_f32x4_const_splat(-__builtin_inff());
  const v128_t isA = wasm_f32x4_gt(a, least), afterA = wasm_v128_bitselect(a, least, isA);
  const v128_t isB = wasm_f32x4_gt(b, afterA), afterB = wasm_v128_bitselect(b, afterA, isB);
  const v128_t isC = wasm_f32x4_gt(c, afterB), afterC = wasm_v128_bitselect(c, afterB, isC);
  const v128_t isD = wasm_f32x4_gt(d, afterC);
  const v128_t notD = wasm_v128_andnot(gradient, isD), notC = wasm_v128_andnot(notD, isC);
  store(dx, wasm_v128_and(wasm_v128_andnot(notC, isB), isA));
  store(dx + colStep, wasm_v128_and(notC, isB));
  store(dx + rowStep, wasm_v128_and(notD, isC));
  store(dx + rowStep + colStep, wasm_v128_and(gradient, isD));
}

static inline int is_two_by_two(const Geometry *g) {
  return g->filterHeight == 2 && g->filterWidth == 2 && g->strideHeight == 2 && g->strideWidth == 2 &&
         g->padTop == 0 && g->padLeft == 0 && g->outHeight * 2 <= g->inHeight && g->outWidth * 2 <= g->inWidth &&
         g->inChannels % LANES == 0;
}

static void max_pool_two_by_two_gradient(const Geometry *g, const float *x, const float *dy, float *dx) {
  const int channels = g->inChannels, rowStep = g->inWidth * channels, covered = 2 * g->outWidth * channels;
  for (int n = 0; n < g->batch; n++) {
    for (int i = 0; i < g->outHeight; i++, x += 2 * rowStep, dx += 2 * rowStep) {
      for (int j = 0; j < g->outWidth; j++) {
        const int at = 2 * j * channels;
        for (int c = 0; c < channels; c += LANES, dy += LANES) {
          max_two_by_two(x + at + c, load(dy), dx + at + c, rowStep, channels);
        }
      }
      if (covered < rowStep) {
        fill_few(dx + covered, rowStep - covered);
        fill_few(dx + rowStep + covered, rowStep - covered);
      }
    }
    const int rest = (g->inHeight - 2 * g->outHeight) * rowStep;
    fill_few(dx, rest);
    x += rest, dx += rest;
  }
}

EXPORT(max_pool_gradient)
void max_pool_gradient(const Geometry *g, const float *x, const float *dy, float *dx) {
  if (is_two_by_two(g)) {
    max_pool_two_by_two_gradient(g, x, dy, dx);
    return;
  }
  const int channels = g->inChannels, rowStep = g->inWidth * channels, image = g->inHeight * rowStep;
  fill_zero(dx, g->batch * image);
  for (int n = 0; n < g->batch; n++, x += image, dx += image) {
    for (int i = 0; i < g->outHeight; i++) {
      for (int j = 0; j < g->outWidth; j++, dy += channels) {
        const Window w = window_at(g, i, j);
        int c = 0;
        for (; c + LANES <= channels; c += LANES) max_four(&w, x + c, dy + c, dx + c, rowStep, channels);
        for (; c < channels; c++) max_one(&w, x + c, dy[c], dx + c, rowStep, channels);
      }
    }
  }
}

/** Each window's gradient is shared by the inputs it really covers, because the forward pass averages only those. */
EXPORT(average_pool_gradient)
void average_pool_gradient(const Geometry *g, const float *dy, float *dx) {
  const int channels = g->inChannels, rowStep = g->inWidth * channels, image = g->inHeight * rowStep;
  fill_zero(dx, g->batch * image);
  for (int n = 0; n < g->batch; n++, dx += image) {
    for (int i = 0; i < g->outHeight; i++) {
      for (int j = 0; j < g->outWidth; j++, dy += channels) {
        const Window w = window_at(g, i, j);
        const int covered = (w.bottom - w.top) * (w.right - w.left);
        if (covered <= 0) continue;
        const float share = 1.0f / (float)covered;
        for (int y = w.top; y < w.bottom; y++) {
          for (int x = w.left; x < w.right; x++) {
            float *to = dx + y * rowStep + x * channels;
            int c = 0;
            for (; c + LANES <= channels; c += LANES) {
              store(to + c, multiply_add(load(dy + c), wasm_f32x4_splat(share), load(to + c)));
            }
            for (; c < channels; c++) to[c] += dy[c] * share;
          }
        }
      }
    }
  }
}
