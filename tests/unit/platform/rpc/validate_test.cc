#include "platform/rpc/validate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "notary/application/v1/application_service.pb.h"
#include "notary/document/v1/document_service.pb.h"
#include "notary/notification/v1/notification_service.pb.h"
#include "platform/base/error.h"

namespace notary::rpc {
namespace {

namespace v1 = application::v1;

constexpr char kName[] = "offices/xuhui/applications/0190aaaa-0000-7000-8000-000000000001";

v1::AssignNotaryRequest Good() {
  v1::AssignNotaryRequest request;
  request.set_name(kName);
  request.set_notary("staff/n1");
  request.set_notary_name("公证员甲");
  return request;
}

std::string FirstField(const absl::Status& status) {
  const std::optional<ErrorDetail> detail = DetailOf(status);
  return detail && !detail->fields.empty() ? detail->fields[0].field : "";
}

TEST(ValidateTest, PassesWhatKeepsTheRules) { EXPECT_TRUE(Validate(Good()).ok()); }

TEST(ValidateTest, NamesEveryFieldAtFault) {
  const absl::Status status = Validate(v1::AssignNotaryRequest());

  ASSERT_TRUE(DetailOf(status));
  EXPECT_EQ(DetailOf(status)->fields.size(), 2u);  // name and notary are required
  EXPECT_EQ(FirstField(status), "name");
}

struct BadText {
  const char* what;
  std::string value;
  const char* reason;
};

TEST(ValidateTest, RefusesTextsThatAreNoNames) {
  const BadText rows[] = {
      {"control character", std::string("a\x01") + "b", "CONTROL_CHARACTER"},
      {"line break", "a\nb", "CONTROL_CHARACTER"},
      {"escape sequence", "\x1b[31m", "CONTROL_CHARACTER"},
      {"delete", "a\x7f", "CONTROL_CHARACTER"},
      {"C1 control", "a\xc2\x85", "CONTROL_CHARACTER"},
      {"51 characters", std::string(51, 'x'), "TOO_LONG"},
      {"51 rare characters",
       [] {
         std::string s;
         for (int i = 0; i < 51; ++i) s += "𫖯";
         return s;
       }(),
       "TOO_LONG"},
      {"a megabyte", std::string(1 << 20, 'x'), "TOO_LONG"},
  };
  for (const BadText& row : rows) {
    v1::AssignNotaryRequest request = Good();
    request.set_notary_name(row.value);
    EXPECT_EQ(ReasonOf(Validate(request)), row.reason) << row.what;
  }
}

TEST(ValidateTest, CountsCharactersNotBytes) {
  v1::AssignNotaryRequest request = Good();
  std::string fifty;
  for (int i = 0; i < 50; ++i) fifty += "𫖯";
  request.set_notary_name(fifty);

  EXPECT_TRUE(Validate(request).ok());
}

// What a map's values may hold is said at the map.
TEST(ValidateTest, TheRuleOfAMapHoldsForItsValues) {
  v1::CreateApplicationRequest form;
  form.set_parent("offices/xuhui");
  (*form.mutable_application()->mutable_form())["applicant.name"] = "张一\n李二";
  EXPECT_EQ(ReasonOf(Validate(form)), "CONTROL_CHARACTER");

  notification::v1::CreateNoticeRequest notice;
  notice.set_parent("offices/xuhui");
  notice.mutable_notice()->set_code("N02");
  notice.mutable_notice()->set_application(kName);
  notice.mutable_notice()->set_addressee("persons/a");
  (*notice.mutable_notice()->mutable_values())["items_zh"] = "身份证\n护照";
  EXPECT_TRUE(Validate(notice).ok()) << Validate(notice);
}

TEST(ValidateTest, RefusesNamesThatAreNoResourceNames) {
  for (const char* bad : {"offices", "offices/xuhui/applications", "offices/XUHUI/applications/x",
                          "/offices/xuhui", "offices//applications/x",
                          "offices/xuhui/applications/../x", "offices/xuhui/applications/x;y",
                          "offices/xuhui/applications/%00", "offices/x/applications/y z"}) {
    v1::AssignNotaryRequest request = Good();
    request.set_name(bad);
    EXPECT_EQ(ReasonOf(Validate(request)), "MALFORMED") << bad;
  }
}

TEST(ValidateTest, AllOfficesAreNamedOnlyWhereTheyAreReadTogether) {
  v1::ListApplicationsRequest list;
  for (const char* good : {"offices/xuhui", "offices/-"}) {
    list.set_parent(good);
    EXPECT_TRUE(Validate(list).ok()) << good;
  }
  for (const char* bad : {"offices/", "offices/--", "offices/-/applications/-", "offices/xuhui/",
                          "offices/XUHUI", "-", "persons/-"}) {
    list.set_parent(bad);
    EXPECT_EQ(ReasonOf(Validate(list)), "MALFORMED") << bad;
  }
  v1::SearchApplicationsRequest search;
  search.set_parent("offices/-");
  search.set_id_type("CITIZEN_ID");
  search.set_id_number("310111199001151010");
  search.set_purpose("REVIEW");
  EXPECT_EQ(FirstField(Validate(search)), "parent");
}

TEST(ValidateTest, RefusesListsAboveTheirLimit) {
  v1::RequestCompletionRequest request;
  request.set_name(kName);
  for (int i = 0; i < 41; ++i) request.add_items()->set_slot("M01");

  EXPECT_EQ(ReasonOf(Validate(request)), "TOO_MANY");
  EXPECT_EQ(FirstField(Validate(request)), "items");
}

TEST(ValidateTest, LooksIntoMessagesInsideLists) {
  v1::RequestCompletionRequest request;
  request.set_name(kName);
  request.add_items()->set_slot("M01");
  request.add_items()->set_slot("not a code");

  EXPECT_EQ(FirstField(Validate(request)), "items[1].slot");
}

TEST(ValidateTest, RefusesUnknownEnumValues) {
  v1::CreateApplicationRequest request;
  request.set_parent("offices/xuhui");
  request.mutable_application()->set_capacity(static_cast<v1::Application::Capacity>(999));

  EXPECT_EQ(ReasonOf(Validate(request)), "ENUM_UNKNOWN");
}

TEST(ValidateTest, HoldsNumbersToTheirRange) {
  document::v1::CreateDocumentRequest request;
  request.set_parent("offices/xuhui");
  request.mutable_document()->set_media_type("image/png");
  request.mutable_document()->set_sha256("00");
  for (int64_t bad : {int64_t{-1}, int64_t{20971521}, std::numeric_limits<int64_t>::min()}) {
    request.mutable_document()->set_size_bytes(bad);
    EXPECT_EQ(ReasonOf(Validate(request)), "OUT_OF_RANGE") << bad;
  }
}

TEST(OfficeTest, ComesFromNameParentOrTheOneResourceInside) {
  v1::UpdateApplicationRequest update;
  update.mutable_application()->set_name(kName);
  v1::CreateApplicationRequest create;
  create.set_parent("offices/minhang");

  EXPECT_EQ(OfficeOfRequest(Good()), "xuhui");
  EXPECT_EQ(OfficeOfRequest(update), "xuhui");
  EXPECT_EQ(OfficeOfRequest(create), "minhang");
  EXPECT_EQ(OfficeOfName("persons/x"), "");
}

}  // namespace
}  // namespace notary::rpc
