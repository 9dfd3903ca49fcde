// Rows about what an applicant writes into the form: a draft with it is made, and its submission
// refused, or accepted and the form looked at.
#pragma once

#include <map>
#include <string>

#include "gmock/gmock.h"
#include "notary/application/v1/application.pb.h"
#include "tests/e2e/bad_inputs/row.h"

namespace notary::testing {

using Form = std::map<std::string, std::string>;
enum class Matter { kDiploma, kMarriage };

inline Row SubmitRow(std::string name, Matter matter, Form form) {
  Row row{.name = std::move(name),
          .method = "ApplicationService/SubmitApplication",
          .by = By::kApplicant,
          .request = "name: '{it}' {consents}"};
  row.prepare = [matter, form = std::move(form)](Stage& stage) {
    const auto& script = matter == Matter::kDiploma ? stage.diploma() : stage.marriage();
    stage.Put("it", stage.Draft(script, form));
  };
  return row;
}

// The value of `key` is at fault, and may be personal data.
inline Row BadForm(std::string name, Matter matter, std::string key, std::string value,
                   std::string reason, Form more = {}) {
  more[key] = value;
  Row row = SubmitRow(std::move(name), matter, std::move(more));
  row.code = absl::StatusCode::kInvalidArgument;
  row.reason = std::move(reason);
  row.field = "application.form." + key;
  if (value.size() > 3) row.secret = std::move(value);
  return row;
}

// Taken, and kept as `stored`.
inline Row GoodForm(std::string name, Matter matter, std::string key, std::string value,
                    std::string stored, Form more = {}) {
  more[key] = std::move(value);
  Row row = SubmitRow(std::move(name), matter, std::move(more));
  row.effect = Effect::kSomething;
  row.then = [key = std::move(key), stored = std::move(stored)](const std::string& response) {
    application::v1::Application submitted;
    ASSERT_TRUE(submitted.ParseFromString(response));
    EXPECT_EQ(submitted.form().at(key), stored);
  };
  return row;
}

}  // namespace notary::testing
