#include "recurrent.h"

void pack_left_part(const float *source, int laneStride, int depthStride, int lanes, int depth, float *panels,
                    int panelDepth, int offset) {
  for (int lane = 0; lane < lanes; lane += TILE_ROWS) {
    pack_left(source + lane * laneStride, laneStride, depthStride, min_int(TILE_ROWS, lanes - lane), depth,
              panels + lane * panelDepth + offset * TILE_ROWS);
  }
}

float *pack_weights(const Recurrence *r, int first, int cols, float *to) {
  const int pitch = r->gates * r->units, depth = r->inputs + r->units;
  for (int col = 0; col < cols; col += TILE_COLS, to += TILE_COLS * depth) {
    const int lanes = min_int(TILE_COLS, cols - col);
    pack_right(r->kernel + first + col, 1, pitch, lanes, r->inputs, to);
    pack_right(r->recurrentKernel + first + col, 1, pitch, lanes, r->units, to + TILE_COLS * r->inputs);
  }
  return to;
}

float *pack_transposed(const Recurrence *r, const float *matrix, int rows, int first, int cols, float *to) {
  pack_right(matrix + first, r->gates * r->units, 1, rows, cols, to);
  return to + round_up(rows, TILE_COLS) * cols;
}

void add_weight_gradients(const Recurrence *r, int first, int cols, int sample, int samples, int lastStep, int steps,
                          const float *dz, const float *hiddenGroup, float *dKernel, float *dRecurrentKernel,
                          float *scratch) {
  const int pitch = r->gates * r->units, depth = steps * samples;
  float *edge = scratch, *left = edge + EDGE_TILE;
  float *right = left + round_up(max_int(r->inputs, r->units), TILE_ROWS) * depth;
  pack_right(dz + first, 1, pitch, cols, depth, right);
  for (int i = 0; i < steps; i++) {
    pack_left_part(x_of(r, lastStep - i, sample), 1, r->time * r->inputs, r->inputs, samples, left, depth, i * samples);
  }
  multiply_panels(r->inputs, cols, depth, left, right, dKernel + first, pitch, 1, edge);
  for (int i = 0; i < steps; i++) {
    const float *hidden = hiddenGroup ? hiddenGroup + i * samples * r->units
                                      : before(r, r->h0, r->hidden, lastStep - i, sample);
    pack_left_part(hidden, 1, r->units, r->units, samples, left, depth, i * samples);
  }
  multiply_panels(r->units, cols, depth, left, right, dRecurrentKernel + first, pitch, 1, edge);
}

/** Bytes of packed weights; more than any of the layers needs. */
EXPORT(recurrent_packed_bytes) int32_t recurrent_packed_bytes(int inputs, int units, int gates) {
  const int forward = (gates * units + 2 * TILE_COLS) * (inputs + units);
  const int backward = gates * units * (inputs + units + 2 * TILE_COLS);
  return max_int(forward, backward) * (int)sizeof(float);
}

/** Bytes of scratch for any range of samples, forward or backward. */
EXPORT(recurrent_scratch_bytes) int32_t recurrent_scratch_bytes(int batch, int inputs, int units, int gates) {
  const int samples = min_int(batch, BLOCK_SAMPLES), lanes = samples + TILE_ROWS, width = gates * units;
  const int group = steps_per_group(samples) * samples;
  const int forward = lanes * (inputs + units) + samples * (width + 4 * units);
  const int backward = lanes * (width + TILE_ROWS) + samples * 4 * units + group * (width + units);
  const int gradient = group * (max_int(inputs, units) + TILE_ROWS + width + 2 * TILE_COLS);
  return (2 * EDGE_TILE + max_int(forward, backward + gradient)) * (int)sizeof(float);
}
