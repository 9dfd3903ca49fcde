// docs/reference/states.md: the table the code moves cases by, as a page.
#include <gtest/gtest.h>

#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/application/domain/state.h"
#include "services/application/domain/time_rules.h"
#include "services/catalogue/service/loader.h"
#include "tests/testing/golden.h"

namespace notary {
namespace {

using application::State;

// One line for each move, the actors of a move together.
std::string Moves(State from) {
  std::map<std::string, std::vector<std::string>> actors;
  std::vector<std::string> order;
  for (const application::Transition& t : application::kTransitions) {
    if (t.from != from) continue;
    const std::string move = absl::StrCat("| ", Name(t.on), " | ", Name(t.to), " |");
    if (actors[move].empty()) order.push_back(move);
    actors[move].push_back(Name(t.by));
  }
  std::string lines;
  for (const std::string& move : order) {
    absl::StrAppend(&lines, move, " ", absl::StrJoin(actors[move], ", "), " |\n");
  }
  return lines;
}

std::string LimitOf(const std::string& code) {
  static const auto& loaded =
      *new auto(catalogue::LoadCatalogue("services/catalogue/data").value());
  for (const catalogue::v1::LegalLimit& limit : loaded.legal.limits()) {
    if (limit.code() != code) continue;
    return absl::StrCat(limit.value(), " ", catalogue::v1::LegalLimit::Unit_Name(limit.unit()));
  }
  return "";
}

const char* ActOf(application::TimeAct act) {
  switch (act) {
    case application::TimeAct::kRemind:
      return "notice";
    case application::TimeAct::kLapse:
      return "LAPSE";
    case application::TimeAct::kForget:
      return "the person's data go";
    case application::TimeAct::kProposeTermination:
      return "PROPOSE_TERMINATION";
  }
  return "";
}

std::string Page() {
  std::string page =
      "# States of a case\n\nGenerated from `services/application/domain/state.h` and "
      "`time_rules.h` "
      "by `make reference`. The database holds the same table\n(`transition_rule`) and refuses any "
      "other move. Meanings: `protos/notary/application/v1/application.proto`.\n";
  for (size_t i = 0; i < kEnumNames<State>.size(); ++i) {
    const State state = static_cast<State>(i);
    absl::StrAppend(&page, "\n## ", Name(state), "\n\n");
    const std::string moves = Moves(state);
    absl::StrAppend(&page, moves.empty() ? "An end.\n" : "| event | to | by |\n|---|---|---|\n",
                    moves);
  }
  absl::StrAppend(&page,
                  "\n## What time alone does\n\n| waiting in | limit | length | then |\n"
                  "|---|---|---|---|\n");
  for (const application::TimeRule& rule : application::kTimeRules) {
    absl::StrAppend(&page, "| ", rule.state ? Name(*rule.state) : "an unpaid fee", " | ",
                    rule.limit, " | ", LimitOf(rule.limit), " | ", ActOf(rule.act), " ",
                    rule.notice, " |\n");
  }
  return page;
}

TEST(StatesPageTest, IsTheTableOfTheCode) {
  testing::ExpectReference("docs/reference/states.md", Page());
}

}  // namespace
}  // namespace notary
