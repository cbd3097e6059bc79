// Sums that gradients need: over all leading axes (a bias gradient) and by segment (an embedding gradient).
#include "simd.h"

/** Rows added before the partial sum is added to the total; keeps float32 rounding from growing with the batch. */
#define ROWS_PER_PARTIAL 256

/** out[cols] = sum over rows of x[rows, cols] */
EXPORT(sum_rows) void sum_rows(const float *x, float *out, int rows, int cols) {
  fill_zero(out, cols);
  for (int first = 0; first < rows; first += ROWS_PER_PARTIAL) {
    const float *block = x + first * cols;
    const int count = min_int(ROWS_PER_PARTIAL, rows - first);
    int c = 0;
    for (; c + 2 * LANES <= cols; c += 2 * LANES) {
      v128_t a = wasm_f32x4_const_splat(0), b = a;
      for (int row = 0; row < count; row++) {
        a = wasm_f32x4_add(a, load(block + row * cols + c));
        b = wasm_f32x4_add(b, load(block + row * cols + c + LANES));
      }
      store(out + c, wasm_f32x4_add(load(out + c), a));
      store(out + c + LANES, wasm_f32x4_add(load(out + c + LANES), b));
    }
    for (; c < cols; c++) {
      float sum = 0;
      for (int row = 0; row < count; row++) sum += block[row * cols + c];
      out[c] += sum;
    }
  }
}

/**
 * out[segments, width] = 0, then out[ids[i]] += x[i]; rows whose id lies outside [0, segments) are dropped. Rows of x and
 * of out are pitch floats apart.
 */
EXPORT(segment_sum)
void segment_sum(const float *x, const int32_t *ids, float *out, int rows, int width, int pitch, int segments) {
  for (int segment = 0; segment < segments; segment++) fill_zero(out + segment * pitch, width);
  for (int i = 0; i < rows; i++) {
    if (ids[i] >= 0 && ids[i] < segments) add_run(out + ids[i] * pitch, x + i * pitch, width);
  }
}
