// Arithmetic of the language runtime: nothing but float32 kernels, one copy for each instruction set, chosen by the
// caller at run time. No allocation, no global state; every pointer may be unaligned.
#ifndef ENTENTE_LANGUAGE_RUNTIME_KERNELS_H
#define ENTENTE_LANGUAGE_RUNTIME_KERNELS_H

#include "EncoderKernels.h"

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Outputs of a packed layer are grouped by this many.
#define ENTENTE_KERNEL_BLOCK 16

typedef struct entente_kernels {
  /// "avx512", "avx2", "sse2", "neon" or "portable".
  const char *name;

  /// Matrix product with maximum over three pieces. Row r of the input is `nI` floats from `x + offsets[r]`; weights
  /// are packed [block of 16 outputs][nI][3][16], biases [block][3][16]. Row r of the result goes to `y + r * ldy`.
  void (*maxout3)(const float *x, const int32_t *offsets, intptr_t rows, intptr_t nI, const float *w,
                  const float *bias, intptr_t blocks, float *y, intptr_t ldy);
  /// The same with two pieces: [block][nI][2][16].
  void (*maxout2)(const float *x, const int32_t *offsets, intptr_t rows, intptr_t nI, const float *w,
                  const float *bias, intptr_t blocks, float *y, intptr_t ldy);
  /// Matrix product: weights packed [pair of blocks][nI][2][16], biases [pair][2][16]; writes 32 outputs a pair.
  void (*linear)(const float *x, const int32_t *offsets, intptr_t rows, intptr_t nI, const float *w,
                 const float *bias, intptr_t pairs, float *y, intptr_t ldy);
  /// out[o] = residual[o] + (y[o] - mean) / sqrt(variance + 1e-8) * gain[o] + bias[o], for each row; a null residual
  /// counts as zeros.
  void (*normalize)(const float *y, intptr_t rows, intptr_t ldy, intptr_t width, const float *gain,
                    const float *bias, const float *residual, const int32_t *residual_offsets, float *out,
                    const int32_t *out_offsets);
  /// out = maximum over pieces of (bias + left + own + right), each [pieces][width] long; a null part counts as zeros.
  void (*sum_maxout)(const float *left, const float *own, const float *right, const float *bias, intptr_t pieces,
                     intptr_t width, float *out);
  /// Scores of one state of a transition system: the sum of `features` rows (each [pieces][hidden]) and the bias,
  /// maximum over pieces, then a packed linear layer. `hidden` is a multiple of 16.
  void (*state_scores)(const float *const *rows, intptr_t features, const float *bias, intptr_t pieces,
                       intptr_t hidden, const float *upper, const float *upper_bias, intptr_t pairs, float *scratch,
                       float *scores);
} entente_kernels;

/// How many kernel sets this processor can run; the fastest comes first.
int entente_kernels_count(void);

/// Kernel set number `index`, or null outside 0 ..< count.
const entente_kernels *entente_kernels_at(int index);

#ifdef __cplusplus
}
#endif
#endif
