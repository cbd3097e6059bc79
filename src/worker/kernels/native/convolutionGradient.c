// Conv2d and its gradients, NHWC, any stride; dilation in the forward pass only (tfjs has no gradient for it).
//
// With P = batch * outHeight * outWidth output positions and K = filterHeight * filterWidth * inChannels inputs under
// one filter, a convolution is y[P, O] = patches[P, K] * w[K, O], so that
//   dw[K, O]      = patches^T * dy          (gather patches, then multiply)
//   dpatches[P, K] = dy * w^T                (multiply, then scatter-add the patches into dx)
// The gradients walk over P in chunks that stay in the cache. No flop is spent on stride gaps or padding of dx.
// A thread may be given a range of images: x, y, dy, dx moved to the first one and `batch` set to their count.
#include "tile.h"
#include "winograd.h"

/** Positions per chunk: about 256 KiB of patches. */
static int chunk_positions(const Geometry *g) {
  const int patch = g->filterHeight * g->filterWidth * g->inChannels;
  return round_up(max_int(32, min_int(224, 65536 / patch)), TILE_ROWS);
}

static inline int patch_size(const Geometry *g) { return g->filterHeight * g->filterWidth * g->inChannels; }

/** Where the filter row `filterRow` of one output position meets the input: `count` neighbouring floats. */
typedef struct {
  int inputOffset, patchOffset, count;
} Run;

static inline Run filter_row_run(const Geometry *g, int image, int outRow, int outCol, int filterRow) {
  const int y = outRow * g->strideHeight - g->padTop + filterRow;
  const int left = outCol * g->strideWidth - g->padLeft;
  const int first = max_int(0, -left), last = min_int(g->filterWidth, g->inWidth - left);
  Run run = {0, (filterRow * g->filterWidth + first) * g->inChannels, 0};
  if (y < 0 || y >= g->inHeight || last <= first) return run;
  run.inputOffset = ((image * g->inHeight + y) * g->inWidth + left + first) * g->inChannels;
  run.count = (last - first) * g->inChannels;
  return run;
}

/** patches[count, K] of positions [first, first + count). */
static void gather_patches(const Geometry *g, const float *x, int first, int count, float *patches) {
  const int rowSize = g->filterWidth * g->inChannels, patch = patch_size(g);
  int outCol = first % g->outWidth, outRow = first / g->outWidth % g->outHeight;
  int image = first / (g->outWidth * g->outHeight);
  for (int k = 0; k < count; k++, patches += patch) {
    for (int filterRow = 0; filterRow < g->filterHeight; filterRow++) {
      const Run run = filter_row_run(g, image, outRow, outCol, filterRow);
      float *to = patches + filterRow * rowSize;
      if (run.count < rowSize) fill_few(to, rowSize);
      copy_run(patches + run.patchOffset, x + run.inputOffset, run.count);
    }
    if (++outCol == g->outWidth) {
      outCol = 0;
      if (++outRow == g->outHeight) outRow = 0, image++;
    }
  }
}

/** dx += patches of positions [first, first + count), patches[count, K] row-major. */
static void scatter_patches(const Geometry *g, const float *patches, int first, int count, float *dx) {
  const int patch = patch_size(g);
  int outCol = first % g->outWidth, outRow = first / g->outWidth % g->outHeight;
  int image = first / (g->outWidth * g->outHeight);
  for (int k = 0; k < count; k++, patches += patch) {
    for (int filterRow = 0; filterRow < g->filterHeight; filterRow++) {
      const Run run = filter_row_run(g, image, outRow, outCol, filterRow);
      add_run(dx + run.inputOffset, patches + run.patchOffset, run.count);
    }
    if (++outCol == g->outWidth) {
      outCol = 0;
      if (++outRow == g->outHeight) outRow = 0, image++;
    }
  }
}

EXPORT(conv2d_filter_gradient_scratch_bytes) int32_t conv2d_filter_gradient_scratch_bytes(const Geometry *g) {
  const int lanes = patch_size(g) + round_up(g->outChannels, TILE_COLS);
  if (winograd_suits(g)) return winograd_scratch_bytes(g);
  return (EDGE_TILE + LANES + TILE_ROWS + lanes * chunk_positions(g)) * (int)sizeof(float);
}

/** dw[filterHeight, filterWidth, inChannels, outChannels] from x and dy. */
EXPORT(conv2d_filter_gradient)
void conv2d_filter_gradient(const Geometry *g, const float *x, const float *dy, float *dw, float *scratch) {
  const int patch = patch_size(g), out = g->outChannels;
  const int positions = g->batch * g->outHeight * g->outWidth, chunk = chunk_positions(g);
  float *edge = scratch, *patches = edge + EDGE_TILE, *right = patches + patch * chunk + LANES + TILE_ROWS;
  if (winograd_suits(g)) {
    winograd_filter_gradient(g, x, dy, dw, scratch);
    return;
  }
  fill_zero(dw, patch * out);
  for (int first = 0; first < positions; first += chunk) {
    const int count = min_int(chunk, positions - first);
    gather_patches(g, x, first, count, patches);
    pack_right(dy + first * out, 1, out, out, count, right);
    add_product(patch, out, count, patches, right, dw, edge);
  }
}

EXPORT(conv2d_input_gradient_scratch_bytes) int32_t conv2d_input_gradient_scratch_bytes(const Geometry *g) {
  const int patch = patch_size(g), out = g->outChannels, chunk = chunk_positions(g);
  if (winograd_suits(g)) return winograd_scratch_bytes(g);
  return (EDGE_TILE + round_up(patch, TILE_COLS) * out + chunk * patch) * (int)sizeof(float);
}

/** dx[batch, inHeight, inWidth, inChannels] from dy and w; also the forward pass of conv2dTranspose. */
EXPORT(conv2d_input_gradient)
void conv2d_input_gradient(const Geometry *g, const float *dy, const float *w, float *dx, float *scratch) {
  const int patch = patch_size(g), out = g->outChannels;
  const int positions = g->batch * g->outHeight * g->outWidth, chunk = chunk_positions(g);
  float *edge = scratch, *right = edge + EDGE_TILE, *patches = right + round_up(patch, TILE_COLS) * out;
  if (winograd_suits(g)) {
    winograd_input_gradient(g, dy, w, dx, scratch);
    return;
  }
  fill_zero(dx, g->batch * g->inHeight * g->inWidth * g->inChannels);
  pack_right(w, out, 1, patch, out, right);
  for (int first = 0; first < positions; first += chunk) {
    const int count = min_int(chunk, positions - first);
    multiply_and_finish(count, patch, out, dy + first * out, out, right, patches, patch, 0, 0, FINISH_LINEAR, 0, edge);
    scatter_patches(g, patches, first, count, dx);
  }
}
