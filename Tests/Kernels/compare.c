// Runs one kernel set on made-up input, with every count of rows up to two full groups and a rest, and prints what
// comes out, a number a line. Scripts/test-arm64-kernels compares it between processors.
#include <stdio.h>
#include <string.h>

#include "LanguageRuntimeKernels.h"

enum { WIDTH = 96, BLOCKS = WIDTH / ENTENTE_KERNEL_BLOCK, INPUTS = 64, MOST_ROWS = 19, HIDDEN = 64 };

static unsigned state;

static float next(void) {
  state = state * 1664525u + 1013904223u;
  return ((int)(state >> 9) - 4194304) / 4194304.0f;
}

static void fill(float *to, int count) {
  for (int i = 0; i < count; i++) to[i] = next();
}

static void print(const char *kernel, int rows, const float *values, int count) {
  for (int i = 0; i < count; i++) printf("%s/%d/%d %.7g\n", kernel, rows, i, values[i]);
}

static const entente_kernels *named(const char *name) {
  for (int i = 0; i < entente_kernels_count(); i++)
    if (!strcmp(entente_kernels_at(i)->name, name)) return entente_kernels_at(i);
  return 0;
}

int main(int count, char **arguments) {
  const entente_kernels *kernels = count == 2 ? named(arguments[1]) : 0;
  if (!kernels) {
    fprintf(stderr, "no such kernel set on this processor\n");
    return 2;
  }
  static float x[INPUTS * WIDTH], weights[BLOCKS * WIDTH * 3 * 16], biases[BLOCKS * 3 * 16];
  static float y[MOST_ROWS * WIDTH], out[MOST_ROWS * WIDTH], gain[WIDTH], shift[WIDTH], scratch[4096], scores[256];
  int32_t offsets[MOST_ROWS], places[MOST_ROWS];
  for (int rows = 1; rows <= MOST_ROWS; rows++) {
    state = rows;
    fill(x, INPUTS * WIDTH);
    fill(weights, BLOCKS * WIDTH * 3 * 16);
    fill(biases, BLOCKS * 3 * 16);
    fill(gain, WIDTH);
    fill(shift, WIDTH);
    for (int r = 0; r < rows; r++) {
      offsets[r] = r * 7 % 60 * WIDTH;
      places[r] = r * WIDTH;
    }
    kernels->maxout3(x, offsets, rows, WIDTH, weights, biases, BLOCKS, y, WIDTH);
    print("maxout3", rows, y, rows * WIDTH);
    kernels->normalize(y, rows, WIDTH, WIDTH, gain, shift, x, offsets, out, places);
    print("normalize", rows, out, rows * WIDTH);
    kernels->normalize(y, rows, WIDTH, WIDTH, gain, shift, 0, 0, out, places);
    print("normalize-alone", rows, out, rows * WIDTH);
    kernels->maxout2(x, offsets, rows, WIDTH, weights, biases, BLOCKS, y, WIDTH);
    print("maxout2", rows, y, rows * WIDTH);
    kernels->linear(x, offsets, rows, WIDTH, weights, biases, BLOCKS / 2, y, WIDTH);
    print("linear", rows, y, rows * WIDTH);
    kernels->sum_maxout(x, x + 300, rows % 2 ? 0 : x + 700, biases, 3, 32, out);
    print("sum_maxout", rows, out, 32);
    const float *features[8];
    for (int i = 0; i < 8; i++) features[i] = x + i * 160;
    kernels->state_scores(features, 8, biases, 2, HIDDEN, weights, biases, 2, scratch, scores);
    print("state_scores", rows, scores, 64);
  }
  return 0;
}
