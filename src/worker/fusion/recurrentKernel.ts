/**
 * The kernels that compute a whole recurrent layer in one call, the same on every backend. All tensors are float32; B is
 * the batch, T the time steps (at least 1), I the width of the input and U the units. G is the number of gates: 4 for an
 * LSTM, 3 for a GRU, 1 for a simple RNN.
 *
 * Forward, `FusedLstm`, `FusedGru`, `FusedSimpleRnn`, attributes RecurrentAttrs:
 *
 *     inputs   x [B, T, I], kernel [I, G*U], recurrentKernel [U, G*U], bias [G*U], h0 [B, U]; an LSTM also c0 [B, U]
 *     outputs  [output, cLast, ...reserve] for an LSTM, [output, ...reserve] for the others
 *
 * `output` is [B, T, U] with returnSequences, where output[:, s] is the hidden state after step s, and the hidden state
 * after the last step [B, U] without. Step s reads x[:, s], or x[:, T - 1 - s] with goBackwards; the output is not turned
 * round again, as in tfjs and Keras. `cLast` [B, U] is the cell state after the last step. `reserve` is whatever the
 * backend wants to see again in the backward pass: any number of tensors of any shape, none without savesForGradient.
 *
 * Backward, the name with `Grad` appended, the same attributes:
 *
 *     inputs   x, kernel, recurrentKernel, h0, dOutput (shaped as output); an LSTM also c0 and dCLast [B, U];
 *              reserve0, reserve1, … as the forward kernel returned them
 *     outputs  [dx, dKernel, dRecurrentKernel, dBias, dH0] and, for an LSTM, dC0; each shaped as what it belongs to
 *
 * The cells, with h and c from the step before, act = activation, rec = recurrentActivation:
 *
 *     LSTM, gates i f g o   i, f, o = rec(x K + h R + b)   g = act(x K + h R + b)   c' = f c + i g   h' = o act(c')
 *     GRU, gates z r g      z, r = rec(x K + h R + b)      g = act(x K + (r h) R + b)   h' = z h + (1 - z) g
 *     simple RNN            h' = act(x K + h R + b)
 *
 * Source: tfjs-layers 4.22 (LSTMCell, GRUCell with resetAfter false, SimpleRNNCell).
 */
export type RecurrentKernel = 'FusedLstm' | 'FusedGru' | 'FusedSimpleRnn';

/** tfjs's class names. hardSigmoid is clip(0.2 x + 0.5, 0, 1), the default of tfjs's LSTM and GRU. */
export type GateActivation = 'tanh' | 'sigmoid' | 'hardSigmoid' | 'relu' | 'linear';

export interface RecurrentAttrs {
  readonly activation: GateActivation;
  /** Of the gates; a simple RNN has none and passes 'sigmoid'. */
  readonly recurrentActivation: GateActivation;
  readonly goBackwards: boolean;
  readonly returnSequences: boolean;
  /** A gradient may follow: the reserve is wanted. */
  readonly savesForGradient: boolean;
}

export const gradientKernelOf = (kernel: RecurrentKernel) => `${kernel}Grad` as const;
