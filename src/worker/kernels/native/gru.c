// A whole GRU layer, forward and backward: Cho et al., "Learning Phrase Representations using RNN Encoder-Decoder" (2014),
// where the reset gate acts before the recurrent product (reset_after false in Keras). Gates lie in the order z, r, g (the
// candidate), as in Keras.
#include "recurrent.h"

/** z and r of a sample from their sums, and the reset state r * h. */
INLINE void open_lanes(const Recurrence *r, int rec, float *gates, const float *h, float *reset, int u, int lanes) {
  const int units = r->units;
  const v128_t biasZ = load_lanes(r->bias + u, lanes), biasR = load_lanes(r->bias + units + u, lanes);
  const v128_t z = activate(rec, wasm_f32x4_add(load_lanes(gates + u, lanes), biasZ));
  const v128_t opened = activate(rec, wasm_f32x4_add(load_lanes(gates + units + u, lanes), biasR));
  store_lanes(gates + u, z, lanes), store_lanes(gates + units + u, opened, lanes);
  store_lanes(reset + u, wasm_f32x4_mul(opened, load_lanes(h + u, lanes)), lanes);
}

/** The candidate g from its sum, and the new hidden state g + z (h - g). */
INLINE void close_lanes(const Recurrence *r, int act, float *gates, const float *h, float *newHidden, float *output,
                        int u, int lanes) {
  float *candidate = gates + 2 * r->units + u;
  const v128_t bias = load_lanes(r->bias + 2 * r->units + u, lanes), z = load_lanes(gates + u, lanes);
  const v128_t g = activate(act, wasm_f32x4_add(load_lanes(candidate, lanes), bias));
  const v128_t kept = wasm_f32x4_mul(z, load_lanes(h + u, lanes));
  const v128_t mixed = multiply_add(wasm_f32x4_sub(splat(1), z), g, kept);
  store_lanes(candidate, g, lanes), store_lanes(newHidden + u, mixed, lanes);
  if (output) store_lanes(output + u, mixed, lanes);
}

/** The common activations are compiled for themselves. */
INLINE void open_row(const Recurrence *r, float *gates, const float *h, float *reset) {
  int u = 0;
  if (r->recurrentActivation == SIGMOID) {
    for (; u + LANES <= r->units; u += LANES) open_lanes(r, SIGMOID, gates, h, reset, u, LANES);
  }
  for (; u + LANES <= r->units; u += LANES) open_lanes(r, r->recurrentActivation, gates, h, reset, u, LANES);
  for (; u < r->units; u++) open_lanes(r, r->recurrentActivation, gates, h, reset, u, 1);
}

INLINE void close_row(const Recurrence *r, float *gates, const float *h, float *newHidden, float *output) {
  int u = 0;
  if (r->activation == TANH) {
    for (; u + LANES <= r->units; u += LANES) close_lanes(r, TANH, gates, h, newHidden, output, u, LANES);
  }
  for (; u + LANES <= r->units; u += LANES) close_lanes(r, r->activation, gates, h, newHidden, output, u, LANES);
  for (; u < r->units; u++) close_lanes(r, r->activation, gates, h, newHidden, output, u, 1);
}

static void forward_block(const Recurrence *r, int sample, int samples, float *scratch) {
  const int units = r->units, width = 3 * units, depth = r->inputs + units;
  const float *candidateWeights = r->packed + round_up(2 * units, TILE_COLS) * depth;
  float *edge = scratch, *left = edge + EDGE_TILE, *ownGates = left + round_up(samples, TILE_ROWS) * depth;
  float *ownHidden = ownGates + samples * width, *reset = ownHidden + samples * units;
  const float *h = r->h0 + sample * units;
  for (int step = 0; step < r->time; step++) {
    const int at = step * r->batch + sample;
    float *gates = r->saves ? r->gateValues + at * width : ownGates;
    float *newHidden = r->saves ? r->hidden + at * units : ownHidden;
    pack_left_part(x_of(r, step, sample), r->time * r->inputs, 1, samples, r->inputs, left, depth, 0);
    pack_left_part(h, units, 1, samples, units, left, depth, r->inputs);
    multiply_panels(samples, 2 * units, depth, left, r->packed, gates, width, 0, edge);
    for (int i = 0; i < samples; i++) open_row(r, gates + i * width, h + i * units, reset + i * units);
    pack_left_part(reset, units, 1, samples, units, left, depth, r->inputs);
    multiply_panels(samples, units, depth, left, candidateWeights, gates + 2 * units, width, 0, edge);
    for (int i = 0; i < samples; i++) {
      close_row(r, gates + i * width, h + i * units, newHidden + i * units, output_of(r, step, sample + i));
    }
    h = newHidden;
  }
}

