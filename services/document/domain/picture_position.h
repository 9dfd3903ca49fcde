// Whether a picture says where it was taken.
#pragma once

#include "absl/strings/string_view.h"

namespace notary::document {

// True for a JPEG or PNG whose EXIF data has a GPS part. Reads what strangers wrote: whatever is
// not well formed has none.
bool TellsPosition(absl::string_view media_type, absl::string_view content);

}  // namespace notary::document
