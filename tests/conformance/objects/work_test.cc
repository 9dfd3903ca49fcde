// What an answer costs tells nothing either: for an object that is somebody else's the services do
// the same work as for one that never was. Counted, not timed: how often each service's pool lends
// a connection, which is how often the database is asked.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "platform/metrics/metrics.h"
#include "tests/conformance/objects/object_lines.h"
#include "tests/testing/office/cast.h"

namespace notary::testing {
namespace {

using ::testing::IsEmpty;

constexpr int kTries = 4;
constexpr int kRounds = 5;

using Work = std::map<std::string, double>;  // loans by pool

Work LentSoFar() {
  Work lent;
  for (absl::string_view line : absl::StrSplit(metrics::Text(), '\n')) {
    const std::pair<std::string, std::string> sample =
        absl::StrSplit(line, absl::MaxSplits(' ', 1));
    if (!absl::StartsWith(line, "notary_pool_wait_seconds_count")) continue;
    double count = 0;
    if (absl::SimpleAtod(sample.second, &count)) lent[sample.first] = count;
  }
  return lent;
}

// The least of some tries: workers in the background borrow connections too.
Work WorkOf(const Line& line, const Caller& caller, const std::string& object) {
  Work least;
  for (int i = 0; i < kTries; ++i) {
    const Work before = LentSoFar();
    OverRpc(line, caller, object);
    for (const auto& [pool, count] : LentSoFar()) {
      const auto had = before.find(pool);
      const double lent = count - (had == before.end() ? 0 : had->second);
      const auto known = least.try_emplace(pool, lent).first;
      known->second = std::min(known->second, lent);
    }
  }
  std::erase_if(least, [](const auto& entry) { return entry.second == 0; });
  return least;
}

std::string Text(const Work& work) {
  std::string text;
  for (const auto& [pool, lent] : work) absl::StrAppend(&text, " ", pool, "=", lent);
  return text;
}

const platform::v1::AccessRule& RuleOf(const std::string& method) {
  std::string name = FullMethod(method).substr(1);
  name[name.rfind('/')] = '.';
  const auto* found = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name);
  return found->options().GetExtension(platform::v1::access);
}

TEST(ObjectsWorkTest, WhatIsForbiddenCostsWhatIsAbsentCosts) {
  CompleteTheStage();
  std::vector<std::string> differ;
  int compared = 0;
  double lent = 0;
  for (const Line& line : ReadTable()) {
    for (const Caller& caller : Callers()) {
      if (!DoorOf(RuleOf(line.method), caller).empty() || Reaches(line, caller)) continue;
      const Names names = NamesOf(line);
      Work absent, forbidden;
      // A difference that is one stays; a busy machine's workers come between for a while.
      for (int round = 0; round < kRounds && (round == 0 || absent != forbidden); ++round) {
        absent = WorkOf(line, caller, names.absent);
        forbidden = WorkOf(line, caller, names.real);
      }
      ++compared;
      for (const auto& [pool, count] : forbidden) lent += count;
      if (absent == forbidden) continue;
      differ.push_back(absl::StrCat(line.method, " by ", caller.name, ": absent", Text(absent),
                                    ", forbidden", Text(forbidden)));
    }
  }
  EXPECT_THAT(differ, IsEmpty());
  EXPECT_GT(compared, 100);
  EXPECT_GT(lent, 50) << "no work was counted";
}

}  // namespace
}  // namespace notary::testing
