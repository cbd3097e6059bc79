// Functions of each element by itself, and the gradients of activations. The numbers of the cases are those of
// elementwise.ts.
#include "vectorMath.h"

/** Runs EXPRESSION of `v` over all elements; the last few go through the same vector code, so that all round alike. */
#define FOR_EACH(EXPRESSION)                                              \
  {                                                                       \
    int i = 0;                                                            \
    for (; i + LANES <= count; i += LANES) {                              \
      const v128_t v = load(x + i);                                       \
      store(y + i, EXPRESSION);                                           \
    }                                                                     \
    if (i < count) {                                                      \
      const v128_t v = load_some(x + i, count - i);                       \
      store_some(y + i, EXPRESSION, count - i);                           \
    }                                                                     \
    return;                                                               \
  }

/** y = f(x); x and y may be the same. */
EXPORT(elementwise) void elementwise(int f, const float *x, float *y, int count, float alpha) {
  const v128_t zero = SPLAT(0), one = SPLAT(1), slope = wasm_f32x4_splat(alpha);
  switch (f) {
    case 0: FOR_EACH(exp_four(v))
    case 1: FOR_EACH(log_four(v))
    case 2: FOR_EACH(log1p_four(v))
    case 3: FOR_EACH(tanh_four(v))
    case 4: FOR_EACH(sigmoid_four(v))
    case 5: FOR_EACH(softplus_four(v))
    case 6: FOR_EACH(erf_four(v))
    case 7: FOR_EACH(wasm_v128_bitselect(wasm_f32x4_mul(v, slope), v, wasm_f32x4_lt(v, zero)))
    case 8: FOR_EACH(wasm_v128_bitselect(wasm_f32x4_sub(exp_four(v), one), v, wasm_f32x4_lt(v, zero)))
    case 9: FOR_EACH(wasm_f32x4_sqrt(v))
    case 10: FOR_EACH(wasm_f32x4_div(one, wasm_f32x4_sqrt(v)))
    case 11: FOR_EACH(wasm_f32x4_div(one, v))
  }
}

#define FOR_EACH_GRADIENT(EXPRESSION)                                     \
  {                                                                       \
    int i = 0;                                                            \
    for (; i + LANES <= count; i += LANES) {                              \
      const v128_t g = load(dy + i), v = load(saved + i);                 \
      store(dx + i, EXPRESSION);                                          \
    }                                                                     \
    if (i < count) {                                                      \
      const v128_t g = load_some(dy + i, count - i), v = load_some(saved + i, count - i); \
      store_some(dx + i, EXPRESSION, count - i);                          \
    }                                                                     \
    return;                                                               \
  }

/**
 * dx = dy * f'(x), from what the forward pass saved: its input for relu6 and leakyRelu, either for relu, else its output.
 */
EXPORT(activation_gradient)
void activation_gradient(int f, const float *dy, const float *saved, float *dx, int count, float alpha) {
  const v128_t zero = SPLAT(0), one = SPLAT(1), six = SPLAT(6), slope = wasm_f32x4_splat(alpha);
  switch (f) {
    case 0: FOR_EACH_GRADIENT(keep_nan(v, wasm_v128_and(g, wasm_f32x4_gt(v, zero))))
    case 1: FOR_EACH_GRADIENT(keep_nan(v, wasm_v128_and(g, wasm_v128_and(wasm_f32x4_gt(v, zero), wasm_f32x4_le(v, six)))))
    case 2: FOR_EACH_GRADIENT(wasm_v128_bitselect(g, wasm_f32x4_mul(g, slope), wasm_f32x4_gt(v, zero)))
    case 3: FOR_EACH_GRADIENT(wasm_v128_bitselect(g, wasm_f32x4_mul(g, wasm_f32x4_add(v, one)), wasm_f32x4_ge(v, zero)))
    case 4: FOR_EACH_GRADIENT(wasm_f32x4_mul(g, wasm_f32x4_mul(v, wasm_f32x4_sub(one, v))))
    case 5: FOR_EACH_GRADIENT(wasm_f32x4_mul(g, wasm_f32x4_sub(one, wasm_f32x4_mul(v, v))))
  }
}
