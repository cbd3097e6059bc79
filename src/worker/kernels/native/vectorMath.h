// Functions of four floats. Polynomials after Moshier's Cephes Mathematical Library (single precision), within 2 ulp.
// NaN gives NaN.
#ifndef TRAINING_VECTOR_MATH_H
#define TRAINING_VECTOR_MATH_H

#include "simd.h"

#define SPLAT(value) wasm_f32x4_const_splat(value)

static inline v128_t keep_nan(v128_t x, v128_t result) {
  return wasm_v128_bitselect(x, result, wasm_f32x4_ne(x, x));
}

static inline v128_t horner(v128_t sum, v128_t x, v128_t coefficient) { return multiply_add(sum, x, coefficient); }

/** 2^n for integers n in [-126, 127]. */
static inline v128_t power_of_two(v128_t n) {
  return wasm_i32x4_shl(wasm_i32x4_add(n, wasm_i32x4_const_splat(127)), 23);
}

/** e^x; overflows to infinity, underflows gradually to 0. */
static inline v128_t exp_four(v128_t x) {
  const v128_t clamped = wasm_f32x4_pmin(wasm_f32x4_pmax(x, SPLAT(-104.0f)), SPLAT(89.0f));
  const v128_t n = wasm_f32x4_nearest(wasm_f32x4_mul(clamped, SPLAT(1.44269504088896341f)));
  // ln 2 in two parts, the first with trailing zeros, so that n times it is exact.
  v128_t r = wasm_f32x4_sub(clamped, wasm_f32x4_mul(n, SPLAT(0.693359375f)));
  r = wasm_f32x4_add(r, wasm_f32x4_mul(n, SPLAT(2.12194440e-4f)));
  v128_t p = SPLAT(1.9875691500e-4f);
  p = horner(p, r, SPLAT(1.3981999507e-3f));
  p = horner(p, r, SPLAT(8.3334519073e-3f));
  p = horner(p, r, SPLAT(4.1665795894e-2f));
  p = horner(p, r, SPLAT(1.6666665459e-1f));
  p = horner(p, r, SPLAT(5.0000001201e-1f));
  const v128_t mantissa = wasm_f32x4_add(multiply_add(p, wasm_f32x4_mul(r, r), r), SPLAT(1));
  // 2^n in two factors, as n reaches from -150 to 128.
  const v128_t whole = wasm_i32x4_trunc_sat_f32x4(n), half = wasm_i32x4_shr(whole, 1);
  const v128_t scaled = wasm_f32x4_mul(mantissa, power_of_two(half));
  return keep_nan(x, wasm_f32x4_mul(scaled, power_of_two(wasm_i32x4_sub(whole, half))));
}

/** The natural logarithm; -infinity of 0, NaN of negative numbers. */
static inline v128_t log_four(v128_t x) {
  // Subnormal numbers are made normal by 2^23.
  const v128_t tiny = wasm_f32x4_lt(x, SPLAT(1.17549435e-38f));
  const v128_t normal = wasm_v128_bitselect(wasm_f32x4_mul(x, SPLAT(8388608.0f)), x, tiny);
  const v128_t bits = wasm_i32x4_sub(normal, wasm_i32x4_const_splat(0x3f3504f3)); // sqrt(1/2)
  v128_t exponent = wasm_f32x4_convert_i32x4(wasm_i32x4_shr(bits, 23));
  exponent = wasm_f32x4_sub(exponent, wasm_v128_and(tiny, SPLAT(23.0f)));
  const v128_t kept = wasm_v128_and(bits, wasm_i32x4_const_splat(0x007fffff));
  const v128_t m = wasm_f32x4_sub(wasm_i32x4_add(kept, wasm_i32x4_const_splat(0x3f3504f3)), SPLAT(1));
  const v128_t z = wasm_f32x4_mul(m, m);
  v128_t p = SPLAT(7.0376836292e-2f);
  p = horner(p, m, SPLAT(-1.1514610310e-1f));
  p = horner(p, m, SPLAT(1.1676998740e-1f));
  p = horner(p, m, SPLAT(-1.2420140846e-1f));
  p = horner(p, m, SPLAT(1.4249322787e-1f));
  p = horner(p, m, SPLAT(-1.6668057665e-1f));
  p = horner(p, m, SPLAT(2.0000714765e-1f));
  p = horner(p, m, SPLAT(-2.4999993993e-1f));
  p = horner(p, m, SPLAT(3.3333331174e-1f));
  v128_t y = wasm_f32x4_mul(wasm_f32x4_mul(p, m), z);
  y = wasm_f32x4_add(y, wasm_f32x4_mul(exponent, SPLAT(-2.12194440e-4f)));
  y = wasm_f32x4_sub(y, wasm_f32x4_mul(z, SPLAT(0.5f)));
  y = wasm_f32x4_add(wasm_f32x4_add(m, y), wasm_f32x4_mul(exponent, SPLAT(0.693359375f)));
  const v128_t infinity = SPLAT(__builtin_inff());
  y = wasm_v128_bitselect(infinity, y, wasm_f32x4_eq(x, infinity));
  y = wasm_v128_bitselect(wasm_f32x4_neg(infinity), y, wasm_f32x4_eq(x, SPLAT(0)));
  y = wasm_v128_bitselect(SPLAT(__builtin_nanf("")), y, wasm_f32x4_lt(x, SPLAT(0)));
  return keep_nan(x, y);
}

