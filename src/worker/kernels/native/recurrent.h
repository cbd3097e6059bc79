// What the recurrent layers share: the description of a layer, its packed weights and the gradient of its weights.
//
// Everything saved for the backward pass is time-major, [time, batch, ...], so that the rows of one step lie side by side
// and no power-of-two distance between them crowds a few cache sets. Step s of a layer that goes backwards reads x at time
// - 1 - s. Samples do not depend on one another: every function takes a range of them.
#ifndef TRAINING_RECURRENT_H
#define TRAINING_RECURRENT_H

#include "activation.h"
#include "gemm.h"

/** Samples that go through all time steps together: their panels stay in L2 beside the packed weights. */
#define BLOCK_SAMPLES 64

/** Steps are gathered until their samples make a product of this depth for the gradient of the weights. */
#define GRADIENT_DEPTH 256

/**
 * A layer and its tensors; G = gates. writeRecurrence in recurrentKernels.ts writes it: same fields, same order. A
 * pointer that a kernel does not use is 0. The contract of the tensors is in src/worker/fusion/recurrentKernel.ts.
 */
typedef struct {
  int32_t batch, time, inputs, units, gates;
  int32_t activation, recurrentActivation;
  int32_t goBackwards, returnSequences, saves;
  const float *x, *kernel, *recurrentKernel, *bias, *h0, *c0;
  float *output, *cLast;
  /** Saved for the backward pass: [time, batch, G * units] and three times [time, batch, units]. */
  float *gateValues, *hidden, *cells, *activatedCells;
  const float *dOutput, *dCLast;
  float *dx, *dKernel, *dRecurrentKernel, *dBias, *dH0, *dC0;
  /** Of recurrent_packed_bytes; filled by recurrent_pack_forward or recurrent_pack_backward. */
  float *packed;
} Recurrence;

static inline int time_of(const Recurrence *r, int step) { return r->goBackwards ? r->time - 1 - step : step; }

/** x of the first sample in that step; the next sample is time * inputs further. */
static inline const float *x_of(const Recurrence *r, int step, int sample) {
  return r->x + (sample * r->time + time_of(r, step)) * r->inputs;
}

/** Hidden state before a step; of the states in [batch, units] that follow each other in time. */
static inline const float *before(const Recurrence *r, const float *initial, const float *states, int step,
                                  int sample) {
  const float *from = step == 0 ? initial : states + (step - 1) * r->batch * r->units;
  return from + sample * r->units;
}

/** Where the output of a sample after a step goes; 0 when nobody wants it. */
static inline float *output_of(const Recurrence *r, int step, int sample) {
  if (r->returnSequences) return r->output + (sample * r->time + step) * r->units;
  return step == r->time - 1 ? r->output + sample * r->units : 0;
}

/** The gradient that arrives at a sample's output after a step; 0 without returnSequences: see start_backward. */
static inline const float *d_output_of(const Recurrence *r, int step, int sample) {
  return r->returnSequences ? r->dOutput + (sample * r->time + step) * r->units : 0;
}

/** dH0 serves as the gradient of the hidden state on its way back through time; here that of the last step. */
static inline void start_backward(const Recurrence *r, int sample, int samples) {
  float *to = r->dH0 + sample * r->units;
  if (r->returnSequences) fill_zero(to, samples * r->units);
  else __builtin_memcpy(to, r->dOutput + sample * r->units, (uint32_t)(samples * r->units) * sizeof(float));
}

/** Packs depths [offset, offset + depth) of left panels that are panelDepth deep. */
void pack_left_part(const float *source, int laneStride, int depthStride, int lanes, int depth, float *panels,
                    int panelDepth, int offset);

/** Columns [first, first + cols) of kernel above recurrentKernel as right panels of depth inputs + units. */
float *pack_weights(const Recurrence *r, int first, int cols, float *to);

/** Rows of a [rows, gates * units] matrix, columns [first, first + cols), transposed into right panels of depth cols. */
float *pack_transposed(const Recurrence *r, const float *matrix, int rows, int first, int cols, float *to);

/** Steps whose samples are gathered before the gradient of the weights is brought up to date. */
static inline int steps_per_group(int samples) { return max_int(1, GRADIENT_DEPTH / samples); }

/**
 * dKernel and dRecurrentKernel, columns [first, first + cols), += [x, hidden]^T * dz over `steps` steps of `samples`
 * samples. dz holds the steps one after another, the one at `lastStep` first, rows gates * units apart. hiddenGroup, in the
 * same order with rows of units, replaces the hidden state before each step where given.
 */
void add_weight_gradients(const Recurrence *r, int first, int cols, int sample, int samples, int lastStep, int steps,
                          const float *dz, const float *hiddenGroup, float *dKernel, float *dRecurrentKernel,
                          float *scratch);

/** to[cols] += the sum over rows of from[rows, cols] */
static inline void add_rows(float *to, const float *from, int rows, int cols) {
  for (int i = 0; i < rows; i++) add_run(to, from + i * cols, cols);
}

#endif
