#include "platform/json/json.h"

#include <nlohmann/json.hpp>

#include "platform/base/error.h"

namespace notary::json {
namespace {

using Json = nlohmann::json;

const Json* Find(const Json& object, absl::string_view key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(std::string(key));
  return found == object.end() ? nullptr : &*found;
}

}  // namespace

absl::StatusOr<Json> ParseObject(absl::string_view text) {
  Json value = Json::parse(text.begin(), text.end(), nullptr, /*allow_exceptions=*/false);
  if (value.is_object()) return value;
  return InvalidField("body", "JSON_INVALID", {"不是有效的 JSON 对象", "Not a valid JSON object"});
}

std::string Print(const Json& value) {
  return value.dump(-1, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace);
}

std::optional<std::string> GetText(const Json& object, absl::string_view key) {
  const Json* found = Find(object, key);
  if (found == nullptr || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

std::optional<int64_t> GetInt(const Json& object, absl::string_view key) {
  const Json* found = Find(object, key);
  if (found == nullptr || !found->is_number_integer()) return std::nullopt;
  // A number above the signed range would come out negative.
  if (found->is_number_unsigned() && found->get<uint64_t>() > INT64_MAX) return std::nullopt;
  return found->get<int64_t>();
}

std::optional<bool> GetBool(const Json& object, absl::string_view key) {
  const Json* found = Find(object, key);
  if (found == nullptr || !found->is_boolean()) return std::nullopt;
  return found->get<bool>();
}

const Json& GetObject(const Json& object, absl::string_view key) {
  static const Json& empty = *new Json(Json::object());
  const Json* found = Find(object, key);
  return found != nullptr && found->is_object() ? *found : empty;
}

const Json& GetArray(const Json& object, absl::string_view key) {
  static const Json& empty = *new Json(Json::array());
  const Json* found = Find(object, key);
  return found != nullptr && found->is_array() ? *found : empty;
}

}  // namespace notary::json
