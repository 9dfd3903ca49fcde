#include "services/common/person_name.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "platform/base/error.h"
#include "platform/base/strings.h"
#include "services/common/unicode.h"

namespace notary::common {
namespace {

using CodePoints = std::vector<char32_t>;

constexpr size_t kMaxCharacters = 50;
constexpr size_t kMaxMarks = 4;
constexpr char32_t kMiddleDot = 0x00B7;
constexpr std::array<char32_t, 9> kDots = {kMiddleDot, 0x2022, 0x2027, 0x30FB, 0xFF0E,
                                           '.',        0x2219, 0x22C5, 0xFF65};
constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kGetaMark = 0x3013;
constexpr char32_t kWhiteSquare = 0x25A1;
// Stands for one or more unknown characters when two names are compared. Not a character itself.
constexpr char32_t kWildcard = 0x110000;

bool IsDot(char32_t c) { return std::find(kDots.begin(), kDots.end(), c) != kDots.end(); }
bool IsSpace(char32_t c) { return c == ' ' || c == 0x3000 || c == 0x00A0 || c == '\t'; }
bool IsHyphen(char32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }
bool IsApostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x02BC; }

bool IsSubstitute(char32_t c) {
  return c == '?' || c == 0xFF1F || c == '*' || c == kReplacement || c == kGetaMark ||
         c == kWhiteSquare || IsPrivateUse(c);
}

bool IsRare(char32_t c) { return IsHan(c) && (c < 0x4E00 || c > 0x9FA5) && c != 0x3007; }

bool IsNameCharacter(char32_t c) {
  return IsLetterOrMark(c) || IsHan(c) || IsDot(c) || IsSpace(c) || IsHyphen(c) || IsApostrophe(c);
}

bool IsLetter(char32_t c) { return IsHan(c) || (IsLetterOrMark(c) && !IsMark(c)); }

// No script writes more marks on one letter than this; what does hides the lines around it.
bool HasPileOfMarks(const CodePoints& name) {
  size_t pile = 0;
  for (char32_t c : name) {
    pile = IsMark(c) ? pile + 1 : 0;
    if (pile > kMaxMarks) return true;
  }
  return false;
}

CodePoints Decode(absl::string_view text) {
  return DecodeUtf8(text).value_or(CodePoints{kReplacement});
}

bool HasHan(const CodePoints& name) { return std::any_of(name.begin(), name.end(), IsHan); }

char32_t ToHalfWidth(char32_t c) { return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFF01 + '!' : c; }

CodePoints Trimmed(CodePoints name) {
  while (!name.empty() && IsSpace(name.back())) name.pop_back();
  name.erase(name.begin(),
             std::find_if(name.begin(), name.end(), [](char32_t c) { return !IsSpace(c); }));
  return name;
}

// Hyphens count as spaces, as a passport's machine-readable zone has them.
CodePoints LatinMatchForm(const CodePoints& name) {
  CodePoints out;
  for (char32_t c : name) {
    if (IsDot(c) || IsApostrophe(c)) continue;
    const bool gap = IsSpace(c) || IsHyphen(c);
    if (gap && (out.empty() || out.back() == ' ')) continue;
    out.push_back(gap ? U' ' : ToUpper(ToHalfWidth(c)));
  }
  return Trimmed(std::move(out));
}

CodePoints MatchForm(absl::string_view text) {
  const CodePoints name = Decode(ToNfc(text));
  if (!HasHan(name)) return LatinMatchForm(name);
  CodePoints out;
  for (char32_t c : name) {
    if (!IsDot(c) && !IsSpace(c) && !IsHyphen(c)) out.push_back(ToUpper(ToHalfWidth(c)));
  }
  return out;
}

// Each run of substitutes becomes one wildcard; so does Latin among Han characters (pinyin typed
// for a character the old system lacked).
CodePoints WithWildcards(const CodePoints& name) {
  const bool mixed = HasHan(name);
  CodePoints out;
  for (char32_t c : name) {
    const bool unknown = IsSubstitute(c) || (mixed && c < 0x250 && IsLetterOrMark(c));
    if (!unknown) {
      out.push_back(c);
    } else if (out.empty() || out.back() != kWildcard) {
      out.push_back(kWildcard);
    }
  }
  return out;
}

bool HasWildcard(const CodePoints& name) {
  return std::find(name.begin(), name.end(), kWildcard) != name.end();
}

// A wildcard on either side stands for one or two characters of the other: a lost four-byte
// character often left two marks, and two lost characters one run.
bool MatchWithWildcards(const CodePoints& a, const CodePoints& b) {
  std::vector<std::vector<bool>> reached(a.size() + 3, std::vector<bool>(b.size() + 3, false));
  reached[0][0] = true;
  for (size_t i = 0; i < a.size(); ++i) {
    for (size_t j = 0; j < b.size(); ++j) {
      if (!reached[i][j]) continue;
      const bool wild_a = a[i] == kWildcard;
      const bool wild_b = b[j] == kWildcard;
      if (wild_a || wild_b || a[i] == b[j]) reached[i + 1][j + 1] = true;
      if (wild_a) reached[i + 1][j + 2] = true;
      if (wild_b) reached[i + 2][j + 1] = true;
    }
  }
  return reached[a.size()][b.size()];
}

bool SharesAWord(const CodePoints& a, const CodePoints& b) {
  const std::string left = EncodeUtf8(a);
  const std::string right = EncodeUtf8(b);
  const std::vector<std::string> words = absl::StrSplit(left, ' ', absl::SkipEmpty());
  const std::vector<std::string> others = absl::StrSplit(right, ' ', absl::SkipEmpty());
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(others.begin(), others.end(), word) != others.end();
  });
}

