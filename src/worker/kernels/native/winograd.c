// With d a 4 x 4 piece of the input and g a 3 x 3 filter, four neighbouring outputs are
//   y = A^T [(G g G^T) * (B^T d B)] A        (* element by element)
// Summed over channels, each of the 16 elements is a matrix product of its own. The transforms are linear, so that the
// gradient of the filter is G^T [(A dy A^T) * (B^T d B)] G, summed over all pieces.
#include "winograd.h"
#include "tile.h"

#define ELEMENTS 16
#define SIDE 4

typedef struct {
  v128_t at[SIDE][SIDE];
} Piece;

INLINE v128_t plus(v128_t a, v128_t b) { return wasm_f32x4_add(a, b); }
INLINE v128_t minus(v128_t a, v128_t b) { return wasm_f32x4_sub(a, b); }
INLINE v128_t halved(v128_t a) { return wasm_f32x4_mul(a, wasm_f32x4_const_splat(0.5f)); }

#define UNROLLED(i, end) _Pragma("clang loop unroll(full)") for (int i = 0; i < end; i++)

static inline int tiles_down(const Geometry *g) { return (g->outHeight + 1) / 2; }
static inline int tiles_across(const Geometry *g) { return (g->outWidth + 1) / 2; }

int winograd_suits(const Geometry *g) {
  const int isPlain = g->filterHeight == 3 && g->filterWidth == 3 && g->strideHeight == 1 && g->strideWidth == 1 &&
                      g->dilationHeight == 1 && g->dilationWidth == 1;
  const int isWide = g->inChannels >= 16 && g->outChannels >= 16 && g->inChannels % 8 == 0 && g->outChannels % 8 == 0;
  // A crop by a negative padding has no counterpart here.
  const int isPadded = g->padTop >= 0 && g->padTop <= 2 && g->padLeft >= 0 && g->padLeft <= 2;
  if (!isPlain || !isWide || !isPadded) return 0;
  // 9 multiplications an output against 16 a tile, less a margin for the transforms.
  return 9 * g->outHeight * g->outWidth * 10 >= 16 * tiles_down(g) * tiles_across(g) * 16;
}

/** Tiles whose transforms stay in the cache together. */
static int chunk_tiles(const Geometry *g) {
  const int tiles = 6144 / (g->inChannels + g->outChannels);
  return round_up(max_int(12, min_int(96, tiles)), TILE_ROWS);
}

int winograd_scratch_bytes(const Geometry *g) {
  const int channels = g->inChannels + g->outChannels;
  const int floats = EDGE_TILE + TILE_ROWS + (int)(sizeof(Geometry) / sizeof(float)) + channels +
                     ELEMENTS * (channels + g->inChannels * g->outChannels + chunk_tiles(g) * channels);
  return floats * (int)sizeof(float);
}

/** A tile of 2 x 2 outputs. */
typedef struct {
  int image, row, col;
} Place;

INLINE Place place_at(const Geometry *g, int tile) {
  const int across = tiles_across(g), down = tiles_down(g);
  Place place = {tile / (across * down), tile / across % down * 2, tile % across * 2};
  return place;
}

INLINE void next_place(const Geometry *g, Place *place) {
  place->col += 2;
  if (place->col < g->outWidth) return;
  place->col = 0;
  place->row += 2;
  if (place->row < g->outHeight) return;
  place->row = 0;
  place->image++;
}

/** The `rows` x `cols` pixels at (row, col) of one image with zeros around it, copied to `to` when any is outside. */
INLINE const float *pixels_at(const float *image, int height, int width, int channels, int row, int col, int side,
                              float *to) {
  if (row >= 0 && col >= 0 && row + side <= height && col + side <= width) return image + (row * width + col) * channels;
  for (int i = 0; i < side; i++) {
    for (int j = 0; j < side; j++, to += channels) {
      const int isInside = row + i >= 0 && row + i < height && col + j >= 0 && col + j < width;
      if (isInside) copy_run(to, image + ((row + i) * width + col + j) * channels, channels);
      else fill_few(to, channels);
    }
  }
  return to - side * side * channels;
}

/** B^T d B of `count` tiles: element e of tile t and channel c at v[(e * count + t) * channels + c]. */
static void transform_input(const Geometry *g, const float *x, int first, int count, float *v, float *border) {
  const int channels = g->inChannels;
  Place place = place_at(g, first);
  for (int t = 0; t < count; t++, next_place(g, &place)) {
    const float *image = x + place.image * g->inHeight * g->inWidth * channels;
    const float *from = pixels_at(image, g->inHeight, g->inWidth, channels, place.row - g->padTop,
                                  place.col - g->padLeft, SIDE, border);
    const int pitch = from == border ? SIDE * channels : g->inWidth * channels;
    for (int c = 0; c < channels; c += LANES) {
      Piece p;
      UNROLLED(j, SIDE) {
        const float *column = from + j * channels + c;
        const v128_t d0 = load(column), d1 = load(column + pitch);
        const v128_t d2 = load(column + 2 * pitch), d3 = load(column + 3 * pitch);
        p.at[0][j] = minus(d0, d2);
        p.at[1][j] = plus(d1, d2);
        p.at[2][j] = minus(d2, d1);
        p.at[3][j] = minus(d1, d3);
      }
      float *to = v + t * channels + c;
      const int step = count * channels;
      UNROLLED(i, SIDE) {
        store(to + (i * SIDE) * step, minus(p.at[i][0], p.at[i][2]));
        store(to + (i * SIDE + 1) * step, plus(p.at[i][1], p.at[i][2]));
        store(to + (i * SIDE + 2) * step, minus(p.at[i][2], p.at[i][1]));
        store(to + (i * SIDE + 3) * step, minus(p.at[i][1], p.at[i][3]));
      }
    }
  }
}

