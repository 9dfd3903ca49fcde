#include "services/identity/domain/person.h"

#include <algorithm>

#include "platform/base/strings.h"

namespace notary::identity {

std::string MaskName(absl::string_view name) {
  constexpr size_t kMostStars = 4;
  const auto characters = DecodeUtf8(name);
  if (!characters || characters->empty()) return "";
  return EncodeUtf8({characters->front()}) +
         std::string(std::min(kMostStars, characters->size() - 1), '*');
}

}  // namespace notary::identity