bool SharesACharacter(const CodePoints& a, const CodePoints& b) {
  return std::any_of(a.begin(), a.end(), [&](char32_t c) {
    return c != kMiddleDot && std::find(b.begin(), b.end(), c) != b.end();
  });
}

// The compound surnames (复姓) that are in use.
constexpr std::array<absl::string_view, 18> kCompoundSurnames = {
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容",
    "令狐", "宇文", "长孙", "司徒", "夏侯", "端木", "万俟", "南宫", "独孤"};

// Three characters or more: 东方 alone is a Dong whose given name is Fang.
bool HasCompoundSurname(const CodePoints& name) {
  if (name.size() < 3) return false;
  const std::string first = EncodeUtf8({name[0], name[1]});
  return std::find(kCompoundSurnames.begin(), kCompoundSurnames.end(), first) !=
         kCompoundSurnames.end();
}

absl::Status CharactersError(absl::string_view field, bool substitute) {
  if (substitute) {
    return InvalidField(field, "NAME_SUBSTITUTE",
                        {"姓名中有无法识别的字符(问号或自造字),请输入证件上的原字",
                         "The name holds a placeholder (a question mark or a private-use "
                         "character): type the character of the document"});
  }
  return InvalidField(field, "NAME_CHARACTERS",
                      {"姓名只能包含文字、间隔号、空格、连字符和撇号",
                       "A name holds letters, middle dots, spaces, hyphens and apostrophes only"});
}

}  // namespace

absl::StatusOr<PersonName> ParsePersonName(absl::string_view field, absl::string_view text) {
  if (!DecodeUtf8(text)) {
    return InvalidField(field, "NAME_ENCODING",
                        {"姓名不是有效的UTF-8文本", "The name is not valid UTF-8"});
  }
  const CodePoints name = Trimmed(Decode(ToNfc(text)));
  if (name.empty() || name.size() > kMaxCharacters) {
    return InvalidField(field, "NAME_LENGTH",
                        {"姓名应为1至50个字符", "A name has 1 to 50 characters"});
  }
  const bool substitute = std::any_of(name.begin(), name.end(), IsSubstitute);
  const bool fits = std::any_of(name.begin(), name.end(), IsLetter) && !HasPileOfMarks(name) &&
                    std::all_of(name.begin(), name.end(), IsNameCharacter);
  if (substitute || !fits) {
    return CharactersError(field, substitute);
  }
  const std::string stored = EncodeUtf8(name);
  return PersonName{.stored = stored,
                    .match = NameMatchForm(stored),
                    .has_rare_character = HasRareCharacter(stored)};
}

std::string NameMatchForm(absl::string_view name) { return EncodeUtf8(MatchForm(name)); }

std::string MaskName(absl::string_view name) {
  constexpr size_t kMostStars = 4;
  const CodePoints characters = Trimmed(Decode(name));
  if (characters.empty()) return "";
  // A name of one character is all surname: it shows nothing.
  const size_t surname = HasCompoundSurname(characters) ? 2 : 1;
  const size_t kept = characters.size() > surname ? surname : 0;
  const CodePoints shown(characters.begin(), characters.begin() + static_cast<ptrdiff_t>(kept));
  return EncodeUtf8(shown) + std::string(std::min(kMostStars, characters.size() - kept), '*');
}

bool HasRareCharacter(absl::string_view name) {
  const CodePoints code_points = Decode(name);
  return std::any_of(code_points.begin(), code_points.end(), IsRare);
}

NameComparison CompareNames(absl::string_view a, absl::string_view b) {
  if (Trimmed(Decode(ToNfc(a))) == Trimmed(Decode(ToNfc(b)))) return NameComparison::kEqual;
  const CodePoints left = MatchForm(a);
  const CodePoints right = MatchForm(b);
  if (left == right) return NameComparison::kSameMatchForm;
  const CodePoints left_wild = WithWildcards(left);
  const CodePoints right_wild = WithWildcards(right);
  if ((HasWildcard(left_wild) || HasWildcard(right_wild)) &&
      MatchWithWildcards(left_wild, right_wild)) {
    return NameComparison::kSubstituted;
  }
  const CodePoints left_simple = FoldToSimplified(left);
  const CodePoints right_simple = FoldToSimplified(right);
  if (left_simple == right_simple) return NameComparison::kVariant;
  const bool han = HasHan(left) || HasHan(right);
  const bool shares =
      han ? SharesACharacter(left_simple, right_simple) : SharesAWord(left_simple, right_simple);
  return shares ? NameComparison::kPartlyDifferent : NameComparison::kDifferent;
}

}  // namespace notary::common
