#include "LanguageRuntimeKernels.h"
