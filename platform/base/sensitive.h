// Sensitive<T>: personal data or a secret. It has no path into a log line or an error text; the one
// way to the value is Reveal(), which a reader can search for.
#pragma once

#include <ostream>
#include <utility>

namespace notary {

template <typename T>
class Sensitive {
 public:
  Sensitive() = default;
  explicit Sensitive(T value) : value_(std::move(value)) {}
  const T& Reveal() const { return value_; }
  friend bool operator==(const Sensitive&, const Sensitive&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Sensitive&) { return out << "***"; }

 private:
  T value_{};
};

}  // namespace notary
