#include "tile.h"

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

/** Two full lanes into half a vector column of a panel. */
static inline void pack_two(const float *source, int laneStride, int depthStride, int depth, float *to, int width) {
  for (int k = 0; k < depth; k++) {
    to[k * width] = source[k * depthStride];
    to[k * width + 1] = source[laneStride + k * depthStride];
  }
}

static inline void pack_some(const float *source, int laneStride, int depthStride, int count, int depth, float *to,
                             int width, int columns) {
  for (int k = 0; k < depth; k++) {
    for (int i = 0; i < columns; i++) to[k * width + i] = i < count ? source[i * laneStride + k * depthStride] : 0;
  }
}

static inline void pack(const float *source, int laneStride, int depthStride, int lanes, int depth, float *panels,
                        int width) {
  for (int first = 0; first < lanes; first += width) {
    for (int column = 0; column < width; column += LANES) {
      const int lane = first + column, columns = min_int(LANES, width - column);
      const int count = max_int(0, min_int(columns, lanes - lane));
      float *to = panels + first * depth + column;
      const float *from = source + lane * laneStride;
      if (count < columns) pack_some(from, laneStride, depthStride, count, depth, to, width, columns);
      else if (columns == LANES) pack_four(from, laneStride, depthStride, depth, to, width);
      else pack_two(from, laneStride, depthStride, depth, to, width);
    }
  }
}

void pack_left(const float *source, int laneStride, int depthStride, int lanes, int depth, float *panels) {
  pack(source, laneStride, depthStride, lanes, depth, panels, TILE_ROWS);
}

void pack_right(const float *source, int laneStride, int depthStride, int lanes, int depth, float *panels) {
  pack(source, laneStride, depthStride, lanes, depth, panels, TILE_COLS);
}

const float *pad_bias(const float *bias, int cols, float *to) {
  if (!bias) return 0;
  for (int i = 0; i < round_up(cols, TILE_COLS); i++) to[i] = i < cols ? bias[i] : 0;
  return to;
}

void multiply_and_finish(int rows, int cols, int depth, const float *left, int leftStride, const float *right,
                         float *out, int pitch, int accumulate, const float *bias, int activation, float alpha,
                         float *edge) {
  for (int col = 0; col < cols; col += TILE_COLS) {
    const float *panel = right + col * depth;
    const int validCols = min_int(TILE_COLS, cols - col);
    const Finish finish = {bias ? bias + col : 0, activation, alpha};
    for (int row = 0; row < rows; row += TILE_ROWS) {
      const int validRows = min_int(TILE_ROWS, rows - row);
      float *to = out + row * pitch + col;
      Tile tile;
      clear_tile(&tile);
      if (leftStride) {
        const Rows from = rows_at(left + row * leftStride, leftStride, validRows);
        accumulate_rows(&tile, from, panel, TILE_COLS, depth);
      } else {
        accumulate_columns(&tile, left + row * depth, TILE_ROWS, panel, TILE_COLS, depth);
      }
      if (accumulate) {
        if (validRows == TILE_ROWS && validCols == TILE_COLS) {
          add_to_tile(&tile, to, pitch);
        } else {
          for (int i = 0; i < validRows; i++) {
            for (int j = 0; j < validCols; j++) edge[i * TILE_COLS + j] = to[i * pitch + j];
          }
          add_to_tile(&tile, edge, TILE_COLS);
        }
      }
      finish_tile(&tile, finish);
      store_corner(&tile, validRows, validCols, to, pitch, edge);
    }
  }
}

void multiply_panels(int rows, int cols, int depth, const float *left, const float *right, float *out, int pitch,
                     int accumulate, float *edge) {
  multiply_and_finish(rows, cols, depth, left, 0, right, out, pitch, accumulate, 0, FINISH_LINEAR, 0, edge);
}

void add_product(int rows, int cols, int depth, const float *left, const float *right, float *out, float *edge) {
  for (int col = 0; col < cols; col += TILE_COLS) {
    const float *panel = right + col * depth;
    const int validCols = min_int(TILE_COLS, cols - col);
    for (int row = 0; row < rows; row += TILE_ROWS) {
      const int validRows = min_int(TILE_ROWS, rows - row);
      float *to = out + row * cols + col;
      Tile tile;
      clear_tile(&tile);
      // The last rows read beyond a column: into the next one, or the floats after the last. They are never stored.
      accumulate_columns(&tile, left + row, rows, panel, TILE_COLS, depth);
      if (validRows == TILE_ROWS && validCols == TILE_COLS) {
        add_to_tile(&tile, to, cols);
        store_tile(&tile, to, cols);
        continue;
      }
      store_tile(&tile, edge, TILE_COLS);
      for (int i = 0; i < validRows; i++) {
        for (int j = 0; j < validCols; j++) to[i * cols + j] += edge[i * TILE_COLS + j];
      }
    }
  }
}

/** Bytes of scratch for matmul. */
EXPORT(matmul_scratch_bytes) int32_t matmul_scratch_bytes(int rows, int cols, int depth) {
  const int blockDepth = min_int(depth, BLOCK_DEPTH);
  const int left = round_up(min_int(rows, BLOCK_ROWS), TILE_ROWS) * blockDepth;
  const int right = round_up(min_int(cols, BLOCK_COLS), TILE_COLS) * blockDepth;
  return (left + right + EDGE_TILE + round_up(cols, TILE_COLS)) * (int)sizeof(float);
}

/**
 * out[rows, cols] = activation(A * B + bias[cols]) with A(i, k) = a[i * aRow + k * aCol] and
 * B(k, j) = b[k * bRow + j * bCol]: a transposed operand is the same memory with its two strides exchanged. bias may
 * be 0; activation is one of tile.h. Rows of out are pitch floats apart. depth 0 gives activation(bias).
 */
EXPORT(matmul)
void matmul(const float *a, int aRow, int aCol, const float *b, int bRow, int bCol, float *out, int pitch, int rows,
            int cols, int depth, float *scratch, const float *bias, int activation, float alpha) {
  float *edge = scratch, *padded = edge + EDGE_TILE, *left = padded + round_up(cols, TILE_COLS);
  float *right = left + round_up(min_int(rows, BLOCK_ROWS), TILE_ROWS) * min_int(depth, BLOCK_DEPTH);
  const float *allBias = pad_bias(bias, cols, padded);
  const int steps = max_int(1, depth);
  for (int col = 0; col < cols; col += BLOCK_COLS) {
    const int blockCols = min_int(BLOCK_COLS, cols - col);
    for (int k = 0; k < steps; k += BLOCK_DEPTH) {
      const int blockDepth = min_int(BLOCK_DEPTH, depth - k);
      const int isLast = k + BLOCK_DEPTH >= steps;
      const float *blockBias = isLast && allBias ? allBias + col : 0;
      pack_right(b + k * bRow + col * bCol, bCol, bRow, blockCols, blockDepth, right);
      for (int row = 0; row < rows; row += BLOCK_ROWS) {
        const int blockRows = min_int(BLOCK_ROWS, rows - row);
        const float *from = a + row * aRow + k * aCol;
        const int isInPlace = aCol == 1 && aRow > 0;
        if (!isInPlace) pack_left(from, aRow, aCol, blockRows, blockDepth, left);
        multiply_and_finish(blockRows, blockCols, blockDepth, isInPlace ? from : left, isInPlace ? aRow : 0, right,
                            out + row * pitch + col, pitch, k > 0, blockBias, isLast ? activation : FINISH_LINEAR,
                            alpha, edge);
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
