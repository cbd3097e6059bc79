#include "gemm.h"

// Block sizes in elements: a left block (96 KiB) stays in L2, one right panel (8 KiB) in L1.
#define BLOCK_ROWS 96
#define BLOCK_DEPTH 256
#define BLOCK_COLS 512

/** Writes the transpose of four vectors to to, to + width, to + 2 * width, to + 3 * width. */
static inline void store_transposed(v128_t a, v128_t b, v128_t c, v128_t d, float *to, int width) {
  const v128_t ab0 = wasm_i32x4_shuffle(a, b, 0, 4, 1, 5), ab1 = wasm_i32x4_shuffle(a, b, 2, 6, 3, 7);
  const v128_t cd0 = wasm_i32x4_shuffle(c, d, 0, 4, 1, 5), cd1 = wasm_i32x4_shuffle(c, d, 2, 6, 3, 7);
  store(to, wasm_i64x2_shuffle(ab0, cd0, 0, 2));
  store(to + width, wasm_i64x2_shuffle(ab0, cd0, 1, 3));
  store(to + 2 * width, wasm_i64x2_shuffle(ab1, cd1, 0, 2));
  store(to + 3 * width, wasm_i64x2_shuffle(ab1, cd1, 1, 3));
}

/** Four full lanes into one vector column of a panel. */
static inline void pack_four(const float *source, int laneStride, int depthStride, int depth, float *to, int width) {
  int k = 0;
  if (laneStride == 1) {
    for (; k < depth; k++) store(to + k * width, load(source + k * depthStride));
    return;
  }
  if (depthStride == 1) {
    const float *a = source, *b = a + laneStride, *c = b + laneStride, *d = c + laneStride;
    for (; k + LANES <= depth; k += LANES) {
      store_transposed(load(a + k), load(b + k), load(c + k), load(d + k), to + k * width, width);
    }
  }
  for (; k < depth; k++) {
    for (int lane = 0; lane < LANES; lane++) to[k * width + lane] = source[lane * laneStride + k * depthStride];
  }
}

static inline void pack(const float *source, int laneStride, int depthStride, int lanes, int depth, float *panels,
                        int width) {
  for (int first = 0; first < lanes; first += width) {
    for (int column = 0; column < width; column += LANES) {
      const int lane = first + column, count = min_int(LANES, lanes - lane);
      float *to = panels + first * depth + column;
      const float *from = source + lane * laneStride;
      if (count == LANES) {
        pack_four(from, laneStride, depthStride, depth, to, width);
        continue;
      }
      for (int k = 0; k < depth; k++) {
        for (int i = 0; i < LANES; i++) to[k * width + i] = i < count ? from[i * laneStride + k * depthStride] : 0;
      }
    }
  }
}

void pack_left(const float *source, int laneStride, int depthStride, int lanes, int depth, float *panels) {
  pack(source, laneStride, depthStride, lanes, depth, panels, TILE_ROWS);
}

void pack_right(const float *source, int laneStride, int depthStride, int lanes, int depth, float *panels) {
  pack(source, laneStride, depthStride, lanes, depth, panels, TILE_COLS);
}

static inline void put(float *to, v128_t value, int accumulate) {
  store(to, accumulate ? wasm_f32x4_add(load(to), value) : value);
}

/** One TILE_ROWS x TILE_COLS tile; the accumulators are spelled out so that none of them reaches memory. */
static inline void multiply_tile(int depth, const float *left, const float *right, float *out, int pitch,
                                 int accumulate) {
  v128_t r0a = wasm_f32x4_const_splat(0), r0b = r0a, r1a = r0a, r1b = r0a, r2a = r0a, r2b = r0a, r3a = r0a, r3b = r0a;
#pragma clang loop unroll_count(4)
  for (int k = 0; k < depth; k++) {
    const v128_t a = load(right + k * TILE_COLS), b = load(right + k * TILE_COLS + LANES);
    const v128_t s0 = wasm_v128_load32_splat(left + k * TILE_ROWS);
    r0a = multiply_add(s0, a, r0a);
    r0b = multiply_add(s0, b, r0b);
    const v128_t s1 = wasm_v128_load32_splat(left + k * TILE_ROWS + 1);
    r1a = multiply_add(s1, a, r1a);
    r1b = multiply_add(s1, b, r1b);
    const v128_t s2 = wasm_v128_load32_splat(left + k * TILE_ROWS + 2);
    r2a = multiply_add(s2, a, r2a);
    r2b = multiply_add(s2, b, r2b);
    const v128_t s3 = wasm_v128_load32_splat(left + k * TILE_ROWS + 3);
    r3a = multiply_add(s3, a, r3a);
    r3b = multiply_add(s3, b, r3b);
  }
  put(out, r0a, accumulate), put(out + LANES, r0b, accumulate), out += pitch;
  put(out, r1a, accumulate), put(out + LANES, r1b, accumulate), out += pitch;
  put(out, r2a, accumulate), put(out + LANES, r2b, accumulate), out += pitch;
  put(out, r3a, accumulate), put(out + LANES, r3b, accumulate);
}

