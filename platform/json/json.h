// JSON of outside parties, read without exceptions and without trust: a member that is absent or of
// another type is nullopt (or null), never a throw. This header stays light; a .cc file that builds
// JSON includes nlohmann/json.hpp itself.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace notary::json {

// INVALID_ARGUMENT (JSON_INVALID) when the text is not one JSON object.
absl::StatusOr<nlohmann::json> ParseObject(absl::string_view text);

// Invalid UTF-8 is replaced: printing never fails.
std::string Print(const nlohmann::json& value);

std::optional<std::string> GetText(const nlohmann::json& object, absl::string_view key);
std::optional<int64_t> GetInt(const nlohmann::json& object, absl::string_view key);
std::optional<bool> GetBool(const nlohmann::json& object, absl::string_view key);

// The member when it is an object (an array); an empty one of that kind otherwise.
const nlohmann::json& GetObject(const nlohmann::json& object, absl::string_view key);
const nlohmann::json& GetArray(const nlohmann::json& object, absl::string_view key);

}  // namespace notary::json
