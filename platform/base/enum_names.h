// Names of enumerators, for databases, protos and logs: the same text everywhere. An enum takes
// part by specialising kEnumNames with one name per enumerator, in order, starting at 0.
#pragma once

#include <array>
#include <optional>

#include "absl/strings/string_view.h"

namespace notary {

template <typename E>
inline constexpr auto kEnumNames = std::array<const char*, 0>{};

template <typename E>
constexpr const char* Name(E value) {
  static_assert(!kEnumNames<E>.empty());
  return kEnumNames<E>[static_cast<size_t>(value)];
}

template <typename E>
std::optional<E> Parse(absl::string_view name) {
  for (size_t i = 0; i < kEnumNames<E>.size(); ++i) {
    if (name == kEnumNames<E>[i]) return static_cast<E>(i);
  }
  return std::nullopt;
}

}  // namespace notary
