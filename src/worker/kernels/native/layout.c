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

/** Writes each of `blocks` blocks of `bytes` bytes `times` times in a row: tile along one axis. */
EXPORT(repeat_blocks) void repeat_blocks(const uint8_t *from, uint8_t *to, int blocks, int bytes, int times) {
  for (int i = 0; i < blocks; i++, from += bytes) {
    if (bytes == sizeof(int32_t)) {
      const int32_t value = *(const int32_t *)from;
      for (int k = 0; k < times; k++, to += bytes) *(int32_t *)to = value;
    } else {
      for (int k = 0; k < times; k++, to += bytes) __builtin_memcpy(to, from, (uint32_t)bytes);
    }
  }
}
