// One pass over the weights for an Adam update; tfjs's own takes a dozen.
#include "simd.h"

/**
 * Kingma and Ba, "Adam: A Method for Stochastic Optimization" (2015), algorithm 1:
 *   m' = beta1 * m + (1 - beta1) * g          v' = beta2 * v + (1 - beta2) * g^2
 *   w' = w - rate * (m' / correction1) / (sqrt(v' / correction2) + epsilon)
 * where correction1 = 1 - beta1^t and correction2 = 1 - beta2^t. The results have memory of their own, since tensors a
 * learner keeps may share w.
 */
EXPORT(adam_step)
void adam_step(const float *w, const float *m, const float *v, const float *g, float *newW, float *newM, float *newV,
               int count, float rate, float beta1, float beta2, float epsilon, float correction1, float correction2) {
  const v128_t b1 = wasm_f32x4_splat(beta1), n1 = wasm_f32x4_splat(1 - beta1);
  const v128_t b2 = wasm_f32x4_splat(beta2), n2 = wasm_f32x4_splat(1 - beta2);
  const v128_t c1 = wasm_f32x4_splat(correction1), c2 = wasm_f32x4_splat(correction2);
  const v128_t e = wasm_f32x4_splat(epsilon), r = wasm_f32x4_splat(rate);
  int i = 0;
  for (; i + LANES <= count; i += LANES) {
    const v128_t gradient = load(g + i);
    const v128_t first = multiply_add(n1, gradient, wasm_f32x4_mul(b1, load(m + i)));
    const v128_t second = multiply_add(n2, wasm_f32x4_mul(gradient, gradient), wasm_f32x4_mul(b2, load(v + i)));
    const v128_t root = wasm_f32x4_add(wasm_f32x4_sqrt(wasm_f32x4_div(second, c2)), e);
    store(newM + i, first);
    store(newV + i, second);
    store(newW + i, wasm_f32x4_sub(load(w + i), wasm_f32x4_mul(r, wasm_f32x4_div(wasm_f32x4_div(first, c1), root))));
  }
  for (; i < count; i++) {
    newM[i] = beta1 * m[i] + (1 - beta1) * g[i];
    newV[i] = beta2 * v[i] + (1 - beta2) * (g[i] * g[i]);
    newW[i] = w[i] - rate * ((newM[i] / correction1) / (__builtin_sqrtf(newV[i] / correction2) + epsilon));
  }
}
