// A request of the JSON interface: the first line is method and target, the rest the body. What is
// bound is written as JSON and read again, by us and by protobuf's own reader, and must be the same
// message.
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gateway/transcode/binder.h"
#include "gateway/transcode/json_reader.h"
#include "gateway/transcode/json_writer.h"
#include "gateway/transcode/route_table.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/message_differencer.h"
#include "notary/application/v1/application_service.pb.h"
#include "notary/catalogue/v1/catalogue_service.pb.h"
#include "notary/document/v1/document_service.pb.h"
#include "notary/identity/v1/sign_in_service.pb.h"
#include "tests/fuzz/input.h"

namespace notary::fuzz {
namespace {

const gateway::RouteTable& Routes() {
  // Named, so that the linker keeps the contracts.
  static const google::protobuf::Descriptor* const kLinked[] = {
      application::v1::CreateApplicationRequest::descriptor(),
      catalogue::v1::Checklist::descriptor(), document::v1::Document::descriptor(),
      identity::v1::Self::descriptor()};
  Must(kLinked[0] != nullptr, "the contracts are linked");
  static const auto& routes = *new absl::StatusOr<gateway::RouteTable>(gateway::RouteTable::Build(
      {"notary.application.v1.ApplicationService", "notary.catalogue.v1.CatalogueService",
       "notary.document.v1.DocumentService", "notary.identity.v1.SignInService"}));
  Must(routes.ok(), "the routes can be built");
  return *routes;
}

void CheckRoundTrip(const google::protobuf::Message& bound) {
  const std::string json = gateway::WriteJson(bound);
  const gateway::MessagePtr again = gateway::NewMessage(*bound.GetDescriptor());
  Must(gateway::ReadJson(json, *again).ok(), "what we write, we read");
  Must(google::protobuf::util::MessageDifferencer::Equals(bound, *again),
       "what we read is what we wrote");
  const gateway::MessagePtr theirs = gateway::NewMessage(*bound.GetDescriptor());
  Must(google::protobuf::util::JsonStringToMessage(json, theirs.get()).ok(), "protobuf reads it");
  Must(google::protobuf::util::MessageDifferencer::Equals(bound, *theirs), "as we do");
}

}  // namespace
}  // namespace notary::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace notary;  // NOLINT: an entry point
  absl::string_view body = fuzz::TextOf(data, size);
  const std::vector<absl::string_view> line = absl::StrSplit(fuzz::TakeLine(body), ' ');
  if (line.size() != 2 || !gateway::CheckTarget(line[1]).ok()) return 0;
  const size_t question = line[1].find('?');
  const auto match = fuzz::Routes().Find(line[0], line[1].substr(0, question));
  if (match.route == nullptr) return 0;
  const auto query = gateway::ParseQuery(
      question == absl::string_view::npos ? absl::string_view() : line[1].substr(question + 1));
  if (!query.ok()) return 0;
  const auto bound = gateway::BindRequest(*match.route, match.variables, *query, body);
  if (bound.ok()) fuzz::CheckRoundTrip(**bound);
  return 0;
}
