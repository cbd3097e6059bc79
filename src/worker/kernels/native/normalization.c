// Layer normalisation over the last axis and its gradient.
#include "simd.h"

static inline float sum_lanes(v128_t v) {
  const v128_t pairs = wasm_f32x4_add(v, wasm_i32x4_shuffle(v, v, 2, 3, 0, 1));
  return wasm_f32x4_extract_lane(pairs, 0) + wasm_f32x4_extract_lane(pairs, 1);
}

/**
 * y[rows, cols] = (x - mean) * inverse * gamma + beta for each row, where inverse = 1 / sqrt(variance + epsilon) and the
 * variance is the mean square of x - mean. moments[rows, 2] receives mean and inverse for the gradient. beta may be 0:
 * none.
 */
EXPORT(layer_norm)
void layer_norm(const float *x, const float *gamma, const float *beta, float *y, float *moments, int rows, int cols,
                float epsilon) {
  for (int row = 0; row < rows; row++, x += cols, y += cols, moments += 2) {
    v128_t sums = wasm_f32x4_const_splat(0), squares = sums;
    float sum = 0, square = 0;
    int i = 0;
    for (; i + LANES <= cols; i += LANES) sums = wasm_f32x4_add(sums, load(x + i));
    for (; i < cols; i++) sum += x[i];
    const float mean = (sum_lanes(sums) + sum) / (float)cols;
    const v128_t means = wasm_f32x4_splat(mean);
    for (i = 0; i + LANES <= cols; i += LANES) {
      const v128_t centred = wasm_f32x4_sub(load(x + i), means);
      squares = multiply_add(centred, centred, squares);
    }
    for (; i < cols; i++) square += (x[i] - mean) * (x[i] - mean);
    const float inverse = 1 / __builtin_sqrtf((sum_lanes(squares) + square) / (float)cols + epsilon);
    const v128_t inverses = wasm_f32x4_splat(inverse);
    for (i = 0; i + LANES <= cols; i += LANES) {
      const v128_t normal = wasm_f32x4_mul(wasm_f32x4_sub(load(x + i), means), inverses);
      const v128_t value = wasm_f32x4_mul(normal, load(gamma + i));
      store(y + i, beta ? wasm_f32x4_add(value, load(beta + i)) : value);
    }
    for (; i < cols; i++) y[i] = (x[i] - mean) * inverse * gamma[i] + (beta ? beta[i] : 0);
    moments[0] = mean, moments[1] = inverse;
  }
}

/**
 * With n = (x - mean) * inverse and g = dy * gamma: dx = inverse * (g - mean(g) - n * mean(g * n)),
 * dGamma = sum over rows of dy * n, dBeta = sum over rows of dy.
 */
EXPORT(layer_norm_gradient)
void layer_norm_gradient(const float *x, const float *gamma, const float *moments, const float *dy, float *dx,
                         float *dGamma, float *dBeta, int rows, int cols) {
  fill_zero(dGamma, cols);
  fill_zero(dBeta, cols);
  for (int row = 0; row < rows; row++, x += cols, dy += cols, dx += cols, moments += 2) {
    const float mean = moments[0], inverse = moments[1];
    const v128_t means = wasm_f32x4_splat(mean), inverses = wasm_f32x4_splat(inverse);
    v128_t sums = wasm_f32x4_const_splat(0), products = sums;
    float sum = 0, product = 0;
    int i = 0;
    for (; i + LANES <= cols; i += LANES) {
      const v128_t given = load(dy + i), n = wasm_f32x4_mul(wasm_f32x4_sub(load(x + i), means), inverses);
      const v128_t g = wasm_f32x4_mul(given, load(gamma + i));
      sums = wasm_f32x4_add(sums, g);
      products = multiply_add(g, n, products);
      store(dGamma + i, multiply_add(given, n, load(dGamma + i)));
      store(dBeta + i, wasm_f32x4_add(load(dBeta + i), given));
    }
    for (; i < cols; i++) {
      const float n = (x[i] - mean) * inverse, g = dy[i] * gamma[i];
      sum += g, product += g * n;
      dGamma[i] += dy[i] * n, dBeta[i] += dy[i];
    }
    const float meanSum = (sum_lanes(sums) + sum) / (float)cols;
    const float meanProduct = (sum_lanes(products) + product) / (float)cols;
    const v128_t shift = wasm_f32x4_splat(meanSum), slope = wasm_f32x4_splat(meanProduct);
    for (i = 0; i + LANES <= cols; i += LANES) {
      const v128_t n = wasm_f32x4_mul(wasm_f32x4_sub(load(x + i), means), inverses);
      const v128_t g = wasm_f32x4_mul(load(dy + i), load(gamma + i));
      const v128_t centred = wasm_f32x4_sub(wasm_f32x4_sub(g, shift), wasm_f32x4_mul(n, slope));
      store(dx + i, wasm_f32x4_mul(inverses, centred));
    }
    for (; i < cols; i++) {
      const float n = (x[i] - mean) * inverse, g = dy[i] * gamma[i];
      dx[i] = inverse * (g - meanSum - n * meanProduct);
    }
  }
}
