// How many pages a paper has, as far as it tells.
#pragma once

#include <cstdint>

#include "absl/strings/string_view.h"

namespace notary::document {

// 1 of a picture. Of a PDF the objects that are pages, each counted once however often a later
// revision of the file writes it anew; 0 where none stands open, as in a file that packs its
// objects (PDF 1.5): that file does not tell. Unpacking it would take a library that follows what a
// stranger's file says, gigabytes of it, inside this process.
int64_t PageCount(absl::string_view media_type, absl::string_view content);

}  // namespace notary::document
