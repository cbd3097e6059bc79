// Activations of recurrent cells and their derivatives, four lanes at a time. exp, sigmoid and tanh are within
// 5e-7 relative of the exact value; a NaN stays a NaN, so that a training that diverges shows it.
#ifndef TRAINING_ACTIVATION_H
#define TRAINING_ACTIVATION_H

#include "simd.h"

#define INLINE static inline __attribute__((always_inline))

/** GateActivation in src/worker/fusion/recurrentKernel.ts; activationCodes in recurrentKernels.ts lists the same order. */
enum { TANH, SIGMOID, HARD_SIGMOID, RELU, LINEAR };

INLINE v128_t splat(float value) { return wasm_f32x4_splat(value); }

/**
 * e^x = scale * (1 + rest) with scale = 2^n, n = x / ln 2 rounded to an integer, rest = e^(x - n ln 2) - 1. For |x| <= 87.
 * rest is a polynomial of degree 6 on [-ln 2 / 2, ln 2 / 2], fitted to the smallest maximum relative error (1.3e-8); ln 2
 * is split in two after Cody and Waite, "Software Manual for the Elementary Functions" (1980), so that n ln 2 is exact.
 */
INLINE v128_t exp_rest(v128_t x, v128_t *scale) {
  // Adding 1.5 * 2^23 leaves the rounded integer in the low bits of the sum.
  const v128_t shifter = splat(12582912.0f);
  const v128_t shifted = multiply_add(x, splat(1.44269504f), shifter);
  const v128_t n = wasm_f32x4_sub(shifted, shifter);
  *scale = wasm_i32x4_add(wasm_i32x4_shl(shifted, 23), wasm_i32x4_splat(127 << 23));
  const v128_t r = multiply_add(n, splat(2.12194440e-4f), multiply_add(n, splat(-0.693359375f), x));
  v128_t p = multiply_add(r, splat(0.00138825097f), splat(0.00836658012f));
  p = multiply_add(p, r, splat(0.0416672006f));
  p = multiply_add(p, r, splat(0.166665435f));
  p = multiply_add(p, r, splat(0.49999997f));
  return multiply_add(wasm_f32x4_mul(r, r), p, r);
}

/** x clipped to [-limit, limit]; pmin and pmax keep a NaN. */
INLINE v128_t clip(v128_t x, float limit) {
  return wasm_f32x4_pmax(wasm_f32x4_pmin(x, splat(limit)), splat(-limit));
}

INLINE v128_t sigmoid(v128_t x) {
  v128_t scale;
  const v128_t rest = exp_rest(clip(wasm_f32x4_neg(x), 87), &scale);
  return wasm_f32x4_div(splat(1), wasm_f32x4_add(splat(1), multiply_add(scale, rest, scale)));
}

/** (e^2x - 1) / (e^2x + 1); e^2x - 1 is built from rest, which keeps its digits near zero. */
INLINE v128_t hyperbolic_tangent(v128_t x) {
  v128_t scale;
  const v128_t rest = exp_rest(clip(wasm_f32x4_add(x, x), 40), &scale);
  const v128_t minusOne = multiply_add(scale, rest, wasm_f32x4_sub(scale, splat(1)));
  return wasm_f32x4_div(minusOne, wasm_f32x4_add(minusOne, splat(2)));
}

INLINE v128_t activate(int kind, v128_t x) {
  switch (kind) {
    case TANH:
      return hyperbolic_tangent(x);
    case SIGMOID:
      return sigmoid(x);
    case HARD_SIGMOID:
      return wasm_f32x4_pmax(wasm_f32x4_pmin(multiply_add(x, splat(0.2f), splat(0.5f)), splat(1)), splat(0));
    case RELU:
      return wasm_f32x4_pmax(x, splat(0));
    default:
      return x;
  }
}

/** The derivative at the point whose activated value is y. */
INLINE v128_t activation_slope(int kind, v128_t y) {
  switch (kind) {
    case TANH:
      return wasm_f32x4_sub(splat(1), wasm_f32x4_mul(y, y));
    case SIGMOID:
      return wasm_f32x4_mul(y, wasm_f32x4_sub(splat(1), y));
    case HARD_SIGMOID:
      return wasm_v128_and(splat(0.2f), wasm_v128_and(wasm_f32x4_gt(y, splat(0)), wasm_f32x4_lt(y, splat(1))));
    case RELU:
      return wasm_v128_and(splat(1), wasm_f32x4_gt(y, splat(0)));
    default:
      return splat(1);
  }
}

/** A vector, or for the last few elements of a row, with `lanes` 1, one element in every lane. */
INLINE v128_t load_lanes(const float *from, int lanes) {
  return lanes == LANES ? load(from) : wasm_v128_load32_splat(from);
}

INLINE void store_lanes(float *to, v128_t value, int lanes) {
  if (lanes == LANES) store(to, value);
  else wasm_v128_store32_lane(to, value, 0);
}

#endif
