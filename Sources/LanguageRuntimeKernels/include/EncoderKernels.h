// Arithmetic of the encoder (BERT family): float32 and 8-bit matrix products, attention, normalisation, GELU. One copy
// for each instruction set, chosen by the caller at run time; no allocation, no global state, any alignment.
//
// Everything but the float32 matrix product gives the same bits on every set: sums run over sixteen lanes and are added
// up in one fixed order, a multiply-add is fused where it is written so and nowhere else (sse2 and portable imitate it,
// slowly), integer sums are exact. The float32 product adds in one order too, but is rounded twice on sse2 and portable.
#ifndef ENTENTE_ENCODER_KERNELS_H
#define ENTENTE_ENCODER_KERNELS_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Outputs of a packed layer are grouped by this many; a row of results has room for whole groups.
#define ENTENTE_ENCODER_PANEL 32
/// Query rows that `attend` takes together: its scratch holds this many rows of scores.
#define ENTENTE_ENCODER_QUERIES 12

/// How a row of numbers was made integers: a number is (integer - zero) * size.
typedef struct entente_encoder_step {
  float size;
  int32_t zero;
} entente_encoder_step;

typedef struct entente_encoder_kernels {
  /// "avx512vnni", "avx512", "avx2vnni", "avx2", "sse2", "neondot", "neon" or "portable".
  const char *name;

  /// y = x * W + bias, in float32. Weights are packed [panel][inputs][32], biases [panel][32]; row r of the input begins
  /// at x + r * x_stride, row r of the result at y + r * y_stride, where it takes panels * 32 floats.
  void (*linear)(const float *x, intptr_t x_stride, intptr_t rows, intptr_t inputs, const float *weights,
                 const float *bias, intptr_t panels, float *y, intptr_t y_stride);

  /// Rows of `width` floats (a multiple of 16) as integers from 0 to 255 in the form that `linear8` of the same set
  /// reads, and each row's step. A row of integers takes 2 * width bytes at most.
  void (*quantize)(const float *x, intptr_t x_stride, intptr_t rows, intptr_t width, void *integers,
                   intptr_t integers_stride, entente_encoder_step *steps);

  /// The same of x / 2 * (1 + erf(x / sqrt 2)), which x is changed to.
  void (*gelu_quantize)(float *x, intptr_t x_stride, intptr_t rows, intptr_t width, void *integers,
                        intptr_t integers_stride, entente_encoder_step *steps);

  /// As `linear`, from integers: weights packed [panel][inputs / 4][32][4], a row's step times an output's scale is
  /// what one unit of their product is worth. `sums` holds each output's sum of weights, which are from -127 to 127.
  /// `inputs` is a multiple of 4 and at most 65,536, so that no sum leaves 32 bits.
  void (*linear8)(const void *integers, intptr_t integers_stride, const entente_encoder_step *steps, intptr_t rows, intptr_t inputs,
                  const int8_t *weights, const int32_t *sums, const float *scales, const float *bias, intptr_t panels,
                  float *y, intptr_t y_stride);

  /// x / 2 * (1 + erf(x / sqrt 2)), in place, over rows of `width` floats (a multiple of 16).
  void (*gelu)(float *x, intptr_t x_stride, intptr_t rows, intptr_t width);

  /// y = (v - mean) / sqrt(variance + epsilon) * gain + bias of each row v = x + residual; a null residual counts as
  /// zeros. `width` is a multiple of 16; y may be x or residual.
  void (*normalize)(const float *x, intptr_t x_stride, const float *residual, intptr_t residual_stride, intptr_t rows,
                    intptr_t width, float epsilon, const float *gain, const float *bias, float *y, intptr_t y_stride);

  /// One head's attention of `rows` rows over themselves: y = softmax(Q * transpose(K) * scale) * V. Rows of the three
  /// parts lie `stride` floats apart and are `size` floats long, but `size` rounded up to 16 are read of V and written
  /// to y. `scratch` has (size + ENTENTE_ENCODER_QUERIES) * (rows rounded up to 16) floats.
  void (*attend)(const float *queries, const float *keys, const float *values, intptr_t stride, intptr_t rows,
                 intptr_t size, float scale, float *scratch, float *y, intptr_t y_stride);
} entente_encoder_kernels;

/// How many encoder kernel sets this processor can run; the fastest comes first.
int entente_encoder_kernels_count(void);

/// Encoder kernel set number `index`, or null outside 0 ..< count.
const entente_encoder_kernels *entente_encoder_kernels_at(int index);

#ifdef __cplusplus
}
#endif
#endif
