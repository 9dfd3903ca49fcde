// An office with something to ask about: cases in every state, with what belongs to them, made
// once through the public methods. Rows speak of them as {draft}, {pending}, {fee_note} …
#pragma once

#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "cmd/notaryctl/demo/case_run.h"
#include "tests/testing/office/cast.h"
#include "tests/testing/office/office_world.h"

namespace notary::testing {

class Stage {
 public:
  explicit Stage(OfficeWorld& world);

  // The names of {what} put in. Ends the program for one that is not on the stage.
  std::string Fill(std::string text) const;
  void Put(const std::string& what, const std::string& name) { names_[what] = name; }

  // A new draft of the applicant of one of the scripts, with these form values instead.
  std::string Draft(const demo::CaseScript& script, const std::map<std::string, std::string>& form);
  const demo::CaseScript& diploma() const { return diploma_; }
  const demo::CaseScript& marriage() const { return marriage_; }

  // The request of "ApplicationService/…" from text, with a request id where it has none.
  std::string Request(const std::string& method, const std::string& text) const;
  absl::StatusOr<std::string> Send(By by, const std::string& method, const std::string& bytes);
  // A call that must succeed; the `name` of what it answers.
  std::string Do(By by, const std::string& method, const std::string& text);

  OfficeWorld& world() { return world_; }

 private:
  template <typename Response>
  Response Ask(By by, const std::string& method, const std::string& text);
  demo::CaseRun NewCase() { return {world_.office(), diploma_}; }
  void BeforeAcceptance();
  void UnderReview();
  void AfterApproval();
  void Papers();
  void Accounts();

  OfficeWorld& world_;
  const demo::CaseScript diploma_;
  const demo::CaseScript marriage_;
  std::map<std::string, std::string> names_;
};

Stage& TheStage();

}  // namespace notary::testing
