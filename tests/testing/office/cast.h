// The people of the tests, and calls written as text.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "cmd/notaryctl/demo/case_run.h"
#include "tests/testing/office/office_world.h"

namespace notary::testing {

// Who calls. Staff are of xuhui, where all cases are, unless they say otherwise.
enum class By {
  kNobody,       // no token
  kApplicant,    // of all cases
  kOtherPerson,  // an applicant with no case
  kAssistant,
  kNotary,          // handles every case that has a handler
  kNotaryApprover,  // the same notary, also designated to approve
  kOtherNotary,     // of the same office, handles nothing
  kApprover,
  kHead,
  kPrinter,
  kPrinterAssistant,  // one person with both roles
  kCashier,
  kArchivist,
  kSystem,
  kAssistantOfMinhang,
  kNotaryOfMinhang,
  kPerson,         // somebody who has signed in with a code
  kSecurityAdmin,  // makes accounts
  kAuditAdmin,
  kExpired,  // the applicant with yesterday's token
  kForged,   // the applicant with a token signed by somebody else
};

rpc::Principal PrincipalOf(By by);
std::string TokenOf(const OfficeWorld& world, By by);

// "ApplicationService/SubmitApplication" → "/notary.application.v1.ApplicationService/Submit…".
std::string FullMethod(const std::string& method);

// The request of a method from textproto, with a request id of its own where it has none. Ends the
// program when the text does not fit.
std::string RequestOf(const std::string& method, const std::string& text, absl::Time now);

// The demonstration's case whose title has these words, at our office and for our applicant. Ends
// the program when there is none.
demo::CaseScript ScriptOf(const std::string& words);

// Every consent of a case, as a submission's textproto has them.
std::string ConsentsOf(const demo::CaseRun& run);

// The `name` in a response of the method; "" when it has none.
std::string NameIn(const std::string& method, const std::string& response);

// Whether two responses of the method say the same. Their bytes may differ: the entries of a map
// have no order.
bool SameAnswer(const std::string& full_method, const std::string& a, const std::string& b);

absl::StatusOr<std::string> Send(OfficeWorld& world, By by, const std::string& method,
                                 const std::string& request);

}  // namespace notary::testing
