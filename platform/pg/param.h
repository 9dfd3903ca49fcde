// One argument of a statement, in PostgreSQL's text form.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace notary::pg {

// Raw bytes, for bytea.
struct Bytes {
  absl::string_view value;
};

// Personal data as it is stored: encrypted, or empty (platform/pg/sealed.h). For bytea.
struct Sealed {
  std::string value;
};

class Param {
 public:
  Param(absl::string_view text) : text_(text) {}
  Param(const std::string& text) : text_(text) {}
  Param(const char* text) : text_(text) {}
  Param(Bytes bytes);
  Param(const Sealed& sealed) : Param(Bytes{sealed.value}) {}
  Param(int64_t value) : text_(std::to_string(value)) {}
  Param(int value) : text_(std::to_string(value)) {}
  Param(bool value) : text_(value ? "t" : "f") {}
  Param(absl::Time value);
  Param(absl::CivilDay value);
  Param(const std::vector<std::string>& array);  // text[] and what casts from it
  Param(const std::vector<int64_t>& array);
  Param(const std::vector<Sealed>& array);  // bytea[]
  Param(std::nullopt_t) : null_(true) {}
  template <typename T>
  Param(const std::optional<T>& value) : Param(value ? Param(*value) : Param(std::nullopt)) {}

  // nullptr for NULL. Valid while this object lives.
  const char* c_str() const { return null_ ? nullptr : text_.c_str(); }

 private:
  std::string text_;
  bool null_ = false;
};

// The literal of a text[]: {"a","b"}, quoted and escaped.
std::string ArrayLiteral(const std::vector<std::string>& values);

// The elements of a text[] in its literal form; bytea elements stay in their \x form.
std::vector<std::string> ParseArrayLiteral(absl::string_view literal);

}  // namespace notary::pg
