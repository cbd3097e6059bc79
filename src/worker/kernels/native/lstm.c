// A whole LSTM layer, forward and backward: Hochreiter and Schmidhuber, "Long Short-Term Memory" (1997), with the forget
// gate of Gers et al. (2000). Gates lie in the order i, f, g (the candidate), o, as in Keras.
#include "recurrent.h"

/** Memory of a sample during one step of the forward pass. */
typedef struct {
  float *gates;
  const float *cell;
  float *newCell, *activatedCell, *hidden, *output;
} ForwardRow;

INLINE void forward_lanes(const Recurrence *r, int act, int rec, ForwardRow row, int u, int lanes) {
  const int units = r->units;
  float *zi = row.gates + u, *zf = zi + units, *zg = zf + units, *zo = zg + units;
  const float *b = r->bias + u;
  const v128_t i = activate(rec, wasm_f32x4_add(load_lanes(zi, lanes), load_lanes(b, lanes)));
  const v128_t f = activate(rec, wasm_f32x4_add(load_lanes(zf, lanes), load_lanes(b + units, lanes)));
  const v128_t g = activate(act, wasm_f32x4_add(load_lanes(zg, lanes), load_lanes(b + 2 * units, lanes)));
  const v128_t o = activate(rec, wasm_f32x4_add(load_lanes(zo, lanes), load_lanes(b + 3 * units, lanes)));
  const v128_t c = multiply_add(f, load_lanes(row.cell + u, lanes), wasm_f32x4_mul(i, g));
  const v128_t a = activate(act, c), h = wasm_f32x4_mul(o, a);
  store_lanes(zi, i, lanes), store_lanes(zf, f, lanes), store_lanes(zg, g, lanes), store_lanes(zo, o, lanes);
  store_lanes(row.newCell + u, c, lanes), store_lanes(row.activatedCell + u, a, lanes);
  store_lanes(row.hidden + u, h, lanes);
  if (row.output) store_lanes(row.output + u, h, lanes);
}

INLINE int forward_vectors(const Recurrence *r, int act, int rec, ForwardRow row) {
  int u = 0;
  for (; u + LANES <= r->units; u += LANES) forward_lanes(r, act, rec, row, u, LANES);
  return u;
}

/** The two common configurations are compiled for themselves. */
INLINE void forward_row(const Recurrence *r, ForwardRow row) {
  const int act = r->activation, rec = r->recurrentActivation;
  int u = act == TANH && rec == SIGMOID        ? forward_vectors(r, TANH, SIGMOID, row)
          : act == TANH && rec == HARD_SIGMOID ? forward_vectors(r, TANH, HARD_SIGMOID, row)
                                               : forward_vectors(r, act, rec, row);
  for (; u < r->units; u++) forward_lanes(r, act, rec, row, u, 1);
}

static void forward_block(const Recurrence *r, int sample, int samples, float *scratch) {
  const int units = r->units, width = 4 * units, depth = r->inputs + units, count = samples * units;
  float *edge = scratch, *left = edge + EDGE_TILE, *ownGates = left + round_up(samples, TILE_ROWS) * depth;
  float *ownHidden = ownGates + samples * width, *ownCells = ownHidden + count, *ownActivated = ownCells + count;
  const float *h = r->h0 + sample * units, *c = r->c0 + sample * units;
  for (int step = 0; step < r->time; step++) {
    const int at = step * r->batch + sample;
    float *gates = r->saves ? r->gateValues + at * width : ownGates;
    float *newHidden = r->saves ? r->hidden + at * units : ownHidden;
    float *newCells = r->saves ? r->cells + at * units : ownCells;
    float *activated = r->saves ? r->activatedCells + at * units : ownActivated;
    pack_left_part(x_of(r, step, sample), r->time * r->inputs, 1, samples, r->inputs, left, depth, 0);
    pack_left_part(h, units, 1, samples, units, left, depth, r->inputs);
    multiply_panels(samples, width, depth, left, r->packed, gates, width, 0, edge);
    for (int i = 0; i < samples; i++) {
      forward_row(r, (ForwardRow){gates + i * width, c + i * units, newCells + i * units, activated + i * units,
                                  newHidden + i * units, output_of(r, step, sample + i)});
    }
    h = newHidden, c = newCells;
  }
  __builtin_memcpy(r->cLast + sample * units, c, (uint32_t)count * sizeof(float));
}

/** Packs the weights for lstm_forward. */
EXPORT(lstm_pack_forward) void lstm_pack_forward(const Recurrence *r) { pack_weights(r, 0, 4 * r->units, r->packed); }

/** Computes samples [sample, sample + samples) of all outputs; gateValues … activatedCells only with `saves`. */
EXPORT(lstm_forward) void lstm_forward(const Recurrence *r, int sample, int samples, float *scratch) {
  for (int i = 0; i < samples; i += BLOCK_SAMPLES) {
    forward_block(r, sample + i, min_int(BLOCK_SAMPLES, samples - i), scratch);
  }
}

/** Memory of a sample during one step of the backward pass. */
typedef struct {
  const float *gates, *cell, *activatedCell, *dOutput;
  float *dHidden, *dCell, *dz;
} BackwardRow;

