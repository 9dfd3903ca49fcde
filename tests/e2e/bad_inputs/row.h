// One bad input: who sends what to which method, and the refusal it must get. Rows are data; the
// runner (bad_inputs_test.cc) knows what holds for all of them.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "tests/testing/office/stage.h"

namespace notary::testing {

// What a call that is not refused must leave behind.
enum class Effect { kNothing, kSomething };

struct Row {
  std::string name;
  std::string method;  // "ApplicationService/SubmitApplication"
  By by = By::kApplicant;
  std::string request;  // textproto; {draft} and the like are names of the stage
  absl::StatusCode code = absl::StatusCode::kOk;
  std::string reason = {};  // of ErrorInfo
  std::string field = {};   // of the BadRequest violation with that reason; empty: none
  Effect effect = Effect::kNothing;
  // Sent instead of the textproto, for what no textproto can say.
  std::string bytes = {};
  // Runs before the first digest; what it puts on the stage under "it" is {it} in the request.
  std::function<void(Stage&)> prepare = {};
  // Personal data in the request, which no text of the answer may repeat.
  std::string secret = {};
  // Looks at the response of a call that was accepted.
  std::function<void(const std::string& response)> then = {};
};

inline Row Refused(std::string name, std::string method, By by, std::string request,
                   absl::StatusCode code, std::string reason, std::string field = "") {
  return {std::move(name),   std::move(method), by, std::move(request), code,
          std::move(reason), std::move(field)};
}

// A valid call, which must change something: the control of its subject.
inline Row Accepted(std::string name, std::string method, By by, std::string request) {
  return {.name = std::move(name),
          .method = std::move(method),
          .by = by,
          .request = std::move(request),
          .effect = Effect::kSomething};
}

// Odd, and answered nevertheless: nothing may change.
inline Row Harmless(std::string name, std::string method, By by, std::string request) {
  return {.name = std::move(name),
          .method = std::move(method),
          .by = by,
          .request = std::move(request)};
}

using Rows = std::vector<Row>;

Rows WireRows();
Rows AccessRows();
Rows IdentityRows();
Rows UnicodeRows();
Rows DateRows();
Rows MoneyRows();
Rows TwoPeopleRows();
Rows PagingRows();
Rows SearchRows();
Rows StateRows();
Rows IdempotencyRows();
Rows UploadRows();
Rows AppointmentRows();
Rows ReportRows();
Rows AccountRows();
Rows NoticeRows();

}  // namespace notary::testing
