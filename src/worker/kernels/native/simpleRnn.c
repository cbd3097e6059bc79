// A whole simple recurrent layer, forward and backward: h' = activation(x K + h R + b), Elman, "Finding Structure in
// Time" (1990).
#include "recurrent.h"

INLINE void forward_lanes(const Recurrence *r, int act, float *hidden, float *output, int u, int lanes) {
  const v128_t h = activate(act, wasm_f32x4_add(load_lanes(hidden + u, lanes), load_lanes(r->bias + u, lanes)));
  store_lanes(hidden + u, h, lanes);
  if (output) store_lanes(output + u, h, lanes);
}

/** The common activation is compiled for itself. */
INLINE void forward_row(const Recurrence *r, float *hidden, float *output) {
  int u = 0;
  if (r->activation == TANH) {
    for (; u + LANES <= r->units; u += LANES) forward_lanes(r, TANH, hidden, output, u, LANES);
  }
  for (; u + LANES <= r->units; u += LANES) forward_lanes(r, r->activation, hidden, output, u, LANES);
  for (; u < r->units; u++) forward_lanes(r, r->activation, hidden, output, u, 1);
}

static void forward_block(const Recurrence *r, int sample, int samples, float *scratch) {
  const int units = r->units, depth = r->inputs + units;
  float *edge = scratch, *left = edge + EDGE_TILE, *ownHidden = left + round_up(samples, TILE_ROWS) * depth;
  const float *h = r->h0 + sample * units;
  for (int step = 0; step < r->time; step++) {
    float *newHidden = r->saves ? r->hidden + (step * r->batch + sample) * units : ownHidden;
    pack_left_part(x_of(r, step, sample), r->time * r->inputs, 1, samples, r->inputs, left, depth, 0);
    pack_left_part(h, units, 1, samples, units, left, depth, r->inputs);
    multiply_panels(samples, units, depth, left, r->packed, newHidden, units, 0, edge);
    for (int i = 0; i < samples; i++) {
      forward_row(r, newHidden + i * units, output_of(r, step, sample + i));
    }
    h = newHidden;
  }
}

/** Packs the weights for simple_rnn_forward. */
EXPORT(simple_rnn_pack_forward) void simple_rnn_pack_forward(const Recurrence *r) {
  pack_weights(r, 0, r->units, r->packed);
}

/** Computes samples [sample, sample + samples) of all outputs; hidden only with `saves`. */
EXPORT(simple_rnn_forward) void simple_rnn_forward(const Recurrence *r, int sample, int samples, float *scratch) {
  for (int i = 0; i < samples; i += BLOCK_SAMPLES) {
    forward_block(r, sample + i, min_int(BLOCK_SAMPLES, samples - i), scratch);
  }
}

INLINE void backward_lanes(int act, const float *hidden, const float *dOutput, const float *dHidden, float *dz, int u,
                           int lanes) {
  v128_t dh = load_lanes(dHidden + u, lanes);
  if (dOutput) dh = wasm_f32x4_add(dh, load_lanes(dOutput + u, lanes));
  store_lanes(dz + u, wasm_f32x4_mul(dh, activation_slope(act, load_lanes(hidden + u, lanes))), lanes);
}

/** Packs the transposed weights for simple_rnn_backward. */
EXPORT(simple_rnn_pack_backward) void simple_rnn_pack_backward(const Recurrence *r) {
  float *inputWeights = pack_transposed(r, r->recurrentKernel, r->units, 0, r->units, r->packed);
  pack_transposed(r, r->kernel, r->inputs, 0, r->units, inputWeights);
}

static void backward_block(const Recurrence *r, int sample, int samples, float *dKernel, float *dRecurrentKernel,
                           float *dBias, float *scratch) {
  const int units = r->units, inputs = r->inputs, pitch = r->time * inputs, groupSteps = steps_per_group(samples);
  const float *inputWeights = r->packed + round_up(units, TILE_COLS) * units;
  float *dHidden = r->dH0 + sample * units;
  float *edge = scratch, *left = edge + EDGE_TILE, *group = left + round_up(samples, TILE_ROWS) * units;
  float *gradientScratch = group + groupSteps * samples * units;
  start_backward(r, sample, samples);
  for (int step = r->time - 1, inGroup = 0; step >= 0; step--) {
    const float *hidden = r->hidden + (step * r->batch + sample) * units;
    float *dz = group + inGroup * samples * units;
    for (int i = 0; i < samples; i++) {
      const float *dOutput = d_output_of(r, step, sample + i);
      const int at = i * units;
      int u = 0;
      for (; u + LANES <= units; u += LANES) {
        backward_lanes(r->activation, hidden + at, dOutput, dHidden + at, dz + at, u, LANES);
      }
      for (; u < units; u++) backward_lanes(r->activation, hidden + at, dOutput, dHidden + at, dz + at, u, 1);
    }
    pack_left(dz, units, 1, samples, units, left);
    multiply_panels(samples, units, units, left, r->packed, dHidden, units, 0, edge);
    float *dx = r->dx + sample * pitch + time_of(r, step) * inputs;
    multiply_panels(samples, inputs, units, left, inputWeights, dx, pitch, 0, edge);
    if (++inGroup < groupSteps && step > 0) continue;
    add_weight_gradients(r, 0, units, sample, samples, step + inGroup - 1, inGroup, group, 0, dKernel,
                         dRecurrentKernel, gradientScratch);
    add_rows(dBias, group, inGroup * samples, units);
    inGroup = 0;
  }
}

/** As lstm_backward, without a cell state. */
EXPORT(simple_rnn_backward)
void simple_rnn_backward(const Recurrence *r, int sample, int samples, float *dKernel, float *dRecurrentKernel,
                         float *dBias, float *scratch) {
  for (int i = 0; i < samples; i += BLOCK_SAMPLES) {
    backward_block(r, sample + i, min_int(BLOCK_SAMPLES, samples - i), dKernel, dRecurrentKernel, dBias, scratch);
  }
}
