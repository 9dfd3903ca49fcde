// Whose signature the foreign ministry has on file (domain.md 4.4).
#include "tests/integration/services/identity/identity_fixture.h"

namespace notary::identity {
namespace {

using rpc::Role;

class SpecimenTest : public IdentityFixture {
 protected:
  const rpc::Principal kSecurity =
      testing::Staff("xuhui", NewId(testing::TestStart()), {Role::ROLE_SECURITY_ADMIN});
  const rpc::Principal kAudit =
      testing::Staff("xuhui", NewId(testing::TestStart()), {Role::ROLE_AUDIT_ADMIN});

  absl::StatusOr<v1::Staff> Create(const std::string& login, Role role) {
    v1::CreateStaffRequest request;
    request.set_parent("offices/xuhui");
    request.set_login(login);
    request.set_display_name("公证员");
    request.add_roles(role);
    request.set_request_id(NewId(Now()));
    return Call<v1::Staff>(kSecurity, "StaffService/CreateStaff", request);
  }
};

// Whose certificates go abroad, and since when that is known.
TEST_F(SpecimenTest, ANotarysSpecimenIsFiledAndFiledAgain) {
  const auto made = Create("xuhui.li", Role::ROLE_NOTARY);
  v1::FileSpecimenRequest file;
  file.set_name(made->name());
  file.mutable_specimen()->set_valid_from("2026-01-01");
  file.mutable_specimen()->set_valid_until("2030-12-31");
  const auto filed = [&] {
    Pass(absl::Minutes(1));
    file.set_request_id(NewId(Now()));
    return Call<v1::Staff>(kSecurity, "StaffService/FileSpecimen", file);
  };
  ASSERT_EQ(filed().status(), absl::OkStatus());
  file.set_etag(made->etag());
  EXPECT_EQ(ReasonOf(filed().status()), "ETAG_STALE");
  file.clear_etag();
  file.mutable_specimen()->set_valid_until("2026-06-30");
  ASSERT_EQ(filed().status(), absl::OkStatus());

  v1::GetColleagueRequest get;
  get.set_name(
      absl::StrCat("offices/xuhui/colleagues/", made->name().substr(made->name().rfind('/') + 1)));
  const auto colleague =
      Call<v1::Colleague>(testing::SystemService("application"), "StaffService/GetColleague", get);
  EXPECT_EQ(colleague->specimen().valid_from(), "2026-01-01");
  EXPECT_EQ(colleague->specimen().valid_until(), "2026-06-30");
  v1::ListAccountEventsRequest list;
  list.set_parent("offices/xuhui");
  const auto events =
      Call<v1::ListAccountEventsResponse>(kAudit, "StaffService/ListAccountEvents", list);
  ASSERT_GE(events->events_size(), 2);
  EXPECT_EQ(events->events(0).kind(), "SPECIMEN_FILED");
  EXPECT_EQ(events->events(0).specimen().valid_until(), "2026-06-30");
  EXPECT_EQ(events->events(1).specimen().valid_until(), "2030-12-31");
  EXPECT_EQ(events->events(1).actor(), kSecurity.subject);
}

TEST_F(SpecimenTest, OnlyANotarysSignatureIsFiledAndForADayAtLeast) {
  v1::FileSpecimenRequest file;
  file.set_name(Create("xuhui.chen", Role::ROLE_ASSISTANT)->name());
  file.mutable_specimen()->set_valid_from("2026-01-02");
  file.mutable_specimen()->set_valid_until("2026-01-02");
  EXPECT_EQ(ReasonOf(Call<v1::Staff>(kSecurity, "StaffService/FileSpecimen", file).status()),
            "NOT_A_NOTARY");
  file.set_name(Create("xuhui.li", Role::ROLE_NOTARY)->name());
  EXPECT_TRUE(Call<v1::Staff>(kSecurity, "StaffService/FileSpecimen", file).ok());
  file.mutable_specimen()->set_valid_until("2026-01-01");
  EXPECT_EQ(ReasonOf(Call<v1::Staff>(kSecurity, "StaffService/FileSpecimen", file).status()),
            "SPECIMEN_PERIOD");
}

}  // namespace
}  // namespace notary::identity
