// Blocked matrix multiplication after Goto and van de Geijn, "Anatomy of High-Performance Matrix
// Multiplication" (ACM TOMS 34(3), 2008): the right operand is copied into panels, so that the innermost loop reads it
// strictly forward whatever its layout or transposition; the left one is read in place when its rows are contiguous.
//
// A panel holds `width` neighbouring lanes (rows of the left operand, columns of the right one), depth-major:
// element (lane i, depth k) lies at panels[(i / width) * width * depth + k * width + i % width].
#ifndef TRAINING_GEMM_H
#define TRAINING_GEMM_H

#include "simd.h"

/**
 * Rows and columns of the register tile (tile.h): 8 vector sums, 2 right vectors and 1 splat leave V8 registers to spare
 * for its addresses.
 */
#define TILE_ROWS 4
#define TILE_COLS 8

/** Floats of scratch needed for tiles that stick out of the result. */
#define EDGE_TILE (TILE_ROWS * TILE_COLS)

/** Copies lanes x depth elements source[i * laneStride + k * depthStride] into panels; lanes beyond the last are 0. */
void pack_left(const float *source, int laneStride, int depthStride, int lanes, int depth, float *panels);
void pack_right(const float *source, int laneStride, int depthStride, int lanes, int depth, float *panels);

/** Copies bias[cols] to `to` and fills it with zeros up to a multiple of TILE_COLS; 0 for no bias. */
const float *pad_bias(const float *bias, int cols, float *to);

/**
 * out[rows, cols] = left * right, or += when accumulate is set, both in panels; rows of out are pitch floats apart.
 * edge: EDGE_TILE floats of scratch.
 */
void multiply_panels(int rows, int cols, int depth, const float *left, const float *right, float *out, int pitch,
                     int accumulate, float *edge);

/**
 * The same with bias (padded by pad_bias; 0 for none) and activation (enum of tile.h), and a left operand that is read
 * in place: its rows are leftStride floats apart; 0 stands for panels.
 */
void multiply_and_finish(int rows, int cols, int depth, const float *left, int leftStride, const float *right,
                         float *out, int pitch, int accumulate, const float *bias, int activation, float alpha,
                         float *edge);

/**
 * out[rows, cols] += left[depth, rows]^T * right, where `right` is in panels and TILE_ROWS - 1 floats after `left` can be
 * read. edge: EDGE_TILE floats of scratch.
 */
void add_product(int rows, int cols, int depth, const float *left, const float *right, float *out, float *edge);

#endif
