// The head of an HTTP request. Beyond not crashing: what is let through ends where it was found to
// end, names one host and one length, and has a target with one meaning.
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "gateway/edge/head_check.h"
#include "gateway/transcode/percent.h"
#include "tests/fuzz/input.h"

namespace notary::fuzz {
namespace {

int CountOf(absl::string_view head, absl::string_view field) {
  int count = 0;
  for (const absl::string_view line : absl::StrSplit(head, "\r\n")) {
    const absl::string_view name = line.substr(0, line.find(':'));
    if (name.size() < line.size() && absl::EqualsIgnoreCase(name, field)) ++count;
  }
  return count;
}

void CheckAdmitted(absl::string_view head) {
  Must(absl::EndsWith(head, "\r\n\r\n"), "an admitted head ends with an empty line");
  Must(CountOf(head, "host") == 1, "an admitted head names one host");
  Must(CountOf(head, "content-length") + CountOf(head, "transfer-encoding") <= 1,
       "an admitted head has one length");
  const std::vector<absl::string_view> first =
      absl::StrSplit(head.substr(0, head.find("\r\n")), ' ');
  Must(first.size() == 3, "an admitted request line has three words");
  if (!gateway::CheckTarget(first[1]).ok()) return;
  const size_t question = first[1].find('?');
  const auto path = gateway::PercentDecode(first[1].substr(0, question));
  Must(path.has_value(), "an admitted path decodes");
  Must(!absl::StrContains(*path, "/../") && !absl::EndsWith(*path, "/.."),
       "an admitted path does not climb");
  if (question != absl::string_view::npos) {
    gateway::ParseQuery(first[1].substr(question + 1)).IgnoreError();
  }
}

}  // namespace
}  // namespace notary::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace notary;  // NOLINT: an entry point
  const absl::string_view received = fuzz::TextOf(data, size);
  const std::optional<size_t> end = gateway::FindHeadEnd(received);
  if (!end) {
    fuzz::Must(!gateway::RefusedEarly(received).ok(), "a head refused early has a reason");
    return 0;
  }
  if (*end == absl::string_view::npos) return 0;
  fuzz::Must(*end <= size, "the end of a head lies in what was received");
  const absl::string_view head = received.substr(0, *end);
  if (gateway::CheckHead(head).ok()) fuzz::CheckAdmitted(head);
  return 0;
}
