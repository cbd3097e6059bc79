// Blocked matrix multiplication after Goto and van de Geijn, "Anatomy of High-Performance Matrix
// Multiplication" (ACM TOMS 34(3), 2008): both operands are copied into panels so that the innermost loop reads
// memory strictly forward, whatever the operands' layout or transposition.
//
// A panel holds `width` neighbouring lanes (rows of the left operand, columns of the right one), depth-major:
// element (lane i, depth k) lies at panels[(i / width) * width * depth + k * width + i % width].
#ifndef TRAINING_GEMM_H
#define TRAINING_GEMM_H

#include "simd.h"

/** Rows and columns of the register tile: 8 vector accumulators, 2 right vectors and 1 splat fit 16 registers. */
#define TILE_ROWS 4
#define TILE_COLS 8

/** Floats multiply_panels needs for tiles that stick out of the result. */
#define EDGE_TILE (TILE_ROWS * TILE_COLS)

/** Copies lanes x depth elements source[i * laneStride + k * depthStride] into panels; lanes beyond the last are 0. */
void pack_left(const float *source, int laneStride, int depthStride, int lanes, int depth, float *panels);
void pack_right(const float *source, int laneStride, int depthStride, int lanes, int depth, float *panels);

/**
 * out[rows, cols] = left * right, or += when accumulate is set; rows of out are pitch floats apart.
 * edge: EDGE_TILE floats of scratch.
 */
void multiply_panels(int rows, int cols, int depth, const float *left, const float *right, float *out, int pitch,
                     int accumulate, float *edge);

#endif
