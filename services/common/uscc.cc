#include "services/common/uscc.h"

#include <algorithm>
#include <array>

#include "platform/base/error.h"
#include "services/common/input.h"

namespace notary::common {
namespace {

// No I, O, S, V, Z: they look like 1, 0, 5, U, 2. The index of a character is its value.
constexpr absl::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr std::array<int, 17> kWeights = {1,  3,  9,  27, 19, 26, 16, 17, 20,
                                          29, 25, 13, 8,  24, 10, 30, 28};
constexpr std::array<int, 8> kOrganisationWeights = {3, 7, 9, 10, 5, 8, 4, 2};

bool HasShape(absl::string_view code) {
  return code.size() == 18 && AllDigits(code.substr(2, 6)) &&
         std::all_of(code.begin(), code.end(),
                     [](char c) { return kAlphabet.find(c) != absl::string_view::npos; });
}

char CheckCharacter(absl::string_view first_17) {
  int sum = 0;
  for (size_t i = 0; i < kWeights.size(); ++i) {
    sum += static_cast<int>(kAlphabet.find(first_17[i])) * kWeights[i];
  }
  return kAlphabet[(31 - sum % 31) % 31];
}

// In GB 11714 letters count A = 10 to Z = 35, not by the alphabet above.
int OrganisationValue(char c) { return c <= '9' ? c - '0' : c - 'A' + 10; }

char OrganisationCheckCharacter(absl::string_view first_8) {
  int sum = 0;
  for (size_t i = 0; i < kOrganisationWeights.size(); ++i) {
    sum += OrganisationValue(first_8[i]) * kOrganisationWeights[i];
  }
  const int check = 11 - sum % 11;
  if (check == 10) return 'X';
  return check == 11 ? '0' : static_cast<char>('0' + check);
}

}  // namespace

absl::StatusOr<Uscc> ParseUscc(absl::string_view field, absl::string_view text) {
  const std::string code = NormaliseNumber(text);
  const absl::string_view view = code;
  if (!HasShape(view)) {
    return InvalidField(
        field, "USCC_FORMAT",
        {"统一社会信用代码应为18位数字或大写字母(不含I、O、S、V、Z)",
         "A unified social credit code has 18 digits or letters (no I, O, S, V, Z)"});
  }
  if (CheckCharacter(view.substr(0, 17)) != view[17] ||
      OrganisationCheckCharacter(view.substr(8, 8)) != view[16]) {
    return InvalidField(field, "USCC_CHECK_DIGIT",
                        {"校验码不符,请核对统一社会信用代码",
                         "The check character does not fit: please compare the code with the "
                         "licence"});
  }
  return Uscc{.code = code,
              .kind = code.substr(0, 2),
              .division = code.substr(2, 6),
              .organisation_code = code.substr(8, 9)};
}

}  // namespace notary::common
