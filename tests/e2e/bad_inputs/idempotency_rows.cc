// Request ids: quality.md D 86–88. What a repetition does is tests/e2e/repeated.
#include "tests/e2e/bad_inputs/row.h"

namespace notary::testing {
namespace {

using enum absl::StatusCode;

constexpr char kCreate[] = "ApplicationService/CreateApplication";
constexpr char kId[] = "0190aaaa-0000-7000-8000-00000000000a";

Row BadId(std::string name, std::string id, std::string reason) {
  return Refused(
      std::move(name), kCreate, By::kApplicant,
      "parent: 'offices/xuhui' application { matter: 'CERT_EDU' } request_id: '" + id + "'",
      kInvalidArgument, std::move(reason), "request_id");
}

std::string Create(const std::string& matter) {
  return "parent: 'offices/xuhui' application { matter: '" + matter + "' } request_id: '" + kId +
         "'";
}

Row Reused(std::string name, std::string method, std::string request) {
  Row row = Refused(std::move(name), std::move(method), By::kApplicant, std::move(request),
                    kInvalidArgument, "REQUEST_ID_REUSED", "request_id");
  row.prepare = [](Stage& stage) { stage.Do(By::kApplicant, kCreate, Create("CERT_EDU")); };
  return row;
}

}  // namespace

Rows IdempotencyRows() {
  return {
      BadId("request_id_in_upper_case", "0190AAAA-0000-7000-8000-00000000000A", "MALFORMED"),
      BadId("request_id_without_hyphens", "0190aaaa000070008000000000000000000a", "MALFORMED"),
      BadId("request_id_a_word", "retry-1", "MALFORMED"),
      BadId("request_id_of_10_kB", std::string(10000, 'a'), "TOO_LONG"),
      BadId("request_id_binary", "\\001\\002", "CONTROL_CHARACTER"),
      BadId("request_id_with_braces", "{0190aaaa-0000-7000-8000-00000000000a}", "MALFORMED"),
      Reused("request_id_for_another_body", kCreate, Create("NAME")),
      Reused("request_id_for_another_method", "ApplicationService/SubmitApplication",
             std::string("name: '{draft}' request_id: '") + kId + "'"),
      {.name = "request_id_control_again_is_answered_and_changes_nothing",
       .method = kCreate,
       .by = By::kApplicant,
       .request = Create("CERT_EDU"),
       .prepare = [](Stage& stage) { stage.Do(By::kApplicant, kCreate, Create("CERT_EDU")); }},
      {.name = "request_id_control_of_another_person_is_their_own",
       .method = kCreate,
       .by = By::kOtherPerson,
       .request = Create("CERT_EDU"),
       .effect = Effect::kSomething},
  };
}

}  // namespace notary::testing
