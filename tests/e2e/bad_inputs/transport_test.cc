// What gRPC itself turns away before a service sees it, and what it must not let pass: quality.md
// D 9, 12–15, 18. Refused by the library, these carry a code and no ErrorInfo.
#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "platform/base/error.h"
#include "platform/rpc/bytes.h"
#include "platform/rpc/status.h"
#include "tests/testing/office/digest.h"
#include "tests/testing/office/stage.h"

namespace notary::testing {
namespace {

using ::testing::IsEmpty;

struct Crossing {
  std::string name;
  grpc::StatusCode code;
  std::string reason = {};  // empty: the library's own refusal
  std::string method = "/notary.application.v1.ApplicationService/GetApplication";
  std::string body = {};
  std::multimap<std::string, std::string> metadata = {};
  absl::Duration timeout = absl::Seconds(10);
  bool compressed = false;
};

void PrintTo(const Crossing& crossing, std::ostream* out) { *out << crossing.name; }

constexpr size_t kFourMiB = 4 << 20;
constexpr char kReturn[] = "/notary.application.v1.ApplicationService/ReturnApplication";

// A field 4 ("note") of this many bytes.
std::string Note(size_t size) {
  std::string message = "\x22";
  for (size_t rest = size; true; rest >>= 7) {
    message += static_cast<char>(rest >= 0x80 ? (rest & 0x7F) | 0x80 : rest);
    if (rest < 0x80) break;
  }
  return message + std::string(size, 'a');
}

std::vector<Crossing> Crossings() {
  return {
      {.name = "unknown_method",
       .code = grpc::UNIMPLEMENTED,
       .method = "/notary.application.v1.ApplicationService/DropApplication"},
      {.name = "unknown_service",
       .code = grpc::UNIMPLEMENTED,
       .method = "/notary.application.v2.ApplicationService/GetApplication"},
      {.name = "path_without_service", .code = grpc::UNIMPLEMENTED, .method = "/GetApplication"},
      {.name = "path_with_traversal",
       .code = grpc::UNIMPLEMENTED,
       .method = "/notary.application.v1.ApplicationService/../../etc/passwd"},
      {.name = "message_of_4_MiB_and_more",
       .code = grpc::RESOURCE_EXHAUSTED,
       .method = kReturn,
       .body = Note(kFourMiB + 1)},
      {.name = "compressed_message_that_grows_past_4_MiB",
       .code = grpc::RESOURCE_EXHAUSTED,
       .method = kReturn,
       .body = Note(4 * kFourMiB),
       .compressed = true},
      {.name = "metadata_of_9_kB",
       .code = grpc::RESOURCE_EXHAUSTED,
       .metadata = {{"x-padding", std::string(9 << 10, 'a')}}},
      {.name = "deadline_passed", .code = grpc::DEADLINE_EXCEEDED, .timeout = -absl::Seconds(1)},
      {.name = "identity_in_a_header_of_its_own",
       .code = grpc::UNAUTHENTICATED,
       .reason = "TOKEN_MISSING",
       .metadata = {{"x-principal", "staff/xuhui-head"},
                    {"x-roles", "ROLE_HEAD"},
                    {"x-forwarded-user", "persons/zhang-yi"}}},
      {.name = "basic_authorization",
       .code = grpc::UNAUTHENTICATED,
       .reason = "TOKEN_MALFORMED",
       .metadata = {{"authorization", "Basic eHg6eHg="}}},
      {.name = "bearer_of_nothing",
       .code = grpc::UNAUTHENTICATED,
       .reason = "TOKEN_MALFORMED",
       .metadata = {{"authorization", "Bearer "}}},
      {.name = "bearer_of_no_base64",
       .code = grpc::UNAUTHENTICATED,
       .reason = "TOKEN_MALFORMED",
       .metadata = {{"authorization", "Bearer ***"}}},
      {.name = "bearer_of_5_kB",
       .code = grpc::UNAUTHENTICATED,
       .reason = "TOKEN_MALFORMED",
       .metadata = {{"authorization", absl::StrCat("Bearer ", std::string(5000, 'A'))}}},
      {.name = "control_deadline_in_ten_years",
       .code = grpc::OK,
       .method = "/notary.catalogue.v1.CatalogueService/ListOffices",
       .timeout = absl::Hours(24 * 3650)},
  };
}

grpc::Status Cross(const std::string& address, const Crossing& crossing) {
  grpc::GenericStub stub(grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  for (const auto& [key, value] : crossing.metadata) context.AddMetadata(key, value);
  context.set_deadline(absl::ToChronoTime(absl::Now() + crossing.timeout));
  if (crossing.compressed) context.set_compression_algorithm(GRPC_COMPRESS_GZIP);
  const grpc::ByteBuffer request = rpc::ToBuffer(crossing.body);
  grpc::ByteBuffer response;
  grpc::Status status;
  absl::Notification done;
  stub.UnaryCall(&context, crossing.method, grpc::StubOptions(), &request, &response,
                 [&](grpc::Status answer) {
                   status = std::move(answer);
                   done.Notify();
                 });
  done.WaitForNotification();
  return status;
}

class TransportTest : public ::testing::TestWithParam<Crossing> {};

TEST_P(TransportTest, IsTurnedAwayAndLeavesNoTrace) {
  OfficeWorld& world = TheStage().world();
  const Digest before = Settle(world.owner());

  const grpc::Status status = Cross(absl::StrCat("unix:", world.socket_path()), GetParam());

  EXPECT_EQ(status.error_code(), GetParam().code) << status.error_message();
  EXPECT_EQ(ReasonOf(rpc::FromGrpc(status)), GetParam().reason);
  EXPECT_THAT(Differing(before, TakeDigest(world.owner())), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Rows, TransportTest, ::testing::ValuesIn(Crossings()),
                         [](const auto& info) { return info.param.name; });

}  // namespace

}  // namespace notary::testing
