// Copies that rearrange whole rows of any element type: slice, split, unstack, concat and gather.
#include "simd.h"

/** Copies `bytes` bytes from each of `rows` rows; pitches are the distances between row starts in bytes. */
EXPORT(copy_rows)
void copy_rows(const uint8_t *from, uint8_t *to, int rows, int fromPitch, int toPitch, int bytes) {
  for (int i = 0; i < rows; i++, from += fromPitch, to += toPitch) __builtin_memcpy(to, from, (uint32_t)bytes);
}

/**
 * out[i] = x[ids[i]] for rows of `bytes` bytes. Answers -1, or the first position whose id lies outside [0, rows);
 * nothing after it is copied.
 */
EXPORT(gather_rows)
int32_t gather_rows(const uint8_t *x, const int32_t *ids, uint8_t *out, int count, int rows, int bytes) {
  for (int i = 0; i < count; i++) {
    if (ids[i] < 0 || ids[i] >= rows) return i;
    __builtin_memcpy(out + i * bytes, x + ids[i] * bytes, (uint32_t)bytes);
  }
  return -1;
}