/** Packs the weights for gru_forward. */
EXPORT(gru_pack_forward) void gru_pack_forward(const Recurrence *r) {
  pack_weights(r, 2 * r->units, r->units, pack_weights(r, 0, 2 * r->units, r->packed));
}

/** Computes samples [sample, sample + samples) of all outputs; gateValues and hidden only with `saves`. */
EXPORT(gru_forward) void gru_forward(const Recurrence *r, int sample, int samples, float *scratch) {
  for (int i = 0; i < samples; i += BLOCK_SAMPLES) {
    forward_block(r, sample + i, min_int(BLOCK_SAMPLES, samples - i), scratch);
  }
}

/** Memory of a sample during one step of the backward pass; dReset is the gradient of reset = r * h. */
typedef struct {
  const float *gates, *h, *dOutput, *dReset;
  float *dHidden, *dz, *reset;
} BackwardRow;

/** The gradients of z and of the candidate, and the part of the hidden state's that does not pass a product. */
INLINE void mix_backward(const Recurrence *r, BackwardRow row, int u, int lanes) {
  const int units = r->units;
  const v128_t z = load_lanes(row.gates + u, lanes), opened = load_lanes(row.gates + units + u, lanes);
  const v128_t g = load_lanes(row.gates + 2 * units + u, lanes), h = load_lanes(row.h + u, lanes);
  v128_t dh = load_lanes(row.dHidden + u, lanes);
  if (row.dOutput) dh = wasm_f32x4_add(dh, load_lanes(row.dOutput + u, lanes));
  const v128_t dMix = wasm_f32x4_mul(dh, wasm_f32x4_sub(h, g));
  const v128_t dg = wasm_f32x4_mul(dh, wasm_f32x4_sub(splat(1), z));
  store_lanes(row.dz + u, wasm_f32x4_mul(dMix, activation_slope(r->recurrentActivation, z)), lanes);
  store_lanes(row.dz + 2 * units + u, wasm_f32x4_mul(dg, activation_slope(r->activation, g)), lanes);
  store_lanes(row.dHidden + u, wasm_f32x4_mul(dh, z), lanes);
  store_lanes(row.reset + u, wasm_f32x4_mul(opened, h), lanes);
}

/** The gradient of r, and the part of the hidden state's that passes it. */
INLINE void reset_backward(const Recurrence *r, BackwardRow row, int u, int lanes) {
  const v128_t opened = load_lanes(row.gates + r->units + u, lanes), dReset = load_lanes(row.dReset + u, lanes);
  const v128_t dOpened = wasm_f32x4_mul(dReset, load_lanes(row.h + u, lanes));
  store_lanes(row.dz + r->units + u, wasm_f32x4_mul(dOpened, activation_slope(r->recurrentActivation, opened)), lanes);
  store_lanes(row.dHidden + u, multiply_add(dReset, opened, load_lanes(row.dHidden + u, lanes)), lanes);
}

/** Packs the transposed weights for gru_backward: of the candidate's state, of z and r's, then the same of the input. */
EXPORT(gru_pack_backward) void gru_pack_backward(const Recurrence *r) {
  const int units = r->units;
  float *to = pack_transposed(r, r->recurrentKernel, units, 2 * units, units, r->packed);
  to = pack_transposed(r, r->recurrentKernel, units, 0, 2 * units, to);
  to = pack_transposed(r, r->kernel, r->inputs, 2 * units, units, to);
  pack_transposed(r, r->kernel, r->inputs, 0, 2 * units, to);
}