void multiply_panels(int rows, int cols, int depth, const float *left, const float *right, float *out, int pitch,
                     int accumulate, float *edge) {
  for (int col = 0; col < cols; col += TILE_COLS) {
    const float *rightPanel = right + col * depth;
    const int validCols = min_int(TILE_COLS, cols - col);
    for (int row = 0; row < rows; row += TILE_ROWS) {
      const int validRows = min_int(TILE_ROWS, rows - row);
      float *to = out + row * pitch + col;
      if (validRows == TILE_ROWS && validCols == TILE_COLS) {
        multiply_tile(depth, left + row * depth, rightPanel, to, pitch, accumulate);
        continue;
      }
      multiply_tile(depth, left + row * depth, rightPanel, edge, TILE_COLS, 0);
      for (int i = 0; i < validRows; i++) {
        for (int j = 0; j < validCols; j++) {
          const float value = edge[i * TILE_COLS + j];
          to[i * pitch + j] = accumulate ? to[i * pitch + j] + value : value;
        }
      }
    }
  }
}

/** Bytes of scratch for matmul. */
EXPORT(matmul_scratch_bytes) int32_t matmul_scratch_bytes(int rows, int cols, int depth) {
  const int blockDepth = min_int(depth, BLOCK_DEPTH);
  const int left = round_up(min_int(rows, BLOCK_ROWS), TILE_ROWS) * blockDepth;
  const int right = round_up(min_int(cols, BLOCK_COLS), TILE_COLS) * blockDepth;
  return (left + right + EDGE_TILE) * (int)sizeof(float);
}

/**
 * out[rows, cols] = A * B with A(i, k) = a[i * aRow + k * aCol] and B(k, j) = b[k * bRow + j * bCol]: a transposed
 * operand is the same memory with its two strides exchanged. Rows of out are pitch floats apart. depth 0 gives zeros.
 */
EXPORT(matmul)
void matmul(const float *a, int aRow, int aCol, const float *b, int bRow, int bCol, float *out, int pitch, int rows,
            int cols, int depth, float *scratch) {
  for (int row = 0; depth == 0 && row < rows; row++) fill_zero(out + row * pitch, cols);
  float *edge = scratch, *left = edge + EDGE_TILE;
  float *right = left + round_up(min_int(rows, BLOCK_ROWS), TILE_ROWS) * min_int(depth, BLOCK_DEPTH);
  for (int col = 0; col < cols; col += BLOCK_COLS) {
    const int blockCols = min_int(BLOCK_COLS, cols - col);
    for (int k = 0; k < depth; k += BLOCK_DEPTH) {
      const int blockDepth = min_int(BLOCK_DEPTH, depth - k);
      pack_right(b + k * bRow + col * bCol, bCol, bRow, blockCols, blockDepth, right);
      for (int row = 0; row < rows; row += BLOCK_ROWS) {
        const int blockRows = min_int(BLOCK_ROWS, rows - row);
        pack_left(a + row * aRow + k * aCol, aRow, aCol, blockRows, blockDepth, left);
        multiply_panels(blockRows, blockCols, blockDepth, left, right, out + row * pitch + col, pitch, k > 0, edge);
      }
    }
  }
}

/** The same for int32, modulo 2^32 as in tfjs's cpu backend; out must not overlap the operands. */
EXPORT(matmul_int32)
void matmul_int32(const int32_t *a, int aRow, int aCol, const int32_t *b, int bRow, int bCol, int32_t *restrict out,
                  int pitch, int rows, int cols, int depth) {
  for (int i = 0; i < rows; i++) {
    uint32_t *to = (uint32_t *)out + i * pitch;
    __builtin_memset(to, 0, (uint32_t)cols * sizeof(*to));
    for (int k = 0; k < depth; k++) {
      const uint32_t factor = (uint32_t)a[i * aRow + k * aCol];
      for (int j = 0; j < cols; j++) to[j] += factor * (uint32_t)b[k * bRow + j * bCol];
    }
  }
}
