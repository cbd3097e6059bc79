// Gradients of depthwiseConv2d, NHWC, any stride and dilation, any channel multiplier:
// y[n, i, j, c * multiplier + m] = sum over a, b of x[n, i*s + a*d - pad, j*s + b*d - pad, c] * w[a, b, c, m].
#include "simd.h"

/** The output columns [first, last) whose tap `filterCol` falls inside the input row. */
typedef struct {
  int first, last;
} Columns;

static inline Columns valid_columns(const Geometry *g, int filterCol) {
  const int shift = g->padLeft - filterCol * g->dilationWidth;
  Columns columns = {max_int(0, ceil_div(shift, g->strideWidth)),
                     min_int(g->outWidth, ceil_div(g->inWidth + shift, g->strideWidth))};
  return columns;
}

/** dw[c, m] += sum over columns of x * dy, for one image row and one tap. */
static void add_row_to_filter(const float *x, const float *dy, float *dw, int columns, int xStep, int channels,
                              int multiplier) {
  const int outChannels = channels * multiplier;
  int c = 0;
  if (multiplier == 1) {
    for (; c + LANES <= channels; c += LANES) {
      v128_t sum = wasm_f32x4_const_splat(0);
      for (int j = 0; j < columns; j++) sum = multiply_add(load(x + j * xStep + c), load(dy + j * channels + c), sum);
      store(dw + c, wasm_f32x4_add(load(dw + c), sum));
    }
  }
  for (; c < channels; c++) {
    for (int m = c * multiplier; m < (c + 1) * multiplier; m++) {
      float sum = 0;
      for (int j = 0; j < columns; j++) sum += x[j * xStep + c] * dy[j * outChannels + m];
      dw[m] += sum;
    }
  }
}

/** dx += dy * w, for one image row and one tap. */
static void add_row_to_input(float *dx, const float *dy, const float *w, int columns, int xStep, int channels,
                             int multiplier) {
  const int outChannels = channels * multiplier;
  for (int j = 0; j < columns; j++, dx += xStep, dy += outChannels) {
    int c = 0;
    if (multiplier == 1) {
      for (; c + LANES <= channels; c += LANES) store(dx + c, multiply_add(load(dy + c), load(w + c), load(dx + c)));
    }
    for (; c < channels; c++) {
      float sum = 0;
      for (int m = c * multiplier; m < (c + 1) * multiplier; m++) sum += dy[m] * w[m];
      dx[c] += sum;
    }
  }
}

/**
 * Calls VISIT(inputOffset, outputOffset, filterOffset, columns) for every image row and tap that meet; a macro, since
 * an indirect call would cost more than the short rows it is called for.
 */
#define FOR_EACH_ROW(g, VISIT)                                                                                        \
  for (int row = 0; row < (g)->batch * (g)->outHeight; row++) {                                                       \
    const int image = row / (g)->outHeight, outRow = row % (g)->outHeight;                                            \
    for (int a = 0; a < (g)->filterHeight; a++) {                                                                     \
      const int y = outRow * (g)->strideHeight + a * (g)->dilationHeight - (g)->padTop;                               \
      if (y < 0 || y >= (g)->inHeight) continue;                                                                      \
      for (int b = 0; b < (g)->filterWidth; b++) {                                                                    \
        const Columns columns = valid_columns((g), b);                                                                \
        if (columns.last <= columns.first) continue;                                                                  \
        const int inCol = columns.first * (g)->strideWidth + b * (g)->dilationWidth - (g)->padLeft;                   \
        VISIT(((image * (g)->inHeight + y) * (g)->inWidth + inCol) * (g)->inChannels,                                 \
              (row * (g)->outWidth + columns.first) * (g)->outChannels,                                               \
              (a * (g)->filterWidth + b) * (g)->outChannels, columns.last - columns.first);                           \
      }                                                                                                               \
    }                                                                                                                 \
  }

/** dw[filterHeight, filterWidth, inChannels, multiplier] from x and dy. */
EXPORT(depthwise_filter_gradient)
void depthwise_filter_gradient(const Geometry *g, const float *x, const float *dy, float *dw) {
  const int multiplier = g->outChannels / g->inChannels, step = g->strideWidth * g->inChannels;
  fill_zero(dw, g->filterHeight * g->filterWidth * g->outChannels);
#define VISIT(input, output, filter, count) \
  add_row_to_filter(x + (input), dy + (output), dw + (filter), count, step, g->inChannels, multiplier)
  FOR_EACH_ROW(g, VISIT)
#undef VISIT
}

/** dx[batch, inHeight, inWidth, inChannels] from dy and w. */
EXPORT(depthwise_input_gradient)
void depthwise_input_gradient(const Geometry *g, const float *dy, const float *w, float *dx) {
  const int multiplier = g->outChannels / g->inChannels, step = g->strideWidth * g->inChannels;
  fill_zero(dx, g->batch * g->inHeight * g->inWidth * g->inChannels);
#define VISIT(input, output, filter, count) \
  add_row_to_input(dx + (input), dy + (output), w + (filter), count, step, g->inChannels, multiplier)
  FOR_EACH_ROW(g, VISIT)
#undef VISIT
}
