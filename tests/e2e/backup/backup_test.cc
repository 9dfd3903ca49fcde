// An office loses its machine while cases are under way, and goes on from its backup, made and
// restored by the commands of docs/guides/backup.md (tests/e2e/backup/site). The outside parties
// live on and remember what happened after the backup.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <thread>

#include "absl/strings/str_cat.h"
#include "cmd/notaryctl/demo/scripts.h"

namespace notary::demo {
namespace {

using App = application::v1::Application;

constexpr char kSite[] = "tests/e2e/backup/site";
constexpr Pace kStaff = {.between_acts = absl::Minutes(7),
                         .between_looks = absl::Milliseconds(25),
                         .per_look = absl::Seconds(5),
                         .keeps_appointments = true};
// Moves no time: it must not end what others wait for.
constexpr Pace kCrowd = {.between_acts = absl::ZeroDuration(),
                         .between_looks = absl::Milliseconds(25),
                         .per_look = absl::ZeroDuration(),
                         .keeps_appointments = false};

CaseScript ScriptOf(const std::string& matter) {
  for (const Scenario& scenario : MatterScenarios()) {
    if (scenario.script.matter == matter) return scenario.script;
  }
  ADD_FAILURE() << "no scenario of " << matter;
  return {};
}

// Applicants who begin one case after the other, papers and all, until the office is gone.
class Crowd {
 public:
  explicit Crowd(const std::string& config)
      : office_(*Office::Connect(config, kCrowd)), thread_([this] { Work(); }) {}
  ~Crowd() { Stop(); }

  void Stop() {
    enough_ = true;
    if (thread_.joinable()) thread_.join();
  }
  int begun() const { return begun_; }

 private:
  void Work() {
    const CaseScript script = ScriptOf("CERT_EDU");
    while (!enough_) {
      CaseRun run(*office_, script);
      const absl::Status created = run.Create();
      EXPECT_TRUE(created.ok()) << created;
      ++begun_;
    }
  }

  const std::unique_ptr<Office> office_;
  std::atomic<bool> enough_{false};
  std::atomic<int> begun_{0};
  std::thread thread_;
};

class BackupTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = Output("cmd/dev/stack new backup");
    ASSERT_FALSE(folder_.empty());
    Site("open");
    auto office = Office::Connect(Config(), kStaff);
    ASSERT_TRUE(office.ok()) << office.status();
    office_ = *std::move(office);
    Well(office_->Employ());
    for (const char* matter : {"CERT_EDU", "CERT_HOUSE", "CERT_DRIVER", "NAME"}) {
      runs_.push_back(std::make_unique<CaseRun>(*office_, ScriptOf(matter)));
    }
    BringCasesUnderWay();
  }
  void TearDown() override { Site("remove"); }

  // One waits for its approval, one for its payment, one is with the courier, one is a draft.
  void BringCasesUnderWay() {
    Well(UpToReview(drafted()));
    Well(UpToDraft(drafted()));
    Well(drafted().Draft());
    Well(UpToReview(sent()));
    Well(UpToDraft(sent()));
    Well(sent().DraftAndApprove());
    Well(sent().ProduceAndCheck());
    Well(begun().Create());
    Well(UpToReview(unpaid()));
    Well(unpaid().OpenPayment());
    Well(sent().SendByCourier());
  }

  // What the outside hears of after the nightly backup: a certificate's number, money, a delivery.
  void GoOn() {
    Well(drafted().Approve());
    Well(unpaid().ScanAndPay());
    Well(unpaid().AwaitPayment());
    Well(sent().AwaitState(App::DELIVERED));
  }

  void GoToTheEnd() {
    Well(FromIssueByCourier(drafted()));
    Well(unpaid().VisitOffice());
    Well(unpaid().VerifyByHand());
    Well(FromApprovalByCourier(unpaid()));
    Well(sent().Archive());
    Well(begun().Submit());
    Well(begun().TakeAndAccept());
    Well(begun().AssignAndSign());
    Well(FromReviewAtCounter(begun()));
    for (const auto& run : runs_) {
      const auto now = run->Get();
      ASSERT_TRUE(now.ok()) << now.status();
      EXPECT_EQ(now->state(), App::ARCHIVED) << now->name();
    }
    Site("fsck");
  }

  std::string NumberOf(CaseRun& run) {
    const auto now = run.Get();
    if (!now.ok() || now->certificates().empty()) return "";
    return now->certificates(0).number();
  }

  CaseRun& drafted() { return *runs_[0]; }
  CaseRun& unpaid() { return *runs_[1]; }
  CaseRun& sent() { return *runs_[2]; }
  CaseRun& begun() { return *runs_[3]; }

  std::string Config() const { return absl::StrCat(folder_, "/notaryd.textproto"); }
  void Site(const std::string& verb) {
    const std::string command = absl::StrCat(kSite, " ", verb, " ", folder_, " ", NOTARY_BUILD);
    if (std::system(command.c_str()) != 0) throw std::runtime_error(command);
  }
  // Nothing goes on after a step that failed.
  static void Well(const absl::Status& status) {
    if (!status.ok()) throw std::runtime_error(status.ToString());
  }

 private:
  static std::string Output(const std::string& command) {
    std::string out;
    FILE* pipe = popen(command.c_str(), "r");
    for (int c = fgetc(pipe); c != EOF && c != '\n'; c = fgetc(pipe)) out += static_cast<char>(c);
    pclose(pipe);
    return out;
  }

  std::string folder_;
  std::unique_ptr<Office> office_;
  std::vector<std::unique_ptr<CaseRun>> runs_;
};

TEST_F(BackupTest, CasesGoOnFromTheNightlyBackup) {
  Crowd crowd(Config());
  // Until one was made while somebody wrote.
  for (int before = crowd.begun();; before = crowd.begun()) {
    Site("take");
    if (crowd.begun() > before) break;
  }
  crowd.Stop();
  GoOn();
  const std::string handed_over = NumberOf(drafted());
  EXPECT_NE(handed_over, "");

  Site("disaster");
  Site("restore");
  Site("papers");
  Site("start");
  Site("fsck");

  // Found again by asking the provider and the courier.
  Well(unpaid().AwaitPayment());
  Well(sent().AwaitState(App::DELIVERED));
  // What was approved since must be approved anew, in the same order: the series goes on from the
  // backup and gives the same number.
  EXPECT_EQ(NumberOf(drafted()), "");
  Well(drafted().Approve());
  EXPECT_EQ(NumberOf(drafted()), handed_over);
  GoToTheEnd();
  Site("prune");
}

TEST_F(BackupTest, NothingIsLostWithAnArchiveOfEveryChange) {
  Site("archive");
  {
    Crowd crowd(Config());
    GoOn();
  }
  const std::string handed_over = NumberOf(drafted());
  EXPECT_NE(handed_over, "");
  Site("flush");

  Site("disaster");
  Site("restore-base");
  Site("papers");
  Site("start");
  Site("fsck");

  EXPECT_EQ(NumberOf(drafted()), handed_over);
  Well(sent().AwaitState(App::DELIVERED));
  GoToTheEnd();
  Site("points");
}

}  // namespace
}  // namespace notary::demo
