#include "cmd/notaryctl/demo/office.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "notary/catalogue/v1/catalogue_service.pb.h"
#include "notary/identity/v1/staff_service.pb.h"
#include "platform/base/check.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/textproto.h"
#include "platform/time/clock.h"

namespace notary::demo {
namespace {

constexpr absl::Duration kSessionLength = absl::Hours(8);
constexpr char kStaffService[] = "/notary.identity.v1.StaffService/";

struct Post {
  const char* who;
  const char* display_name;
  Role role;
  const char* name_pinyin = "";  // of those who sign English pages
};

constexpr Post kPosts[] = {
    {"assistant", "受理助理", Role::ROLE_ASSISTANT},
    {"notary", "承办公证员", Role::ROLE_NOTARY, "GONGZHENGYUAN Jia"},
    {"notary-2", "公证员乙", Role::ROLE_NOTARY, "GONGZHENGYUAN Yi"},
    {"approver", "审批公证员", Role::ROLE_APPROVER},
    {"printer", "制证员", Role::ROLE_PRODUCTION},
    {"archivist", "档案员", Role::ROLE_ARCHIVIST},
    {"cashier", "收费员", Role::ROLE_CASHIER},
    {"head", "公证处主任", Role::ROLE_HEAD},
};

std::string LoginOf(const std::string& office, const std::string& who) {
  return absl::StrCat(office, ".", who);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Office>> Office::Connect(const std::string& config_path,
                                                        const Pace& pace) {
  std::unique_ptr<Office> office(new Office(pace));
  RETURN_IF_ERROR(rpc::ReadTextProto(config_path, &office->config_));
  const config::v1::Config& config = office->config_;
  if (config.mode() != config::v1::Config::DEMO) {
    return absl::FailedPreconditionError("a demonstration needs mode DEMO: it moves time");
  }
  ASSIGN_OR_RETURN(office->clock_, SharedOffsetClock::Open(config.clock_offset_file()));
  ASSIGN_OR_RETURN(crypto::SigningKey key,
                   crypto::SigningKey::FromFile(config.tokens().signing_key_file()));
  office->signer_ = std::make_unique<rpc::TokenSigner>(config.tokens().key_id(), std::move(key));
  office->channel_ = rpc::Channel::ToSocket(absl::StrCat("unix:", config.socket_path()));
  return office;
}

rpc::Principal Office::Applicant(const std::string& id) const {
  return {absl::StrCat("persons/", id), "", "", {Role::ROLE_APPLICANT}};
}

rpc::Principal Office::Staff(const std::string& office, const std::string& who, Role role) const {
  const auto found = staff_.find(LoginOf(office, who));
  NOTARY_CHECK(found != staff_.end());
  return {found->second, "", office, {role}};
}

absl::StatusOr<std::string> Office::RetentionOf(const std::string& matter) {
  catalogue::v1::GetMatterRequest request;
  request.set_name(absl::StrCat("matters/", matter));
  ASSIGN_OR_RETURN(
      const auto found,
      Call<catalogue::v1::Matter>(Applicant("archive"),
                                  "/notary.catalogue.v1.CatalogueService/GetMatter", request));
  const std::string term = catalogue::v1::Matter::Retention_Name(found.retention());
  return std::string(absl::StripSuffix(term, "_TERM"));
}

absl::Status Office::FindStaff(const rpc::Principal& admin, const std::string& office) {
  identity::v1::ListStaffRequest request;
  request.set_parent(absl::StrCat("offices/", office));
  request.set_page_size(100);
  ASSIGN_OR_RETURN(const auto page, Call<identity::v1::ListStaffResponse>(
                                        admin, absl::StrCat(kStaffService, "ListStaff"), request));
  for (const identity::v1::Staff& staff : page.staff()) {
    staff_[staff.login()] =
        absl::StrCat("staff/", staff.name().substr(staff.name().rfind('/') + 1));
    const bool signs = std::ranges::count(staff.roles(), Role::ROLE_NOTARY) > 0;
    if (signs && !staff.has_specimen()) RETURN_IF_ERROR(FileSpecimen(admin, staff.name()));
  }
  return absl::OkStatus();
}

// From the year of the demonstration on, the ministry has the signature on file.
absl::Status Office::FileSpecimen(const rpc::Principal& admin, const std::string& staff) {
  const absl::CivilYear year = absl::ToCivilYear(Now(), ShanghaiZone());
  identity::v1::FileSpecimenRequest request;
  request.set_name(staff);
  request.mutable_specimen()->set_valid_from(absl::FormatCivilTime(absl::CivilDay(year)));
  request.mutable_specimen()->set_valid_until(absl::FormatCivilTime(absl::CivilDay(year + 5) - 1));
  request.set_request_id(NewRequestId());
  return Call<identity::v1::Staff>(admin, absl::StrCat(kStaffService, "FileSpecimen"), request)
      .status();
}

absl::Status Office::Employ() {
  const std::string list = "/notary.catalogue.v1.CatalogueService/ListOffices";
  ASSIGN_OR_RETURN(const auto found,
                   Call<catalogue::v1::ListOfficesResponse>(Applicant("employ"), list,
                                                            catalogue::v1::ListOfficesRequest()));
  for (const catalogue::v1::Office& office : found.offices()) {
    RETURN_IF_ERROR(EmployAt(office.name().substr(office.name().rfind('/') + 1)));
  }
  return absl::OkStatus();
}

absl::Status Office::EmployAt(const std::string& office) {
  const rpc::Principal admin = {
      absl::StrCat("staff/", office, "-security"), "", office, {Role::ROLE_SECURITY_ADMIN}};
  RETURN_IF_ERROR(FindStaff(admin, office));
  for (const Post& post : kPosts) {
    const std::string login = LoginOf(office, post.who);
    if (staff_.contains(login)) continue;
    identity::v1::CreateStaffRequest request;
    request.set_parent(absl::StrCat("offices/", office));
    request.set_login(login);
    request.set_display_name(post.display_name);
    request.set_name_pinyin(post.name_pinyin);
    request.add_roles(post.role);
    request.set_request_id(NewRequestId());
    RETURN_IF_ERROR(
        Call<identity::v1::Staff>(admin, absl::StrCat(kStaffService, "CreateStaff"), request)
            .status());
  }
  return FindStaff(admin, office);
}

void Office::PassLook() {
  absl::SleepFor(pace_.between_looks);
  Advance(pace_.per_look);
}

std::string Office::NewRequestId() const { return NewId(clock_->Now()); }

bool Office::ShouldRepeat(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status) ||
         absl::IsCancelled(status) || absl::IsResourceExhausted(status);
}

void Office::CheckTypes(const std::string& method, const google::protobuf::Message& request,
                        const std::string& response) {
  NOTARY_CHECK(rpc::MethodFits(method, request.GetDescriptor()->full_name(), response));
}

absl::StatusOr<std::string> Office::CallBytes(const rpc::Principal& who, const std::string& method,
                                              const std::string& request) {
  const absl::Time start = absl::Now();
  const absl::Time until = start + absl::Seconds(30);
  while (true) {
    absl::StatusOr<std::string> response = channel_->CallBytes(
        method, request, {.authorization = TokenFor(who), .timeout = absl::Seconds(5)});
    if (!ShouldRepeat(response.status()) || absl::Now() > until) {
      if (observer_) observer_({who, method, request, response, absl::Now() - start});
      return response;
    }
    absl::SleepFor(absl::Milliseconds(50));
  }
}

std::string Office::TokenFor(const rpc::Principal& who) {
  const absl::Time now = clock_->Now();
  absl::MutexLock lock(&mutex_);
  Session& session = sessions_[absl::StrCat(who.subject, "|", who.roles.front())];
  if (now > session.renew_time) {
    rpc::Principal bearer = who;
    bearer.sign_in_time = now;
    session.token = signer_->Sign(bearer, now - absl::Minutes(1), now + kSessionLength);
    session.renew_time = now + kSessionLength / 2;
  }
  return session.token;
}

}  // namespace notary::demo
