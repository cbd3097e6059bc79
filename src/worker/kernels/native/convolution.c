// Conv2d forward with bias and activation, NHWC, any stride, dilation and padding.
//
// y[p, o] = sum over filter taps of x[where the tap of position p falls] * w[tap, o]: a matrix product whose left rows
// are read from the image itself. For each filter row the taps of one position are neighbours in memory, so a tile of
// positions needs one pointer a position and no copy of patches. Images with padding are first copied with a border of
// zeros, a few at a time.
#include "tile.h"
#include "winograd.h"

/** Images that together have about so many output positions share one copy with a border. */
#define POSITIONS_PER_GROUP 256

/** Output positions per pass over the filter: their input stays in the cache while the filter streams by. */
#define POSITIONS_PER_BLOCK 120

/** Size of an image with its border: all the taps ever read. */
typedef struct {
  int height, width, isPadded;
} Bordered;

INLINE Bordered bordered_image(const Geometry *g) {
  const int bottom = (g->outHeight - 1) * g->strideHeight + (g->filterHeight - 1) * g->dilationHeight + 1;
  const int right = (g->outWidth - 1) * g->strideWidth + (g->filterWidth - 1) * g->dilationWidth + 1;
  const int isPadded = g->padTop > 0 || g->padLeft > 0 || bottom > g->inHeight || right > g->inWidth;
  Bordered image = {isPadded ? bottom : g->inHeight, isPadded ? right : g->inWidth, isPadded};
  return image;
}

static int images_per_group(const Geometry *g) {
  return max_int(1, min_int(g->batch, POSITIONS_PER_GROUP / max_int(1, g->outHeight * g->outWidth)));
}

INLINE void copy_with_border(const Geometry *g, Bordered image, const float *x, int count, float *to) {
  const int channels = g->inChannels;
  const int columns = max_int(0, min_int(g->inWidth, image.width - g->padLeft));
  fill_zero(to, count * image.height * image.width * channels);
  for (int n = 0; n < count; n++) {
    for (int row = 0; row < g->inHeight && row + g->padTop < image.height; row++) {
      copy_run(to + ((n * image.height + row + g->padTop) * image.width + g->padLeft) * channels,
               x + (n * g->inHeight + row) * g->inWidth * channels, columns * channels);
    }
  }
}

/** Walks over the output positions of an image group; `at` is where the first tap of the current one falls. */
typedef struct {
  int col, row, at;
} Position;

INLINE void next_position(const Geometry *g, Bordered image, Position *p) {
  p->at += g->strideWidth * g->inChannels;
  if (++p->col < g->outWidth) return;
  p->col = 0;
  p->at += (g->strideHeight * image.width - g->outWidth * g->strideWidth) * g->inChannels;
  if (++p->row < g->outHeight) return;
  p->row = 0;
  p->at += (image.height - g->outHeight * g->strideHeight) * image.width * g->inChannels;
}

/** One panel of filters at positions [start, start + count). */
INLINE void convolve_panel(const Geometry *g, Bordered image, const float *x, Position position, int count,
                           const float *panel, float *y, int cols, Finish finish, float *edge) {
  const int isDense = g->dilationWidth == 1;
  const int run = isDense ? g->filterWidth * g->inChannels : g->inChannels;
  const int runs = isDense ? 1 : g->filterWidth;
  for (int first = 0; first < count; first += TILE_ROWS) {
    const int valid = min_int(TILE_ROWS, count - first);
    Rows start;
    EACH_ROW(i) {
      start.row[i] = x + position.at;
      if (i < valid - 1) next_position(g, image, &position);
    }
    if (first + TILE_ROWS < count) next_position(g, image, &position);
    Tile tile;
    clear_tile(&tile);
    const float *right = panel;
    for (int a = 0; a < g->filterHeight; a++) {
      for (int b = 0; b < runs; b++) {
        const int offset = (a * g->dilationHeight * image.width + b * g->dilationWidth) * g->inChannels;
        Rows rows;
        EACH_ROW(i) rows.row[i] = start.row[i] + offset;
        accumulate_rows(&tile, rows, right, TILE_COLS, run);
        right += run * TILE_COLS;
      }
    }
    finish_tile(&tile, finish);
    store_corner(&tile, valid, cols, y + first * g->outChannels, g->outChannels, edge);
  }
}

INLINE Position position_at(const Geometry *g, Bordered image, int index) {
  const int col = index % g->outWidth, row = index / g->outWidth % g->outHeight;
  const int n = index / (g->outWidth * g->outHeight);
  Position position = {col, row,
                       ((n * image.height + row * g->strideHeight) * image.width + col * g->strideWidth) *
                           g->inChannels};
  return position;
}

EXPORT(conv2d_scratch_bytes) int32_t conv2d_scratch_bytes(const Geometry *g) {
  if (winograd_suits(g)) return winograd_scratch_bytes(g);
  const Bordered image = bordered_image(g);
  const int patch = g->filterHeight * g->filterWidth * g->inChannels, lanes = round_up(g->outChannels, TILE_COLS);
  const int border = image.isPadded ? images_per_group(g) * image.height * image.width * g->inChannels : 0;
  return (EDGE_TILE + lanes * (1 + patch) + border) * (int)sizeof(float);
}

/** y = activation(conv2d(x, w) + bias); w[filterHeight, filterWidth, inChannels, outChannels], bias[outChannels] or 0. */
EXPORT(conv2d)
void conv2d(const Geometry *g, const float *x, const float *w, float *y, float *scratch, const float *bias,
            int activation, float alpha) {
  if (winograd_suits(g)) {
    winograd_forward(g, x, w, y, scratch, bias, activation, alpha);
    return;
  }
  const Bordered image = bordered_image(g);
  const int out = g->outChannels, patch = g->filterHeight * g->filterWidth * g->inChannels;
  const int lanes = round_up(out, TILE_COLS), perImage = g->outHeight * g->outWidth;
  float *edge = scratch, *padded = edge + EDGE_TILE, *right = padded + lanes, *border = right + lanes * patch;
  const Finish finish = {pad_bias(bias, out, padded), activation, alpha};
  const int group = image.isPadded ? images_per_group(g) : g->batch;
  pack_right(w, 1, out, out, patch, right);
  for (int n = 0; n < g->batch; n += group) {
    const int images = min_int(group, g->batch - n), positions = images * perImage;
    const float *from = x + n * g->inHeight * g->inWidth * g->inChannels;
    if (image.isPadded) copy_with_border(g, image, from, images, border), from = border;
    for (int first = 0; first < positions; first += POSITIONS_PER_BLOCK) {
      const int count = min_int(POSITIONS_PER_BLOCK, positions - first);
      const Position start = position_at(g, image, first);
      float *to = y + (n * perImage + first) * out;
      for (int col = 0; col < out; col += TILE_COLS) {
        const Finish panelFinish = {finish.bias ? finish.bias + col : 0, activation, alpha};
        convolve_panel(g, image, from, start, count, right + col * patch, to + col, min_int(TILE_COLS, out - col),
                       panelFinish, edge);
      }
    }
  }
}
