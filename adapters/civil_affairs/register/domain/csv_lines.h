// Lines of a CSV file (RFC 4180) as it comes, piece by piece: what is held is one line, however
// long the file.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace notary::marriage_register {

using CsvLine = std::vector<std::string>;

class CsvLines {
 public:
  // `take` is given each line with its number, the first of which is 1.
  using Take = std::function<absl::Status(CsvLine line, size_t number)>;
  explicit CsvLines(Take take) : take_(std::move(take)) {}

  // The first error of `take`, or INVALID_ARGUMENT for a line that is longer than any of ours: a
  // quote left open makes one of all the rest.
  absl::Status Add(absl::string_view piece);

  // After the last piece. A quote left open runs to the end of the text.
  absl::Status Finish();

 private:
  absl::Status AddCharacter(char c);
  absl::Status EndLine();

  const Take take_;
  CsvLine line_ = CsvLine(1);
  size_t number_ = 1;
  size_t bytes_ = 0;  // of this line
  bool quoted_ = false;
  bool just_closed_ = false;  // by the quote before this character, which another one opens again
};

}  // namespace notary::marriage_register
