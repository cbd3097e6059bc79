// Gradients of conv2d, NHWC, any stride, dilation 1 (tfjs has no gradient for dilated convolutions).
//
// With P = batch * outHeight * outWidth output positions and K = filterHeight * filterWidth * inChannels inputs under
// one filter, a convolution is y[P, O] = patches[P, K] * w[K, O], so that
//   dw[K, O]      = patches^T * dy          (gather patches, then multiply)
//   dpatches[P, K] = dy * w^T                (multiply, then scatter-add the patches into dx)
// Both walk over P in chunks that stay in the cache. No flop is spent on stride gaps or padding of dx.
#include "gemm.h"

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

/** Where lane `lane` of step k lies in left panels (gemm.h) of `depth` steps. Unsigned, so that / and % are cheap. */
static inline float *lane_at(float *panels, uint32_t lane, uint32_t k, uint32_t depth) {
  return panels + (lane / TILE_ROWS * depth + k) * TILE_ROWS + lane % TILE_ROWS;
}

/** panels(lane + i, k) = from[i] */
static inline void write_lanes(float *panels, int lane, int k, int depth, const float *from, int count) {
  int i = 0;
  while (i < count) {
    float *to = lane_at(panels, lane + i, k, depth);
    if ((uint32_t)(lane + i) % TILE_ROWS == 0 && i + LANES <= count) {
      store(to, load(from + i));
      i += LANES;
    } else {
      *to = from[i++];
    }
  }
}

static inline void zero_lanes(float *panels, int lane, int k, int depth, int count) {
  for (int i = 0; i < count; i++) *lane_at(panels, lane + i, k, depth) = 0;
}

/** Gathers the patches of positions [first, first + count) as left panels: lanes = K, depth = count. */
static void gather_patches(const Geometry *g, const float *x, int first, int count, float *panels) {
  const int rowSize = g->filterWidth * g->inChannels, patch = patch_size(g);
  int outCol = first % g->outWidth, outRow = first / g->outWidth % g->outHeight;
  int image = first / (g->outWidth * g->outHeight);
  for (int k = 0; k < count; k++) {
    for (int filterRow = 0; filterRow < g->filterHeight; filterRow++) {
      const Run run = filter_row_run(g, image, outRow, outCol, filterRow);
      const int rowStart = filterRow * rowSize, before = run.count ? run.patchOffset - rowStart : rowSize;
      zero_lanes(panels, rowStart, k, count, before);
      write_lanes(panels, run.patchOffset, k, count, x + run.inputOffset, run.count);
      zero_lanes(panels, rowStart + before + run.count, k, count, rowSize - before - run.count);
    }
    zero_lanes(panels, patch, k, count, round_up(patch, TILE_ROWS) - patch);
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
  const int lanes = round_up(patch_size(g), TILE_ROWS) + round_up(g->outChannels, TILE_COLS);
  return (EDGE_TILE + lanes * chunk_positions(g)) * (int)sizeof(float);
}

/** dw[filterHeight, filterWidth, inChannels, outChannels] from x and dy. */
EXPORT(conv2d_filter_gradient)
void conv2d_filter_gradient(const Geometry *g, const float *x, const float *dy, float *dw, float *scratch) {
  const int patch = patch_size(g), out = g->outChannels;
  const int positions = g->batch * g->outHeight * g->outWidth, chunk = chunk_positions(g);
  float *edge = scratch, *left = edge + EDGE_TILE, *right = left + round_up(patch, TILE_ROWS) * chunk;
  if (positions == 0) fill_zero(dw, patch * out);
  for (int first = 0; first < positions; first += chunk) {
    const int count = min_int(chunk, positions - first);
    gather_patches(g, x, first, count, left);
    pack_right(dy + first * out, 1, out, out, count, right);
    multiply_panels(patch, out, count, left, right, dw, out, first > 0, edge);
  }
}

EXPORT(conv2d_input_gradient_scratch_bytes) int32_t conv2d_input_gradient_scratch_bytes(const Geometry *g) {
  const int patch = patch_size(g), out = g->outChannels, chunk = chunk_positions(g);
  return (EDGE_TILE + round_up(patch, TILE_COLS) * out + chunk * (out + patch)) * (int)sizeof(float);
}

/** dx[batch, inHeight, inWidth, inChannels] from dy and w; also the forward pass of conv2dTranspose. */
EXPORT(conv2d_input_gradient)
void conv2d_input_gradient(const Geometry *g, const float *dy, const float *w, float *dx, float *scratch) {
  const int patch = patch_size(g), out = g->outChannels;
  const int positions = g->batch * g->outHeight * g->outWidth, chunk = chunk_positions(g);
  float *edge = scratch, *right = edge + EDGE_TILE, *left = right + round_up(patch, TILE_COLS) * out;
  float *patches = left + chunk * out;
  fill_zero(dx, g->batch * g->inHeight * g->inWidth * g->inChannels);
  pack_right(w, out, 1, patch, out, right);
  for (int first = 0; first < positions; first += chunk) {
    const int count = min_int(chunk, positions - first);
    pack_left(dy + first * out, out, 1, count, out, left);
    multiply_panels(count, patch, out, left, right, patches, patch, 0, edge);
    scatter_patches(g, patches, first, count, dx);
  }
}
