// Convolutions with 3 x 3 filters and stride 1 by Winograd's minimal filtering F(2 x 2, 3 x 3), after Lavin and Gray,
// "Fast Algorithms for Convolutional Neural Networks" (CVPR 2016): 16 multiplications for four outputs instead of 36.
// Each of the three passes of a training step gains by it. Rounding errors stay within a few ulp of the largest term.
#ifndef TRAINING_WINOGRAD_H
#define TRAINING_WINOGRAD_H

#include "gemm.h"

/** Whether the convolution of `g` gains: enough channels to pay for the transforms, few outputs that stick out. */
int winograd_suits(const Geometry *g);

/** Bytes of scratch for any of the three passes. */
int winograd_scratch_bytes(const Geometry *g);

/** y = activation(conv2d(x, w) + bias), as conv2d in convolution.c. */
void winograd_forward(const Geometry *g, const float *x, const float *w, float *y, float *scratch, const float *bias,
                      int activation, float alpha);

/** dx from dy and w, as conv2d_input_gradient. */
void winograd_input_gradient(const Geometry *g, const float *dy, const float *w, float *dx, float *scratch);

/** dw from x and dy, as conv2d_filter_gradient. */
void winograd_filter_gradient(const Geometry *g, const float *x, const float *dy, float *dw, float *scratch);

#endif
