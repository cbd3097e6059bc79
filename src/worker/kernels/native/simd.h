// What every kernel source shares: the export marker, vector shorthands and the shape of a windowed operation.
//
// These kernels import tfjs's own heap, so they must own no memory: no static data and no shadow stack, which
// would land inside that heap. build.mjs refuses a binary that has either; keep local arrays out of the sources.
#ifndef TRAINING_SIMD_H
#define TRAINING_SIMD_H

#include <stdint.h>
#include <wasm_simd128.h>

#define EXPORT(name) __attribute__((export_name(#name)))

/** Floats in one vector register. */
#define LANES 4

/**
 * A convolution or pooling from x [batch, inHeight, inWidth, inChannels] to
 * y [batch, outHeight, outWidth, outChannels], both NHWC. writeGeometry in geometry.ts writes it: same fields, same order.
 */
typedef struct {
  int32_t batch;
  int32_t inHeight, inWidth, inChannels;
  int32_t outHeight, outWidth, outChannels;
  int32_t filterHeight, filterWidth;
  int32_t strideHeight, strideWidth;
  int32_t dilationHeight, dilationWidth;
  int32_t padTop, padLeft;
} Geometry;

static inline int min_int(int a, int b) { return a < b ? a : b; }
static inline int max_int(int a, int b) { return a > b ? a : b; }
static inline int round_up(int value, int multiple) { return (value + multiple - 1) / multiple * multiple; }

/** ceil(numerator / denominator) for a positive denominator and any numerator. */
static inline int ceil_div(int numerator, int denominator) {
  return numerator > 0 ? (numerator + denominator - 1) / denominator : -(-numerator / denominator);
}

static inline v128_t load(const float *from) { return wasm_v128_load(from); }
static inline void store(float *to, v128_t value) { wasm_v128_store(to, value); }

/** The first `count` (1 to 3) lanes; the others are 0. */
static inline v128_t load_some(const float *from, int count) {
  v128_t value = wasm_v128_load32_zero(from);
  if (count > 1) value = wasm_f32x4_replace_lane(value, 1, from[1]);
  if (count > 2) value = wasm_f32x4_replace_lane(value, 2, from[2]);
  return value;
}

static inline void store_some(float *to, v128_t value, int count) {
  to[0] = wasm_f32x4_extract_lane(value, 0);
  if (count > 1) to[1] = wasm_f32x4_extract_lane(value, 1);
  if (count > 2) to[2] = wasm_f32x4_extract_lane(value, 2);
}

/** sum + a * b; two roundings, because Node 20 has no relaxed (fused) SIMD. */
static inline v128_t multiply_add(v128_t a, v128_t b, v128_t sum) {
  return wasm_f32x4_add(sum, wasm_f32x4_mul(a, b));
}

static inline void fill_zero(float *to, int count) { __builtin_memset(to, 0, (uint32_t)count * sizeof(float)); }

/** The same for short runs: a call of memset costs more than it writes. */
static inline void fill_few(float *to, int count) {
  int i = 0;
  for (; i + LANES <= count; i += LANES) store(to + i, wasm_f32x4_const_splat(0));
  for (; i < count; i++) to[i] = 0;
}

/** to[i] = from[i], for short runs. */
static inline void copy_run(float *to, const float *from, int count) {
  int i = 0;
  for (; i + LANES <= count; i += LANES) store(to + i, load(from + i));
  for (; i < count; i++) to[i] = from[i];
}

/** to[i] += from[i] */
static inline void add_run(float *to, const float *from, int count) {
  int i = 0;
  for (; i + LANES <= count; i += LANES) store(to + i, wasm_f32x4_add(load(to + i), load(from + i)));
  for (; i < count; i++) to[i] += from[i];
}

#endif
