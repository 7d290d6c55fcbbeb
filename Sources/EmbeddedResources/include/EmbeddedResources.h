#ifndef ENTENTE_EMBEDDED_RESOURCES_H
#define ENTENTE_EMBEDDED_RESOURCES_H

#include <stddef.h>
#include <stdint.h>

/// A knowledge file inside the binary.
struct entente_resource {
  const char *name;
  const uint8_t *bytes;
  size_t length;
};

/// How many knowledge files there are.
size_t entente_resource_count(void);

/// The file number `index`; an index past the end gives one without a name.
struct entente_resource entente_resource(size_t index);

#endif