/** A^T m A of `count` tiles with bias and activation, written to y where it is not beyond the image. */
static void transform_output(const Geometry *g, const float *m, int first, int count, float *y, const float *bias,
                             int activation, float alpha) {
  const int channels = g->outChannels, step = count * channels;
  Place place = place_at(g, first);
  for (int t = 0; t < count; t++, next_place(g, &place)) {
    float *to = y + ((place.image * g->outHeight + place.row) * g->outWidth + place.col) * channels;
    const int isWhole = place.col + 1 < g->outWidth, pitch = g->outWidth * channels;
    const int rows = min_int(2, g->outHeight - place.row);
    for (int c = 0; c < channels; c += LANES) {
      const float *from = m + t * channels + c;
      v128_t sums[2][SIDE];
      UNROLLED(j, SIDE) {
        const v128_t m0 = load(from + j * step), m1 = load(from + (SIDE + j) * step);
        const v128_t m2 = load(from + (2 * SIDE + j) * step), m3 = load(from + (3 * SIDE + j) * step);
        sums[0][j] = plus(plus(m0, m1), m2);
        sums[1][j] = minus(minus(m1, m2), m3);
      }
      const v128_t shift = bias ? load(bias + c) : wasm_f32x4_const_splat(0);
      UNROLLED(i, 2) {
        const v128_t left = plus(plus(plus(sums[i][0], sums[i][1]), sums[i][2]), shift);
        const v128_t right = plus(minus(minus(sums[i][1], sums[i][2]), sums[i][3]), shift);
        if (i < rows) store(to + i * pitch + c, finish_activation(left, activation, alpha));
        if (i < rows && isWhole) store(to + i * pitch + channels + c, finish_activation(right, activation, alpha));
      }
    }
  }
}

/** A dy A^T of `count` tiles, as right panels of depth `count` for each element. */
static void transform_gradient(const Geometry *g, const float *dy, int first, int count, float *e, float *border) {
  const int channels = g->outChannels, step = count * channels;
  Place place = place_at(g, first);
  for (int t = 0; t < count; t++, next_place(g, &place)) {
    const float *image = dy + place.image * g->outHeight * g->outWidth * channels;
    const float *from =
        pixels_at(image, g->outHeight, g->outWidth, channels, place.row, place.col, 2, border);
    const int pitch = from == border ? 2 * channels : g->outWidth * channels;
    for (int c = 0; c < channels; c += LANES) {
      v128_t rows[SIDE][2];
      UNROLLED(j, 2) {
        const v128_t e0 = load(from + j * channels + c), e1 = load(from + pitch + j * channels + c);
        rows[0][j] = e0;
        rows[1][j] = plus(e0, e1);
        rows[2][j] = minus(e0, e1);
        rows[3][j] = wasm_f32x4_neg(e1);
      }
      float *to = e + c / TILE_COLS * TILE_COLS * count + t * TILE_COLS + c % TILE_COLS;
      UNROLLED(i, SIDE) {
        store(to + (i * SIDE) * step, rows[i][0]);
        store(to + (i * SIDE + 1) * step, plus(rows[i][0], rows[i][1]));
        store(to + (i * SIDE + 2) * step, minus(rows[i][0], rows[i][1]));
        store(to + (i * SIDE + 3) * step, wasm_f32x4_neg(rows[i][1]));
      }
    }
  }
}

/**
 * G g G^T for every pair of channels, as right panels [outChannels lanes, inChannels deep] for each element. The filter's
 * tap (a, b) of channels (c, o) is w[a * tapRow + b * tapCol + c * inStride + o * outStride].
 */
static void transform_filter(const float *w, int tapRow, int tapCol, int inStride, int outStride, int inChannels,
                             int outChannels, float *u) {
  const int step = inChannels * outChannels;
  for (int c = 0; c < inChannels; c++) {
    for (int o = 0; o < outChannels; o++) {
      const float *g = w + c * inStride + o * outStride;
      float *to = u + o / TILE_COLS * TILE_COLS * inChannels + c * TILE_COLS + o % TILE_COLS;
      float rows[SIDE][3];
      UNROLLED(b, 3) {
        const float g0 = g[b * tapCol], g1 = g[tapRow + b * tapCol], g2 = g[2 * tapRow + b * tapCol];
        rows[0][b] = g0;
        rows[1][b] = 0.5f * (g0 + g1 + g2);
        rows[2][b] = 0.5f * (g0 - g1 + g2);
        rows[3][b] = g2;
      }
      UNROLLED(i, SIDE) {
        to[(i * SIDE) * step] = rows[i][0];
        to[(i * SIDE + 1) * step] = 0.5f * (rows[i][0] + rows[i][1] + rows[i][2]);
        to[(i * SIDE + 2) * step] = 0.5f * (rows[i][0] - rows[i][1] + rows[i][2]);
        to[(i * SIDE + 3) * step] = rows[i][2];
      }
    }
  }
}

