#include "EncoderKernels.h"

// One vector is a few named registers here, never an argument between differently compiled functions.
#pragma clang diagnostic ignored "-Wpsabi"
// The same bits on every set: see EncoderKernels.h.
#pragma STDC FP_CONTRACT OFF

#define DOT_OFFSET 1
#define DOT_PAIRS 2
#define DOT_SIGNED 3
#define DOT_HALVES 4
#define DOT_PLAIN 5

#if defined(__x86_64__)

#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512bw,avx512dq,avx512vnni,avx2,fma"))), apply_to = function)
#define LANES 16
#define FUSED 1
#define ROWS 12
#define ROWS8 12
#define DOT DOT_OFFSET
#define DPBUSD(sum, a, b) _mm512_dpbusd_epi32((__m512i)(sum), (__m512i)(a), (__m512i)(b))
#define LEVEL "avx512vnni"
#define NAME(x) encoder_avx512vnni_##x
#include "encoder_body.inc"
#undef ROWS8
#undef DOT
#undef DPBUSD
#undef LEVEL
#undef NAME
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512bw,avx512dq,avx2,fma"))), apply_to = function)
#define ROWS8 12
#define DOT DOT_PAIRS
#define MADD(a, b) _mm512_madd_epi16((__m512i)(a), (__m512i)(b))
#define LEVEL "avx512"
#define NAME(x) encoder_avx512_##x
#include "encoder_body.inc"
#undef LANES
#undef FUSED
#undef ROWS
#undef ROWS8
#undef DOT
#undef MADD
#undef LEVEL
#undef NAME
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx2,fma,avxvnni"))), apply_to = function)
#define LANES 8
#define FUSED 1
#define ROWS 6
#define ROWS8 6
#define DOT DOT_OFFSET
#define DPBUSD(sum, a, b) _mm256_dpbusd_avx_epi32((__m256i)(sum), (__m256i)(a), (__m256i)(b))
#define LEVEL "avx2vnni"
#define NAME(x) encoder_avx2vnni_##x
#include "encoder_body.inc"
#undef DOT
#undef DPBUSD
#undef LEVEL
#undef NAME
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define DOT DOT_PAIRS
#define MADD(a, b) _mm256_madd_epi16((__m256i)(a), (__m256i)(b))
#define LEVEL "avx2"
#define NAME(x) encoder_avx2_##x
#include "encoder_body.inc"
#undef LANES
#undef FUSED
#undef ROWS
#undef ROWS8
#undef DOT
#undef MADD
#undef LEVEL
#undef NAME
#pragma clang attribute pop

#define LANES 4
#define FUSED 0
#define ROWS 6
#define ROWS8 6
#define DOT DOT_PAIRS
#define MADD(a, b) _mm_madd_epi16((__m128i)(a), (__m128i)(b))
#define LEVEL "sse2"
#define NAME(x) encoder_sse2_##x
#include "encoder_body.inc"

static int supported(const entente_encoder_kernels **found) {
  int count = 0;
  __builtin_cpu_init();
  const _Bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq")) {
    if (__builtin_cpu_supports("avx512vnni")) found[count++] = &encoder_avx512vnni_set;
    found[count++] = &encoder_avx512_set;
  }
  if (avx2) {
    if (__builtin_cpu_supports("avxvnni")) found[count++] = &encoder_avx2vnni_set;
    found[count++] = &encoder_avx2_set;
  }
  found[count++] = &encoder_sse2_set;
  return count;
}

#elif defined(__aarch64__)

#include <arm_neon.h>
#if defined(__linux__)
#include <sys/auxv.h>
#endif

#define LANES 4
#define FUSED 1
#define ROWS 8
#define ROWS8 8
#pragma clang attribute push(__attribute__((target("dotprod"))), apply_to = function)
#define DOT DOT_SIGNED
#define LEVEL "neondot"
#define NAME(x) encoder_neondot_##x
#include "encoder_body.inc"
#undef DOT
#undef LEVEL
#undef NAME
#pragma clang attribute pop

#define DOT DOT_HALVES
#define LEVEL "neon"
#define NAME(x) encoder_neon_##x
#include "encoder_body.inc"

static _Bool has_dot_products(void) {
#if defined(__ARM_FEATURE_DOTPROD)
  return 1;
#elif defined(__linux__)
  return (getauxval(AT_HWCAP) >> 20 & 1) != 0;  // HWCAP_ASIMDDP
#else
  return 0;
#endif
}

static int supported(const entente_encoder_kernels **found) {
  int count = 0;
  if (has_dot_products()) found[count++] = &encoder_neondot_set;
  found[count++] = &encoder_neon_set;
  return count;
}

#else

#define LANES 4
#define FUSED 0
#define ROWS 4
#define ROWS8 4
#define DOT DOT_PLAIN
#define LEVEL "portable"
#define NAME(x) encoder_portable_##x
#include "encoder_body.inc"

static int supported(const entente_encoder_kernels **found) {
  found[0] = &encoder_portable_set;
  return 1;
}

#endif

int entente_encoder_kernels_count(void) {
  const entente_encoder_kernels *found[6];
  return supported(found);
}

const entente_encoder_kernels *entente_encoder_kernels_at(int index) {
  const entente_encoder_kernels *found[6];
  const int count = supported(found);
  return index >= 0 && index < count ? found[index] : 0;
}
