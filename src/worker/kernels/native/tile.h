// The register tile every multiplication is made of: TILE_ROWS x TILE_COLS sums of products. Its left operand is read
// element by element and its right one as two vectors a step, both in place when they lie in memory with a regular step.
#ifndef TRAINING_TILE_H
#define TRAINING_TILE_H

#include "gemm.h"

#define INLINE static inline __attribute__((always_inline))
#define EACH_ROW(i) _Pragma("clang loop unroll(full)") for (int i = 0; i < TILE_ROWS; i++)

/** Columns 0-3 and 4-7 of each row. It lives in registers, since every function here is inlined. */
typedef struct {
  v128_t a[TILE_ROWS], b[TILE_ROWS];
} Tile;

/** Where each row of a tile reads its next element. */
typedef struct {
  const float *row[TILE_ROWS];
} Rows;

/** What happens to a finished sum: a bias is added (0: none), then the activation applied (one of the enum). */
typedef struct {
  const float *bias;
  int activation;
  float alpha;
} Finish;

/** Numbers of fusedFinish.ts. */
enum { FINISH_LINEAR = 0, FINISH_RELU = 1, FINISH_RELU6 = 2, FINISH_LEAKY_RELU = 3 };

INLINE void clear_tile(Tile *t) {
  EACH_ROW(i) t->a[i] = t->b[i] = wasm_f32x4_const_splat(0);
}

/** Rows `stride` floats apart; those beyond the last of `count` repeat the first, and their sums are never stored. */
INLINE Rows rows_at(const float *left, int stride, int count) {
  Rows rows;
  EACH_ROW(i) rows.row[i] = left + (i < count ? i * stride : 0);
  return rows;
}

INLINE void accumulate_step(Tile *t, const Rows *rows, int at, const float *right) {
  const v128_t a = load(right), b = load(right + LANES);
  EACH_ROW(i) {
    const v128_t s = wasm_v128_load32_splat(rows->row[i] + at);
    t->a[i] = multiply_add(s, a, t->a[i]);
    t->b[i] = multiply_add(s, b, t->b[i]);
  }
}

/*
 * The loops over k stay rolled, and the tile at 4 x 8: V8 then keeps all eight sums in registers. Unrolled by 4, or with six
 * rows, it moves some of them to memory (measured on Node 20: 66 GFLOP/s a core against 48 to 51).
 */

/** tile(i, j) += sum over k < depth of rows.row[i][k] * right[k * rightStep + j] */
INLINE void accumulate_rows(Tile *t, Rows rows, const float *right, int rightStep, int depth) {
#pragma clang loop unroll(disable)
  for (int k = 0; k < depth; k++, right += rightStep) {
    accumulate_step(t, &rows, 0, right);
    EACH_ROW(i) rows.row[i]++;
  }
}

/** tile(i, j) += sum over k < depth of left[k * leftStep + i] * right[k * rightStep + j] */
INLINE void accumulate_columns(Tile *t, const float *left, int leftStep, const float *right, int rightStep, int depth) {
#pragma clang loop unroll(disable)
  for (int k = 0; k < depth; k++) {
    const v128_t a = load(right), b = load(right + LANES);
    EACH_ROW(i) {
      const v128_t s = wasm_v128_load32_splat(left + i);
      t->a[i] = multiply_add(s, a, t->a[i]);
      t->b[i] = multiply_add(s, b, t->b[i]);
    }
    left += leftStep;
    right += rightStep;
  }
}

INLINE v128_t finish_activation(v128_t x, int activation, float alpha) {
  const v128_t zero = wasm_f32x4_const_splat(0);
  // pmax keeps NaN as the cpu backend does: the comparison 0 < NaN is false, so NaN stays.
  if (activation == FINISH_RELU) return wasm_f32x4_pmax(x, zero);
  if (activation == FINISH_RELU6) return wasm_f32x4_pmin(wasm_f32x4_pmax(x, zero), wasm_f32x4_const_splat(6));
  if (activation == FINISH_LEAKY_RELU) {
    return wasm_v128_bitselect(wasm_f32x4_mul(x, wasm_f32x4_splat(alpha)), x, wasm_f32x4_lt(x, zero));
  }
  return x;
}

INLINE void add_to_tile(Tile *t, const float *sums, int pitch) {
  EACH_ROW(i) {
    t->a[i] = wasm_f32x4_add(load(sums + i * pitch), t->a[i]);
    t->b[i] = wasm_f32x4_add(load(sums + i * pitch + LANES), t->b[i]);
  }
}

/** Bias and activation; bias points at the tile's first column and has TILE_COLS readable floats. */
INLINE void finish_tile(Tile *t, Finish finish) {
  if (finish.bias) {
    const v128_t a = load(finish.bias), b = load(finish.bias + LANES);
    EACH_ROW(i) {
      t->a[i] = wasm_f32x4_add(t->a[i], a);
      t->b[i] = wasm_f32x4_add(t->b[i], b);
    }
  }
  if (finish.activation == FINISH_LINEAR) return;
  EACH_ROW(i) {
    t->a[i] = finish_activation(t->a[i], finish.activation, finish.alpha);
    t->b[i] = finish_activation(t->b[i], finish.activation, finish.alpha);
  }
}

INLINE void store_tile(const Tile *t, float *to, int pitch) {
  EACH_ROW(i) {
    store(to + i * pitch, t->a[i]);
    store(to + i * pitch + LANES, t->b[i]);
  }
}

/** Stores the top left rows x cols corner of a tile at out[.., pitch]. edge: EDGE_TILE floats of scratch. */
INLINE void store_corner(const Tile *t, int rows, int cols, float *out, int pitch, float *edge) {
  if (rows == TILE_ROWS && cols == TILE_COLS) {
    store_tile(t, out, pitch);
    return;
  }
  store_tile(t, edge, TILE_COLS);
  for (int i = 0; i < rows; i++) {
    for (int j = 0; j < cols; j++) out[i * pitch + j] = edge[i * TILE_COLS + j];
  }
}

#endif
