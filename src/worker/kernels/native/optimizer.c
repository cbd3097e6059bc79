// One pass over the weights for an update; tfjs's own takes three to twelve. Each function reads the weights w, the
// optimiser's state and the gradient g, and writes the new weights and state to memory of their own, since tensors a
// learner keeps may share w. Formulas as in tfjs, so that a training gives the same curve with and without these kernels.
#include "simd.h"

/**
 * Kingma and Ba, "Adam: A Method for Stochastic Optimization" (2015), algorithm 1:
 *   m' = beta1 * m + (1 - beta1) * g          v' = beta2 * v + (1 - beta2) * g^2
 *   w' = w - rate * (m' / correction1) / (sqrt(v' / correction2) + epsilon)
 * where correction1 = 1 - beta1^t and correction2 = 1 - beta2^t.
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

/** Runs BODY for each four weights and once for the rest; AT(p) loads, PUT(p, value) stores what belongs to the step. */
#define FOR_EACH_FOUR(BODY)                                 \
  {                                                         \
    int i = 0;                                              \
    for (; i + LANES <= count; i += LANES) {                \
      BODY(LOAD_ALL, STORE_ALL)                             \
    }                                                       \
    if (i < count) {                                        \
      BODY(LOAD_REST, STORE_REST)                           \
    }                                                       \
  }
#define LOAD_ALL(p) load((p) + i)
#define STORE_ALL(p, value) store((p) + i, value)
#define LOAD_REST(p) load_some((p) + i, count - i)
#define STORE_REST(p, value) store_some((p) + i, value, count - i)

/** Gradient descent: w' = w - rate * g. */
EXPORT(sgd_step) void sgd_step(const float *w, const float *g, float *newW, int count, float rate) {
  const v128_t r = wasm_f32x4_splat(rate);
#define STEP(AT, PUT) PUT(newW, wasm_f32x4_sub(AT(w), wasm_f32x4_mul(r, AT(g))));
  FOR_EACH_FOUR(STEP)
#undef STEP
}

/** a' = momentum * a + g; w' = w - rate * a', or with Nesterov's look ahead w - rate * (g + momentum * a'). */
EXPORT(momentum_step)
void momentum_step(const float *w, const float *a, const float *g, float *newW, float *newA, int count, float rate,
                   float momentum, int isNesterov) {
  const v128_t r = wasm_f32x4_splat(rate), m = wasm_f32x4_splat(momentum);
#define STEP(AT, PUT)                                                                      \
  const v128_t gradient = AT(g), speed = multiply_add(m, AT(a), gradient);                 \
  const v128_t direction = isNesterov ? multiply_add(speed, m, gradient) : speed;          \
  PUT(newA, speed);                                                                        \
  PUT(newW, wasm_f32x4_sub(AT(w), wasm_f32x4_mul(r, direction)));
  FOR_EACH_FOUR(STEP)
#undef STEP
}

/** Tieleman and Hinton's RMSProp: s' = decay * s + (1 - decay) * g^2, m' = momentum * m + rate * g / sqrt(s' + epsilon). */
EXPORT(rmsprop_step)
void rmsprop_step(const float *w, const float *s, const float *m, const float *g, float *newW, float *newS,
                  float *newM, int count, float rate, float decay, float momentum, float epsilon) {
  const v128_t r = wasm_f32x4_splat(rate), d = wasm_f32x4_splat(decay), n = wasm_f32x4_splat(1 - decay);
  const v128_t mu = wasm_f32x4_splat(momentum), e = wasm_f32x4_splat(epsilon);
#define STEP(AT, PUT)                                                                                         \
  const v128_t gradient = AT(g);                                                                              \
  const v128_t square = multiply_add(wasm_f32x4_mul(gradient, gradient), n, wasm_f32x4_mul(AT(s), d));        \
  const v128_t scale = wasm_f32x4_sqrt(wasm_f32x4_add(square, e));                                            \
  const v128_t moment =                                                                                       \
      wasm_f32x4_add(wasm_f32x4_mul(AT(m), mu), wasm_f32x4_div(wasm_f32x4_mul(gradient, r), scale));          \
  PUT(newS, square);                                                                                          \
  PUT(newM, moment);                                                                                          \
  PUT(newW, wasm_f32x4_sub(AT(w), moment));
  FOR_EACH_FOUR(STEP)
#undef STEP
}

/** The same with the variance of the gradient below the root: s' - (c'^2 + epsilon), c' = decay * c + (1 - decay) * g. */
EXPORT(centered_rmsprop_step)
void centered_rmsprop_step(const float *w, const float *s, const float *m, const float *c, const float *g, float *newW,
                           float *newS, float *newM, float *newC, int count, float rate, float decay, float momentum,
                           float epsilon) {
  const v128_t r = wasm_f32x4_splat(rate), d = wasm_f32x4_splat(decay), n = wasm_f32x4_splat(1 - decay);
  const v128_t mu = wasm_f32x4_splat(momentum), e = wasm_f32x4_splat(epsilon);
#define STEP(AT, PUT)                                                                                         \
  const v128_t gradient = AT(g);                                                                              \
  const v128_t square = multiply_add(wasm_f32x4_mul(gradient, gradient), n, wasm_f32x4_mul(AT(s), d));        \
  const v128_t mean = multiply_add(gradient, n, wasm_f32x4_mul(AT(c), d));                                    \
  const v128_t scale = wasm_f32x4_sqrt(wasm_f32x4_sub(square, multiply_add(mean, mean, e)));                  \
  const v128_t moment =                                                                                       \
      wasm_f32x4_add(wasm_f32x4_mul(AT(m), mu), wasm_f32x4_div(wasm_f32x4_mul(gradient, r), scale));          \
  PUT(newS, square);                                                                                          \
  PUT(newC, mean);                                                                                            \
  PUT(newM, moment);                                                                                          \
  PUT(newW, wasm_f32x4_sub(AT(w), moment));
  FOR_EACH_FOUR(STEP)
#undef STEP
}

/** Duchi, Hazan and Singer's Adagrad: a' = a + g^2, w' = w - rate * g / sqrt(a' + epsilon). */
EXPORT(adagrad_step)
void adagrad_step(const float *w, const float *a, const float *g, float *newW, float *newA, int count, float rate,
                  float epsilon) {
  const v128_t r = wasm_f32x4_splat(rate), e = wasm_f32x4_splat(epsilon);
#define STEP(AT, PUT)                                                                              \
  const v128_t gradient = AT(g), sum = multiply_add(gradient, gradient, AT(a));                    \
  const v128_t scaled = wasm_f32x4_div(gradient, wasm_f32x4_sqrt(wasm_f32x4_add(sum, e)));         \
  PUT(newA, sum);                                                                                  \
  PUT(newW, wasm_f32x4_sub(AT(w), wasm_f32x4_mul(scaled, r)));
  FOR_EACH_FOUR(STEP)
#undef STEP
}
