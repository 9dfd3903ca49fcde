#include "services/document/domain/page_count.h"

#include <set>

#include "absl/strings/ascii.h"

namespace notary::document {
namespace {

constexpr absl::string_view kType = "/Type";
constexpr absl::string_view kPage = "/Page";
constexpr absl::string_view kObject = " obj";
constexpr size_t kNone = absl::string_view::npos;

size_t SkipSpace(absl::string_view content, size_t at) {
  while (at < content.size() && absl::ascii_isspace(static_cast<unsigned char>(content[at]))) ++at;
  return at;
}

// Whether a /Type at `at` is /Page, and not /Pages or another name that begins so.
bool IsPage(absl::string_view content, size_t at) {
  const size_t name = SkipSpace(content, at + kType.size());
  if (content.substr(name, kPage.size()) != kPage) return false;
  const size_t end = name + kPage.size();
  return end >= content.size() || !absl::ascii_isalnum(static_cast<unsigned char>(content[end]));
}

// The number and generation before " obj", which begins at `at`: of "12 0 obj", "12 0".
absl::string_view ObjectId(absl::string_view content, size_t at) {
  size_t begin = at;
  while (begin > 0) {
    const auto before = static_cast<unsigned char>(content[begin - 1]);
    if (!absl::ascii_isdigit(before) && before != ' ') break;
    --begin;
  }
  return absl::StripAsciiWhitespace(content.substr(begin, at - begin));
}

// One walk over the file: the object that was opened last is the one that a /Type speaks of.
int64_t PagesOfPdf(absl::string_view content) {
  std::set<absl::string_view> pages;
  absl::string_view object;
  size_t open = content.find(kObject);
  for (size_t at = content.find(kType); at != kNone; at = content.find(kType, at + 1)) {
    for (; open < at; open = content.find(kObject, open + 1)) object = ObjectId(content, open);
    if (!object.empty() && IsPage(content, at)) pages.insert(object);
  }
  return static_cast<int64_t>(pages.size());
}

}  // namespace

int64_t PageCount(absl::string_view media_type, absl::string_view content) {
  return media_type == "application/pdf" ? PagesOfPdf(content) : 1;
}

}  // namespace notary::document
