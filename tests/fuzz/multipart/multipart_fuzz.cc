// A plain HTML form: the first line is the Content-Type, the rest the body.
#include "gateway/edge/form.h"
#include "gateway/edge/media_type.h"
#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace notary;  // NOLINT: an entry point
  absl::string_view body = fuzz::TextOf(data, size);
  const absl::string_view type = fuzz::TakeLine(body);
  gateway::IsJson(type);
  gateway::IsRawFile(type);
  if (!gateway::IsForm(type)) return 0;
  const auto parts = gateway::ParseForm(type, body);
  if (!parts.ok()) return 0;
  fuzz::Must(parts->size() <= gateway::FormLimits::kMaxParts, "a form has few parts");
  size_t content = 0;
  for (const gateway::FormPart& part : *parts) content += part.content.size();
  fuzz::Must(content <= body.size(), "parts hold no more than was sent");
  return 0;
}
