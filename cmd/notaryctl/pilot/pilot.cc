#include "cmd/notaryctl/pilot/pilot.h"

#include <atomic>
#include <cstdio>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/synchronization/notification.h"
#include "cmd/notaryctl/demo/scripts.h"
#include "cmd/notaryctl/pilot/plan.h"
#include "platform/base/status_macros.h"

namespace notary::pilot {
namespace {

using App = application::v1::Application;
using demo::CaseRun;

constexpr demo::Pace kPace = {.between_acts = absl::ZeroDuration(),
                              .between_looks = absl::Milliseconds(100),
                              .per_look = absl::ZeroDuration(),
                              .keeps_appointments = false};
constexpr size_t kFailuresKept = 20;

// Time runs a hundred times faster than it does, for everybody alike.
constexpr absl::Duration kTick = absl::Milliseconds(10);
constexpr absl::Duration kPerTick = absl::Seconds(1);

absl::Status Live(CaseRun& run, Ending ending) {
  RETURN_IF_ERROR(demo::UpToReview(run));
  switch (ending) {
    case Ending::kByCourier:
      RETURN_IF_ERROR(demo::UpToDraft(run));
      return demo::FromApprovalByCourier(run);
    case Ending::kAtCounter:
      return demo::FromReviewAtCounter(run);
    case Ending::kRefused:
      RETURN_IF_ERROR(run.Pay());
      RETURN_IF_ERROR(run.RefuseSupplement());
      return run.ApproveClosure("NOBODY");
    case Ending::kWithdrawn:
      break;
  }
  RETURN_IF_ERROR(run.Pay());
  RETURN_IF_ERROR(run.Withdraw());
  return run.ApproveClosure("NOBODY");
}

App::State PlannedEnd(Ending ending) {
  if (ending == Ending::kRefused) return App::REFUSED;
  return ending == Ending::kWithdrawn ? App::TERMINATED : App::ARCHIVED;
}

class Replay {
 public:
  Replay(const Options& options, demo::Office& office) : options_(options), office_(office) {}

  Result Run() {
    const absl::Time start = absl::Now();
    std::vector<std::thread> threads;
    threads.reserve(static_cast<size_t>(options_.workers));
    for (int i = 0; i < options_.workers; ++i) threads.emplace_back([this] { Work(); });
    absl::Notification done;
    std::thread metronome([&] {
      while (!done.WaitForNotificationWithTimeout(kTick)) office_.Advance(kPerTick);
    });
    std::thread progress([&] {
      while (!done.WaitForNotificationWithTimeout(absl::Seconds(5))) ShowProgress(start);
    });
    for (std::thread& thread : threads) thread.join();
    done.Notify();
    metronome.join();
    progress.join();
    absl::MutexLock lock(&mutex_);
    result_.applications = options_.applications;
    result_.elapsed = absl::Now() - start;
    return result_;
  }

 private:
  void Work() {
    for (int index = next_++; index < options_.applications; index = next_++) {
      const PlannedCase planned = PlanCase(options_.seed, index);
      CaseRun run(office_, planned.script);
      const absl::Status lived = Live(run, planned.ending);
      Count(planned, run, lived);
    }
  }

  void Count(const PlannedCase& planned, CaseRun& run, const absl::Status& lived) {
    const absl::StatusOr<App> last = lived.ok() ? run.Get() : absl::StatusOr<App>(lived);
    absl::MutexLock lock(&mutex_);
    if (!last.ok() || last->state() != PlannedEnd(planned.ending)) {
      if (result_.failures.size() == kFailuresKept) return;
      result_.failures.push_back(
          absl::StrCat(planned.script.title, ": ",
                       last.ok() ? App::State_Name(last->state()) : last.status().ToString()));
      return;
    }
    result_.delivered += last->state() == App::ARCHIVED ? 1 : 0;
    result_.refused += last->state() == App::REFUSED ? 1 : 0;
    result_.terminated += last->state() == App::TERMINATED ? 1 : 0;
    result_.visits += last->visit_count();
  }

  void ShowProgress(absl::Time start) {
    absl::MutexLock lock(&mutex_);
    const double seconds = absl::ToDoubleSeconds(absl::Now() - start);
    std::printf("   %d of %d applications ended, %.0f a second\n", result_.ended(),
                options_.applications, result_.ended() / seconds);
    std::fflush(stdout);
  }

  const Options& options_;
  demo::Office& office_;
  std::atomic<int> next_ = 0;
  absl::Mutex mutex_;
  Result result_ ABSL_GUARDED_BY(mutex_);
};

// /notary.application.v1.ApplicationService/SubmitApplication → SubmitApplication
std::string StepOf(const std::string& method) {
  const std::vector<std::string> parts = absl::StrSplit(method, '/');
  return parts.back();
}

}  // namespace

absl::StatusOr<Result> Run(const Options& options) {
  ASSIGN_OR_RETURN(const std::unique_ptr<demo::Office> office,
                   demo::Office::Connect(options.config_path, kPace));
  RETURN_IF_ERROR(office->Employ());
  StepTimes times;
  office->Observe([&](const demo::Office::Exchange& exchange) {
    times.Add(StepOf(exchange.method), exchange.took);
  });
  Result result = Replay(options, *office).Run();
  result.steps = times.Summaries();
  return result;
}

void Print(const Result& result) {
  std::printf("\n%s 试点回放 The pilot: %d applications over six offices and four categories\n",
              result.failures.empty() ? "✔" : "✘", result.applications);
  std::printf("   %d delivered, %d refused, %d terminated; %.2f visits per delivered case\n",
              result.delivered, result.refused, result.terminated, result.VisitsPerCase());
  std::printf("   %.1f s, %.1f complete lifecycles a second\n",
              absl::ToDoubleSeconds(result.elapsed), result.LifecyclesPerSecond());
  for (const StepSummary& step : result.steps) {
    std::printf("   %-28s %7zu   p50 %7.2f ms   p99 %7.2f ms\n", step.step.c_str(), step.count,
                step.p50_ms, step.p99_ms);
  }
  for (const std::string& failure : result.failures) std::printf("   %s\n", failure.c_str());
  std::fflush(stdout);
}

}  // namespace notary::pilot
