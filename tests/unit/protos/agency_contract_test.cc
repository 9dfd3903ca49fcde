// What the agency contract promises on the wire, whoever implements it.
#include <gtest/gtest.h>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "google/protobuf/descriptor.h"
#include "notary/agency/v1/agency_service.pb.h"
#include "notary/agency/v1/question.pb.h"

namespace notary::agency {
namespace {

// Civil affairs answer about registration records; a letter that asks for a "status" is refused
// (domain.md 6.2, rule 3 of the model practice).
TEST(AgencyContractTest, TheWordStatusAppearsNowhereOnTheWire) {
  for (const auto* file : {v1::Envelope::descriptor()->file(), v1::Question::descriptor()->file(),
                           v1::Answer::descriptor()->file()}) {
    EXPECT_FALSE(absl::StrContains(absl::AsciiStrToLower(file->DebugString()), "status"))
        << file->name();
  }
}

TEST(AgencyContractTest, AnEnvelopeKeepsThePayloadAsItWasSent) {
  v1::Question question;
  question.set_request_id("0190aaaa-0000-7000-8000-000000000001");
  v1::Envelope sent;
  // Fields out of order: equal as messages, different as bytes.
  sent.set_payload(std::string("\x12\x01L", 3) + question.SerializeAsString());
  v1::Envelope received;

  ASSERT_TRUE(received.ParseFromString(sent.SerializeAsString()));

  EXPECT_EQ(received.payload(), sent.payload());
  v1::Question reparsed;
  ASSERT_TRUE(reparsed.ParseFromString(received.payload()));
  EXPECT_NE(reparsed.SerializeAsString(), received.payload());
}

// Registrations alone never tell these two.
TEST(AgencyContractTest, NoRegistrationStateSaysWidowedOrDivorcedByACourt) {
  const auto& states = *v1::Answer::RegistrationState_descriptor();
  for (int i = 0; i < states.value_count(); ++i) {
    EXPECT_FALSE(absl::StrContains(states.value(i)->name(), "WIDOW"));
    EXPECT_FALSE(absl::StrContains(states.value(i)->name(), "COURT"));
  }
}

}  // namespace
}  // namespace notary::agency
