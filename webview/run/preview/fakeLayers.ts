/** The weights of the fake run's network. */
export const fakeLayers = [
  { layer: 'conv2d', tensor: 'kernel', shape: [3, 3, 1, 8], std: 0.2 },
  { layer: 'conv2d', tensor: 'bias', shape: [8], std: 0.02 },
  { layer: 'conv2d_1', tensor: 'kernel', shape: [3, 3, 8, 16], std: 0.12 },
  { layer: 'conv2d_1', tensor: 'bias', shape: [16], std: 0.02 },
  { layer: 'dense', tensor: 'kernel', shape: [400, 10], std: 0.07 },
  { layer: 'dense', tensor: 'bias', shape: [10], std: 0.02 },
];

export const activationNames = [
  { layer: 'conv2d', shape: [64, 26, 26, 8], isRelu: true },
  { layer: 'conv2d_1', shape: [64, 11, 11, 16], isRelu: true },
  { layer: 'dense', shape: [64, 10], isRelu: false },
];
