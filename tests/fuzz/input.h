// What a fuzz target is given, and how it complains. A target is one function with the entry point
// of libFuzzer: preset `fuzz` links it with libFuzzer, every other build with corpus_main.cc, which
// runs it over the kept corpus.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "absl/strings/string_view.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace notary::fuzz {

inline absl::string_view TextOf(const uint8_t* data, size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// The text before the first line feed; `text` becomes what follows.
inline absl::string_view TakeLine(absl::string_view& text) {
  const size_t end = text.find('\n');
  const absl::string_view line = text.substr(0, end);
  text = end == absl::string_view::npos ? absl::string_view() : text.substr(end + 1);
  return line;
}

// What must hold for every input: ends the program otherwise, which is a finding.
inline void Must(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

}  // namespace notary::fuzz