/** The convolution of x with transformed filters u. */
static void convolve(const Geometry *g, const float *x, const float *u, float *y, float *scratch, const float *bias,
                     int activation, float alpha) {
  const int in = g->inChannels, out = g->outChannels, chunk = chunk_tiles(g);
  const int tiles = g->batch * tiles_down(g) * tiles_across(g);
  float *edge = scratch, *border = edge + EDGE_TILE, *v = border + ELEMENTS * in, *m = v + ELEMENTS * chunk * in;
  for (int first = 0; first < tiles; first += chunk) {
    const int count = min_int(chunk, tiles - first);
    transform_input(g, x, first, count, v, border);
    for (int e = 0; e < ELEMENTS; e++) {
      multiply_and_finish(count, out, in, v + e * count * in, in, u + e * in * out, m + e * count * out, out, 0, 0,
                          FINISH_LINEAR, 0, edge);
    }
    transform_output(g, m, first, count, y, bias, activation, alpha);
  }
}

void winograd_forward(const Geometry *g, const float *x, const float *w, float *y, float *scratch, const float *bias,
                      int activation, float alpha) {
  const int in = g->inChannels, out = g->outChannels;
  float *u = scratch + ELEMENTS * in * out;
  transform_filter(w, 3 * in * out, in * out, out, 1, in, out, scratch);
  convolve(g, x, scratch, y, u, bias, activation, alpha);
}

void winograd_input_gradient(const Geometry *g, const float *dy, const float *w, float *dx, float *scratch) {
  const int in = g->inChannels, out = g->outChannels;
  Geometry *swapped = (Geometry *)scratch;
  float *u = scratch + sizeof(Geometry) / sizeof(float), *rest = u + ELEMENTS * in * out;
  *swapped = *g;
  swapped->inHeight = g->outHeight, swapped->inWidth = g->outWidth, swapped->inChannels = out;
  swapped->outHeight = g->inHeight, swapped->outWidth = g->inWidth, swapped->outChannels = in;
  swapped->padTop = 2 - g->padTop, swapped->padLeft = 2 - g->padLeft;
  // dx is the convolution of dy with the filter turned by 180 degrees and its channels exchanged.
  const float *lastTap = w + 8 * in * out;
  transform_filter(lastTap, -3 * in * out, -in * out, 1, out, out, in, u);
  convolve(swapped, dy, u, dx, rest, 0, FINISH_LINEAR, 0);
}

/** dw = G^T s G for every pair of channels, four of them at a time. */
static void transform_filter_gradient(const float *s, int pairs, float *dw) {
  for (int at = 0; at < pairs; at += LANES) {
    v128_t rows[3][SIDE];
    UNROLLED(j, SIDE) {
      const v128_t s0 = load(s + j * pairs + at), s1 = load(s + (SIDE + j) * pairs + at);
      const v128_t s2 = load(s + (2 * SIDE + j) * pairs + at), s3 = load(s + (3 * SIDE + j) * pairs + at);
      const v128_t sum = halved(plus(s1, s2));
      rows[0][j] = plus(s0, sum);
      rows[1][j] = halved(minus(s1, s2));
      rows[2][j] = plus(sum, s3);
    }
    UNROLLED(i, 3) {
      const v128_t sum = halved(plus(rows[i][1], rows[i][2]));
      store(dw + (i * 3) * pairs + at, plus(rows[i][0], sum));
      store(dw + (i * 3 + 1) * pairs + at, halved(minus(rows[i][1], rows[i][2])));
      store(dw + (i * 3 + 2) * pairs + at, plus(sum, rows[i][3]));
    }
  }
}

void winograd_filter_gradient(const Geometry *g, const float *x, const float *dy, float *dw, float *scratch) {
  const int in = g->inChannels, out = g->outChannels, chunk = chunk_tiles(g);
  const int tiles = g->batch * tiles_down(g) * tiles_across(g);
  float *edge = scratch, *border = edge + EDGE_TILE, *sums = border + ELEMENTS * max_int(in, out);
  float *v = sums + ELEMENTS * in * out, *e = v + ELEMENTS * chunk * in + TILE_ROWS;
  fill_zero(sums, ELEMENTS * in * out);
  for (int first = 0; first < tiles; first += chunk) {
    const int count = min_int(chunk, tiles - first);
    transform_input(g, x, first, count, v, border);
    transform_gradient(g, dy, first, count, e, border);
    for (int k = 0; k < ELEMENTS; k++) {
      add_product(in, out, count, v + k * count * in, e + k * count * out, sums + k * in * out, edge);
    }
  }
  transform_filter_gradient(sums, in * out, dw);
}