static void backward_block(const Recurrence *r, int sample, int samples, float *dKernel, float *dRecurrentKernel,
                           float *dBias, float *scratch) {
  const int units = r->units, inputs = r->inputs, width = 3 * units, pitch = r->time * inputs;
  const int groupSteps = steps_per_group(samples), rows = round_up(samples, TILE_ROWS);
  const int packedUnits = round_up(units, TILE_COLS) * units, packedInputs = round_up(inputs, TILE_COLS) * units;
  const float *stateToGates = r->packed + packedUnits, *inputToCandidate = stateToGates + 2 * packedUnits;
  const float *inputToGates = inputToCandidate + packedInputs;
  float *dHidden = r->dH0 + sample * units;
  float *edge = scratch, *left = edge + EDGE_TILE, *leftGates = left + rows * units;
  float *dReset = leftGates + rows * 2 * units, *group = dReset + samples * units;
  float *resetGroup = group + groupSteps * samples * width;
  float *gradientScratch = resetGroup + groupSteps * samples * units;
  start_backward(r, sample, samples);
  for (int step = r->time - 1, inGroup = 0; step >= 0; step--) {
    const float *gates = r->gateValues + (step * r->batch + sample) * width;
    const float *h = before(r, r->h0, r->hidden, step, sample);
    float *dz = group + inGroup * samples * width, *reset = resetGroup + inGroup * samples * units;
    for (int i = 0; i < samples; i++) {
      const BackwardRow row = {gates + i * width,   h + i * units,  d_output_of(r, step, sample + i), 0,
                               dHidden + i * units, dz + i * width, reset + i * units};
      int u = 0;
      for (; u + LANES <= units; u += LANES) mix_backward(r, row, u, LANES);
      for (; u < units; u++) mix_backward(r, row, u, 1);
    }
    pack_left(dz + 2 * units, width, 1, samples, units, left);
    multiply_panels(samples, units, units, left, r->packed, dReset, units, 0, edge);
    for (int i = 0; i < samples; i++) {
      const BackwardRow row = {gates + i * width,   h + i * units,  0, dReset + i * units,
                               dHidden + i * units, dz + i * width, 0};
      int u = 0;
      for (; u + LANES <= units; u += LANES) reset_backward(r, row, u, LANES);
      for (; u < units; u++) reset_backward(r, row, u, 1);
    }
    pack_left(dz, width, 1, samples, 2 * units, leftGates);
    multiply_panels(samples, units, 2 * units, leftGates, stateToGates, dHidden, units, 1, edge);
    float *dx = r->dx + sample * pitch + time_of(r, step) * inputs;
    multiply_panels(samples, inputs, units, left, inputToCandidate, dx, pitch, 0, edge);
    multiply_panels(samples, inputs, 2 * units, leftGates, inputToGates, dx, pitch, 1, edge);
    if (++inGroup < groupSteps && step > 0) continue;
    const int lastStep = step + inGroup - 1;
    add_weight_gradients(r, 0, 2 * units, sample, samples, lastStep, inGroup, group, 0, dKernel, dRecurrentKernel,
                         gradientScratch);
    add_weight_gradients(r, 2 * units, units, sample, samples, lastStep, inGroup, group, resetGroup, dKernel,
                         dRecurrentKernel, gradientScratch);
    add_rows(dBias, group, inGroup * samples, width);
    inGroup = 0;
  }
}

/** As lstm_backward, without a cell state. */
EXPORT(gru_backward)
void gru_backward(const Recurrence *r, int sample, int samples, float *dKernel, float *dRecurrentKernel, float *dBias,
                  float *scratch) {
  for (int i = 0; i < samples; i += BLOCK_SAMPLES) {
    backward_block(r, sample + i, min_int(BLOCK_SAMPLES, samples - i), dKernel, dRecurrentKernel, dBias, scratch);
  }
}