/** log(1 + x), exact for small x: Kahan's quotient of the two roundings of 1 + x. */
static inline v128_t log1p_four(v128_t x) {
  const v128_t one = SPLAT(1), u = wasm_f32x4_add(x, one), rounded = wasm_f32x4_sub(u, one);
  const v128_t y = wasm_f32x4_mul(log_four(u), wasm_f32x4_div(x, rounded));
  const v128_t infinity = SPLAT(__builtin_inff());
  const v128_t isPlain = wasm_v128_or(wasm_f32x4_eq(rounded, SPLAT(0)), wasm_f32x4_eq(x, infinity));
  return wasm_v128_bitselect(x, y, isPlain);
}

static inline v128_t tanh_four(v128_t x) {
  const v128_t sign = wasm_v128_and(x, wasm_i32x4_const_splat((int)0x80000000)), size = wasm_f32x4_abs(x);
  const v128_t z = wasm_f32x4_mul(x, x), one = SPLAT(1);
  v128_t p = SPLAT(-5.70498872745e-3f);
  p = horner(p, z, SPLAT(2.06390887954e-2f));
  p = horner(p, z, SPLAT(-5.37397155531e-2f));
  p = horner(p, z, SPLAT(1.33314422036e-1f));
  p = horner(p, z, SPLAT(-3.33332819422e-1f));
  const v128_t small = multiply_add(wasm_f32x4_mul(p, z), x, x);
  const v128_t power = exp_four(wasm_f32x4_add(size, size));
  const v128_t large = wasm_f32x4_sub(one, wasm_f32x4_div(SPLAT(2), wasm_f32x4_add(power, one)));
  const v128_t y = wasm_v128_bitselect(small, wasm_v128_or(large, sign), wasm_f32x4_lt(size, SPLAT(0.625f)));
  return keep_nan(x, y);
}

static inline v128_t sigmoid_four(v128_t x) {
  // exp of a negative number never overflows: 1 / (1 + e^-|x|), or 1 less that.
  const v128_t one = SPLAT(1), power = exp_four(wasm_f32x4_neg(wasm_f32x4_abs(x)));
  const v128_t large = wasm_f32x4_div(one, wasm_f32x4_add(one, power));
  return wasm_v128_bitselect(wasm_f32x4_mul(power, large), large, wasm_f32x4_lt(x, SPLAT(0)));
}

/** log(1 + e^x) */
static inline v128_t softplus_four(v128_t x) {
  const v128_t power = exp_four(wasm_f32x4_neg(wasm_f32x4_abs(x)));
  return wasm_f32x4_add(wasm_f32x4_pmax(x, SPLAT(0)), log1p_four(power));
}

/** Abramowitz and Stegun, "Handbook of Mathematical Functions", 7.1.26, which tfjs's cpu backend computes too. */
static inline v128_t erf_four(v128_t x) {
  const v128_t sign = wasm_v128_and(x, wasm_i32x4_const_splat((int)0x80000000)), size = wasm_f32x4_abs(x);
  const v128_t one = SPLAT(1), t = wasm_f32x4_div(one, multiply_add(SPLAT(0.3275911f), size, one));
  v128_t p = SPLAT(1.061405429f);
  p = horner(p, t, SPLAT(-1.453152027f));
  p = horner(p, t, SPLAT(1.421413741f));
  p = horner(p, t, SPLAT(-0.284496736f));
  p = horner(p, t, SPLAT(0.254829592f));
  const v128_t power = exp_four(wasm_f32x4_neg(wasm_f32x4_mul(size, size)));
  const v128_t y = wasm_f32x4_sub(one, wasm_f32x4_mul(wasm_f32x4_mul(p, t), power));
  return keep_nan(x, wasm_v128_or(y, sign));
}

#endif
