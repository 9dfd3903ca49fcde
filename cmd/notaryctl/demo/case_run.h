// One case taken through the real services, step by step, the way people do it.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "cmd/notaryctl/demo/office.h"
#include "notary/application/v1/application_service.pb.h"
#include "notary/appointment/v1/appointment_service.pb.h"

namespace notary::demo {

// What the applicant brings along.
struct CaseScript {
  std::string title;
  std::string office;
  std::string matter;
  std::string applicant;  // id of the person
  std::map<std::string, std::string> form;
  application::v1::Application::Capacity capacity = application::v1::Application::SELF;
  application::v1::Application::VisitMode visit = application::v1::Application::BEFORE_ISSUE;
  application::v1::Application::HandoverMode handover = application::v1::Application::COURIER;
  bool original_lost = false;
  bool electronic_service = true;  // agrees to notices through the system
  std::string represented;         // id of the person for whom an agent applies under a mandate
  std::string collected_by;        // who signs at the counter, when not the applicant
};

class CaseRun {
 public:
  CaseRun(Office& office, CaseScript script)
      : office_(office), script_(std::move(script)), acts_(script_.applicant) {}

  // Each step returns the first error, with its reason. Demo time passes between steps.
  absl::Status CreateAndSubmit();
  absl::Status Create();
  absl::Status Submit();
  absl::Status TakeAndAccept();
  absl::Status Take();
  absl::Status Accept();
  absl::Status AssignAndSign();
  absl::Status Verify(const std::string& fact, const std::string& mode, bool blocking);
  // The notary's written opinion on an answer that does not decide by itself.
  absl::Status GiveOpinion(const std::string& opinion);
  // R27: verified without a register, by asking the issuing unit; every fact of the plan.
  absl::Status VerifyByHand();
  // The notary lacks a paper; the applicant brings it. The clock pauses in between.
  absl::Status SupplementRound(const std::string& slot, const std::string& note);
  // Who did not agree to electronic service is handed each notice at the counter. Waits until none
  // is left.
  absl::Status ServeOnPaper();
  // The applicant does not bring what the notary lacks (REF06).
  absl::Status RefuseSupplement();
  // Of the next weeks at its office; nullopt where all are taken.
  absl::StatusOr<std::optional<absl::Time>> FirstFreeSlot();
  absl::StatusOr<appointment::v1::Visit> Book(absl::Time slot);
  // At the time that was booked, where the office offers one.
  absl::Status VisitOffice();
  absl::Status Pay();  // the next three
  absl::Status OpenPayment();
  absl::Status ScanAndPay();
  absl::Status AwaitPayment();
  absl::Status DraftAndApprove();
  absl::Status Draft();
  absl::Status Approve();
  absl::Status ProduceAndCheck();
  absl::Status Produce();
  absl::Status PassQualityCheck();
  absl::Status SendByCourier();
  absl::Status HandOverAtCounter();
  absl::Status Archive();
  absl::Status Withdraw();
  // The person represented ends the mandate and goes on alone. Pre: an agent has begun the case.
  absl::Status EndMandate();
  absl::Status Refuse(const std::string& ground);
  absl::Status ApproveClosure(const std::string& fault);

  // Waits, in real time, until the case is in this state; demo time passes in small steps
  // meanwhile, so that timers run.
  absl::Status AwaitState(application::v1::Application::State state);
  absl::Status Await(const std::string& what,
                     const std::function<bool(const application::v1::Application&)>& there);

  // The applicant reads a notice as soon as it is there; the hash of its text.
  absl::StatusOr<std::string> ReadNotice(const std::string& code);
  // Waits until the agency has been asked in vain.
  absl::Status AwaitUnansweredQuestion();

  // What must be so; the error says what is instead.
  absl::Status ExpectAnswer(const std::string& outcome, const std::string& reason_code);
  // The notary tries to go on without the law: the draft is refused for this reason.
  absl::Status ExpectNoDraft(const std::string& reason);
  // The party got this notice so often.
  absl::Status ExpectNotices(const std::string& code, int count);
  absl::Status ExpectFullRefund();

  // As the applicant sees it.
  absl::StatusOr<application::v1::Application> Get();
  absl::StatusOr<std::vector<application::v1::HistoryEntry>> History();

  const CaseScript& script() const { return script_; }
  const std::string& name() const { return name_; }
  // When the party came, where a visit was booked.
  std::optional<absl::Time> visit_time() const { return visit_time_; }
  // What the checklist offers and the party agreed to. Known once the draft is made.
  const std::vector<application::v1::Consent>& consents() const { return consents_; }

 private:
  using ApplicationOr = absl::StatusOr<application::v1::Application>;

  template <typename Request>
  ApplicationOr Do(const rpc::Principal& who, const std::string& verb, Request request);
  template <typename Request>
  absl::Status Verb(const rpc::Principal& who, const std::string& verb);
  // Books the first free slot and lets time pass until then.
  absl::Status KeepAppointment();
  absl::Status ExpectVisit(const appointment::v1::Visit& visit);
  // The calendar hears a moment later that the visit before was kept.
  absl::Status AwaitEarlierVisit();
  rpc::Principal Applicant() const { return office_.Applicant(acts_); }
  rpc::Principal Staff(const std::string& who, Role role) const {
    return office_.Staff(script_.office, who, role);
  }
  absl::StatusOr<std::string> Upload(const rpc::Principal& who, const std::string& content);
  // What a translator has made.
  absl::Status FileTranslation();
  absl::StatusOr<application::v1::Application> TryDraft();
  // Serves what waits; how many notices of the case are not served yet.
  absl::StatusOr<int> ServeWhatWaits();
  absl::Status GetMandate(application::v1::Application& draft);
  absl::Status ShowProofOfGuardian();
  absl::Status FillMaterials(application::v1::Application& draft);
  std::vector<application::v1::OriginalCheck> AllOriginalsPass();

  Office& office_;
  const CaseScript script_;
  std::string acts_;  // who acts for the party: id of the person
  std::string name_;
  std::string order_number_;  // of the QR code that the party holds
  std::optional<absl::Time> visit_time_;
  std::string mandate_;              // under which somebody acts for the party
  bool awaits_translation_ = false;  // into a language that no template speaks
  std::vector<std::string> slots_;
  std::vector<std::string> facts_;  // of the matter's verification plan
  std::vector<application::v1::Consent> consents_;
};

}  // namespace notary::demo
