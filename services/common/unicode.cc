#include "services/common/unicode.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <memory>
#include <optional>

#include "platform/base/check.h"
#include "platform/base/strings.h"

namespace notary::common {
namespace {

icu::UnicodeString ToIcu(absl::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

// Built from rules once: that takes milliseconds. ICU transliterates under its own lock.
const icu::Transliterator& TraditionalToSimplified() {
  static const icu::Transliterator* const instance = [] {
    UErrorCode error = U_ZERO_ERROR;
    icu::Transliterator* made =
        icu::Transliterator::createInstance("Hant-Hans", UTRANS_FORWARD, error);
    NOTARY_CHECK(U_SUCCESS(error) && made != nullptr);
    return made;
  }();
  return *instance;
}

}  // namespace

std::string ToNfc(absl::string_view text) {
  if (!DecodeUtf8(text)) return std::string(text);
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  NOTARY_CHECK(U_SUCCESS(error));
  const icu::UnicodeString normalised = nfc->normalize(ToIcu(text), error);
  NOTARY_CHECK(U_SUCCESS(error));
  std::string out;
  normalised.toUTF8String(out);
  return out;
}

bool IsLetterOrMark(char32_t c) {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}

bool IsMark(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0; }

bool IsHan(char32_t c) { return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_IDEOGRAPHIC); }

bool IsPrivateUse(char32_t c) { return u_charType(static_cast<UChar32>(c)) == U_PRIVATE_USE_CHAR; }

char32_t ToUpper(char32_t c) { return static_cast<char32_t>(u_toupper(static_cast<UChar32>(c))); }

std::vector<char32_t> FoldToSimplified(const std::vector<char32_t>& text) {
  icu::UnicodeString folded = ToIcu(EncodeUtf8(text));
  TraditionalToSimplified().transliterate(folded);
  std::string out;
  folded.toUTF8String(out);
  const std::optional<std::vector<char32_t>> code_points = DecodeUtf8(out);
  NOTARY_CHECK(code_points.has_value());
  return *code_points;
}

}  // namespace notary::common