INLINE void backward_lanes(const Recurrence *r, int act, int rec, BackwardRow row, int u, int lanes) {
  const int units = r->units;
  const float *gates = row.gates + u;
  const v128_t i = load_lanes(gates, lanes), f = load_lanes(gates + units, lanes);
  const v128_t g = load_lanes(gates + 2 * units, lanes), o = load_lanes(gates + 3 * units, lanes);
  const v128_t a = load_lanes(row.activatedCell + u, lanes);
  v128_t dh = load_lanes(row.dHidden + u, lanes);
  if (row.dOutput) dh = wasm_f32x4_add(dh, load_lanes(row.dOutput + u, lanes));
  const v128_t dcDirect = wasm_f32x4_mul(wasm_f32x4_mul(dh, o), activation_slope(act, a));
  const v128_t dc = wasm_f32x4_add(load_lanes(row.dCell + u, lanes), dcDirect);
  const v128_t di = wasm_f32x4_mul(dc, g), df = wasm_f32x4_mul(dc, load_lanes(row.cell + u, lanes));
  const v128_t dg = wasm_f32x4_mul(dc, i), dO = wasm_f32x4_mul(dh, a);
  float *dz = row.dz + u;
  store_lanes(dz, wasm_f32x4_mul(di, activation_slope(rec, i)), lanes);
  store_lanes(dz + units, wasm_f32x4_mul(df, activation_slope(rec, f)), lanes);
  store_lanes(dz + 2 * units, wasm_f32x4_mul(dg, activation_slope(act, g)), lanes);
  store_lanes(dz + 3 * units, wasm_f32x4_mul(dO, activation_slope(rec, o)), lanes);
  store_lanes(row.dCell + u, wasm_f32x4_mul(dc, f), lanes);
}

INLINE int backward_vectors(const Recurrence *r, int act, int rec, BackwardRow row) {
  int u = 0;
  for (; u + LANES <= r->units; u += LANES) backward_lanes(r, act, rec, row, u, LANES);
  return u;
}

INLINE void backward_row(const Recurrence *r, BackwardRow row) {
  const int act = r->activation, rec = r->recurrentActivation;
  int u = act == TANH && rec == SIGMOID        ? backward_vectors(r, TANH, SIGMOID, row)
          : act == TANH && rec == HARD_SIGMOID ? backward_vectors(r, TANH, HARD_SIGMOID, row)
                                               : backward_vectors(r, act, rec, row);
  for (; u < r->units; u++) backward_lanes(r, act, rec, row, u, 1);
}

/** Packs the transposed weights for lstm_backward. */
EXPORT(lstm_pack_backward) void lstm_pack_backward(const Recurrence *r) {
  float *inputWeights = pack_transposed(r, r->recurrentKernel, r->units, 0, 4 * r->units, r->packed);
  pack_transposed(r, r->kernel, r->inputs, 0, 4 * r->units, inputWeights);
}

static void backward_block(const Recurrence *r, int sample, int samples, float *dKernel, float *dRecurrentKernel,
                           float *dBias, float *scratch) {
  const int units = r->units, inputs = r->inputs, width = 4 * units, pitch = r->time * inputs;
  const float *inputWeights = r->packed + round_up(units, TILE_COLS) * width;
  float *dHidden = r->dH0 + sample * units, *dCell = r->dC0 + sample * units;
  const int groupSteps = steps_per_group(samples);
  float *edge = scratch, *left = edge + EDGE_TILE, *group = left + round_up(samples, TILE_ROWS) * width;
  float *gradientScratch = group + groupSteps * samples * width;
  start_backward(r, sample, samples);
  __builtin_memcpy(dCell, r->dCLast + sample * units, (uint32_t)(samples * units) * sizeof(float));
  for (int step = r->time - 1, inGroup = 0; step >= 0; step--) {
    const int at = step * r->batch + sample;
    float *dz = group + inGroup * samples * width;
    const float *cell = before(r, r->c0, r->cells, step, sample);
    for (int i = 0; i < samples; i++) {
      backward_row(r, (BackwardRow){r->gateValues + (at + i) * width, cell + i * units,
                                    r->activatedCells + (at + i) * units, d_output_of(r, step, sample + i),
                                    dHidden + i * units, dCell + i * units, dz + i * width});
    }
    pack_left(dz, width, 1, samples, width, left);
    multiply_panels(samples, units, width, left, r->packed, dHidden, units, 0, edge);
    float *dx = r->dx + sample * pitch + time_of(r, step) * inputs;
    multiply_panels(samples, inputs, width, left, inputWeights, dx, pitch, 0, edge);
    if (++inGroup < groupSteps && step > 0) continue;
    add_weight_gradients(r, 0, width, sample, samples, step + inGroup - 1, inGroup, group, 0, dKernel,
                         dRecurrentKernel, gradientScratch);
    add_rows(dBias, group, inGroup * samples, width);
    inGroup = 0;
  }
}

/**
 * Computes samples [sample, sample + samples) of dx, dH0 and dC0, and adds those samples' share to dKernel,
 * dRecurrentKernel and dBias, which the caller has set to zero.
 */
EXPORT(lstm_backward)
void lstm_backward(const Recurrence *r, int sample, int samples, float *dKernel, float *dRecurrentKernel, float *dBias,
                   float *scratch) {
  for (int i = 0; i < samples; i += BLOCK_SAMPLES) {
    backward_block(r, sample + i, min_int(BLOCK_SAMPLES, samples - i), dKernel, dRecurrentKernel, dBias, scratch);
  }
}
