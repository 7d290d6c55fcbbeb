// The knowledge files of tables/, byte for byte (C23's #embed). resources.inc lists them, a line each:
// RESOURCE(identifier, "folder/name.tsv"), made anew by Scripts/list-resources.
#include "EmbeddedResources.h"

#include "resources.inc"

size_t entente_resource_count(void) { return sizeof(resources) / sizeof(resources[0]); }

struct entente_resource entente_resource(size_t index) {
  if (index < entente_resource_count()) return resources[index];
  struct entente_resource none = {0, 0, 0};
  return none;
}
