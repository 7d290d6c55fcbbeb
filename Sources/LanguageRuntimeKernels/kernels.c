#include "LanguageRuntimeKernels.h"

// One vector is a few named registers here, never an argument between differently compiled functions.
#pragma clang diagnostic ignored "-Wpsabi"
#pragma STDC FP_CONTRACT ON

#if defined(__x86_64__)

#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512bw,avx512dq,avx2,fma"))), apply_to = function)
#define LANES 16
#define ROWS 8
#define LEVEL "avx512"
#define NAME(x) avx512_##x
#include "kernel_body.inc"
#undef LANES
#undef ROWS
#undef LEVEL
#undef NAME
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define LANES 8
#define ROWS 4
#define LEVEL "avx2"
#define NAME(x) avx2_##x
#include "kernel_body.inc"
#undef LANES
#undef ROWS
#undef LEVEL
#undef NAME
#pragma clang attribute pop

#define LANES 4
#define ROWS 4
#define LEVEL "sse2"
#define NAME(x) sse2_##x
#include "kernel_body.inc"

static int supported(const entente_kernels **found) {
  int count = 0;
  __builtin_cpu_init();
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq"))
    found[count++] = &avx512_set;
  if (avx2) found[count++] = &avx2_set;
  found[count++] = &sse2_set;
  return count;
}

#else

#define LANES 4
#if defined(__aarch64__)
// 32 vector registers: eight rows of three pieces.
#define ROWS 8
#define LEVEL "neon"
#else
#define ROWS 2
#define LEVEL "portable"
#endif
#define NAME(x) plain_##x
#include "kernel_body.inc"

static int supported(const entente_kernels **found) {
  found[0] = &plain_set;
  return 1;
}

#endif

int entente_kernels_count(void) {
  const entente_kernels *found[4];
  return supported(found);
}

const entente_kernels *entente_kernels_at(int index) {
  const entente_kernels *found[4];
  const int count = supported(found);
  return index >= 0 && index < count ? found[index] : 0;
}
