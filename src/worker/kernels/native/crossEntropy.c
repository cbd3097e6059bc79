// Categorical cross-entropy of rows of probabilities and its gradient.
#include "vectorMath.h"

static inline v128_t load_lanes(const float *from, int count) {
  return count >= LANES ? load(from) : load_some(from, count);
}

static inline void store_lanes(float *to, v128_t value, int count) {
  if (count >= LANES) store(to, value);
  else store_some(to, value, count);
}

static inline float sum_lanes(v128_t v) {
  const v128_t pairs = wasm_f32x4_add(v, wasm_i32x4_shuffle(v, v, 2, 3, 0, 1));
  return wasm_f32x4_extract_lane(pairs, 0) + wasm_f32x4_extract_lane(pairs, 1);
}

static inline float sum_run(const float *x, int count) {
  v128_t sums = SPLAT(0);
  for (int i = 0; i < count; i += LANES) sums = wasm_f32x4_add(sums, load_lanes(x + i, count - i));
  return sum_lanes(sums);
}

/**
 * loss[rows] = -sum of target * log(q) for each row of target[rows, cols], where p = output / (sum of the row of output)
 * and q is p clipped to [epsilon, 1 - epsilon]. NaN stays NaN, so that a training that diverged shows it. Lanes past
 * the end of a row have target 0 and add nothing.
 */
EXPORT(cross_entropy)
void cross_entropy(const float *target, const float *output, float *loss, int rows, int cols, float epsilon) {
  const v128_t low = wasm_f32x4_splat(epsilon), high = wasm_f32x4_splat(1 - epsilon);
  for (int row = 0; row < rows; row++, target += cols, output += cols) {
    const v128_t sum = wasm_f32x4_splat(sum_run(output, cols));
    v128_t losses = SPLAT(0);
    for (int i = 0; i < cols; i += LANES) {
      const v128_t p = wasm_f32x4_div(load_lanes(output + i, cols - i), sum);
      const v128_t q = wasm_f32x4_min(wasm_f32x4_max(p, low), high);
      losses = multiply_add(load_lanes(target + i, cols - i), log_four(q), losses);
    }
    loss[row] = -sum_lanes(losses);
  }
}

/**
 * With g = -dLoss[row] * target / p where epsilon <= p <= 1 - epsilon and 0 elsewhere:
 * dOutput[rows, cols] = (g - sum of the row of g * p) / (sum of the row of output).
 */
EXPORT(cross_entropy_gradient)
void cross_entropy_gradient(const float *target, const float *output, const float *dLoss, float *dOutput, int rows,
                            int cols, float epsilon) {
  const v128_t low = wasm_f32x4_splat(epsilon), high = wasm_f32x4_splat(1 - epsilon);
  for (int row = 0; row < rows; row++, target += cols, output += cols, dOutput += cols) {
    const v128_t sum = wasm_f32x4_splat(sum_run(output, cols)), slope = wasm_f32x4_splat(-dLoss[row]);
    v128_t products = SPLAT(0);
    for (int i = 0; i < cols; i += LANES) {
      const v128_t p = wasm_f32x4_div(load_lanes(output + i, cols - i), sum);
      const v128_t isInside = wasm_v128_and(wasm_f32x4_ge(p, low), wasm_f32x4_le(p, high));
      const v128_t dLog = wasm_f32x4_mul(slope, load_lanes(target + i, cols - i));
      const v128_t g = wasm_v128_and(wasm_f32x4_div(dLog, p), isInside);
      products = multiply_add(g, p, products);
      store_lanes(dOutput + i, g, cols - i);
    }
    const v128_t shift = wasm_f32x4_splat(sum_lanes(products));
    for (int i = 0; i < cols; i += LANES) {
      const v128_t centred = wasm_f32x4_sub(load_lanes(dOutput + i, cols - i), shift);
      store_lanes(dOutput + i, wasm_f32x4_div(centred, sum), cols - i);
    }
  }
}
