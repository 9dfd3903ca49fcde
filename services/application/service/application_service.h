// The case over gRPC. Methods stand in the files of their phase: intake.cc, assignment.cc,
// review.cc, second_person.cc, issue.cc, closure.cc, reports.cc; reading and drafting in
// application_service.cc. Thread-safe.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "absl/status/statusor.h"
#include "notary/application/v1/application_service.pb.h"
#include "platform/pg/database.h"
#include "platform/rpc/call.h"
#include "platform/rpc/paging.h"
#include "platform/rpc/service.h"
#include "services/application/domain/catalogue.h"
#include "services/application/domain/changes.h"
#include "services/application/domain/disclosure.h"
#include "services/application/domain/mandates.h"
#include "services/application/domain/notices.h"
#include "services/application/domain/originals.h"
#include "services/application/domain/papers.h"
#include "services/application/domain/staff.h"
#include "services/application/domain/time_rules.h"
#include "services/application/domain/wordings.h"
#include "services/application/storage/application_store.h"

namespace notary::application {

// A move under way: the locked case, who moves it, and when. A method changes `c.application` and
// writes parts; the state, the history line and the commit follow.
struct Change {
  const rpc::Call& call;
  pg::Tx& tx;
  Case& c;
  State to;
  Mover mover;
  // Runs after the history line.
  std::function<absl::Status()> finally;
  // When it happens, where that is later than the call came in.
  absl::Time at = absl::InfinitePast();

  Application& application() { return c.application; }
};

// A move that no caller asked for: time, or the calendar, makes it.
rpc::Call CallOfWorker(const std::string& office, absl::Time now);
Change ChangeOfWorker(const rpc::Call& call, pg::Tx& tx, Case& c);

class ApplicationService {
 public:
  using Call = rpc::Call;
  using Result = absl::StatusOr<v1::Application>;

  ApplicationService(pg::Database& db, Catalogue& catalogue, Papers& papers, Notices& notices,
                     Mandates& mandates, Staff& staff, Wordings& wordings,
                     int64_t searches_per_hour = kSearchesPerHour)
      : db_(db),
        catalogue_(catalogue),
        papers_(papers),
        notices_(notices),
        mandates_(mandates),
        staff_(staff),
        wordings_(wordings),
        searches_per_hour_(searches_per_hour) {}

  rpc::Service Bind();

  Result CreateApplication(const Call& call, const v1::CreateApplicationRequest& request);
  Result UpdateApplication(const Call& call, const v1::UpdateApplicationRequest& request);
  Result GetApplication(const Call& call, const v1::GetApplicationRequest& request);
  absl::StatusOr<v1::ListApplicationsResponse> ListApplications(
      const Call& call, const v1::ListApplicationsRequest& request);

  // disclosures.cc
  Result RevealApplication(const Call& call, const v1::RevealApplicationRequest& request);
  absl::StatusOr<v1::ListHistoryResponse> ListHistory(const Call& call,
                                                      const v1::ListHistoryRequest& request);
  absl::StatusOr<v1::ListHistoryResponse> RevealHistory(const Call& call,
                                                        const v1::RevealHistoryRequest& request);
  absl::StatusOr<v1::SearchApplicationsResponse> SearchApplications(
      const Call& call, const v1::SearchApplicationsRequest& request);
  absl::StatusOr<v1::ListDisclosuresResponse> ListDisclosures(
      const Call& call, const v1::ListDisclosuresRequest& request);
  absl::StatusOr<v1::ReportReadingResponse> ReportReading(const Call& call,
                                                          const v1::ReportReadingRequest& request);

  // intake.cc: rows 2–9
  Result SubmitApplication(const Call& call, const v1::SubmitApplicationRequest& request);
  Result TakeApplication(const Call& call, const v1::TakeApplicationRequest& request);
  Result RequestCompletion(const Call& call, const v1::RequestCompletionRequest& request);
  Result ResubmitApplication(const Call& call, const v1::ResubmitApplicationRequest& request);
  Result CancelApplication(const Call& call, const v1::CancelApplicationRequest& request);
  Result DeclineApplication(const Call& call, const v1::DeclineApplicationRequest& request);
  Result AcceptApplication(const Call& call, const v1::AcceptApplicationRequest& request);

  // assignment.cc: rows 10, 11
  Result AssignNotary(const Call& call, const v1::AssignNotaryRequest& request);
  Result ReassignNotary(const Call& call, const v1::ReassignNotaryRequest& request);
  Result RequestRecusal(const Call& call, const v1::RequestRecusalRequest& request);
  Result DecideRecusal(const Call& call, const v1::DecideRecusalRequest& request);

  // review.cc: rows 12–22
  Result SignNotice(const Call& call, const v1::SignNoticeRequest& request);
  Result RequestSupplement(const Call& call, const v1::RequestSupplementRequest& request);
  Result SupplementApplication(const Call& call, const v1::SupplementApplicationRequest& request);
  Result StartVerification(const Call& call, const v1::StartVerificationRequest& request);
  Result ResolveVerification(const Call& call, const v1::ResolveVerificationRequest& request);
  Result RecordManualVerification(const Call& call,
                                  const v1::RecordManualVerificationRequest& request);
  // second_person.cc
  Result PermitDisclosure(const Call& call, const v1::PermitDisclosureRequest& request);
  Result ConfirmVerification(const Call& call, const v1::ConfirmVerificationRequest& request);
  Result StartForceMajeure(const Call& call, const v1::StartForceMajeureRequest& request);
  Result EndForceMajeure(const Call& call, const v1::EndForceMajeureRequest& request);
  Result RecordRemoteIdentity(const Call& call, const v1::RecordRemoteIdentityRequest& request);
  Result RecordVisit(const Call& call, const v1::RecordVisitRequest& request);
  Result FileTranslation(const Call& call, const v1::FileTranslationRequest& request);
  Result SubmitDraft(const Call& call, const v1::SubmitDraftRequest& request);

  // issue.cc: rows 24–28, 34
  Result ApproveApplication(const Call& call, const v1::ApproveApplicationRequest& request);
  Result ReturnApplication(const Call& call, const v1::ReturnApplicationRequest& request);
  Result DiscussApplication(const Call& call, const v1::DiscussApplicationRequest& request);
  Result ProduceCertificate(const Call& call, const v1::ProduceCertificateRequest& request);
  Result PassQualityCheck(const Call& call, const v1::PassQualityCheckRequest& request);
  Result ArchiveApplication(const Call& call, const v1::ArchiveApplicationRequest& request);

  // handover.cc: rows 29, 30, 33, and what came of a parcel
  Result HandOver(const Call& call, const v1::HandOverRequest& request);
  Result ChangeDeliveryAddress(const Call& call, const v1::ChangeDeliveryAddressRequest& request);
  Result DispatchCertificate(const Call& call, const v1::DispatchCertificateRequest& request);
  Result RecallCertificate(const Call& call, const v1::RecallCertificateRequest& request);
  Result WithholdCertificate(const Call& call, const v1::WithholdCertificateRequest& request);
  Result RecordParcel(const Call& call, const v1::RecordParcelRequest& request);
  Result ResolveIncident(const Call& call, const v1::ResolveIncidentRequest& request);

  // consent.cc
  Result WithdrawConsent(const Call& call, const v1::WithdrawConsentRequest& request);

  // closure.cc: rows 15, 20, 35–39
  Result RefuseSupplement(const Call& call, const v1::RefuseSupplementRequest& request);
  Result RefusePayment(const Call& call, const v1::RefusePaymentRequest& request);
  Result WithdrawApplication(const Call& call, const v1::WithdrawApplicationRequest& request);
  Result ProposeTermination(const Call& call, const v1::ProposeTerminationRequest& request);
  Result ProposeRefusal(const Call& call, const v1::ProposeRefusalRequest& request);
  Result ReportClosure(const Call& call, const v1::ReportClosureRequest& request);
  Result ApproveClosure(const Call& call, const v1::ApproveClosureRequest& request);
  Result SendBackClosure(const Call& call, const v1::SendBackClosureRequest& request);

  // visits.cc
  absl::StatusOr<v1::ReportVisitCancelledResponse> ReportVisitCancelled(
      const Call& call, const v1::ReportVisitCancelledRequest& request);

  // own_cases.cc
  absl::StatusOr<v1::ReportOwnCaseResponse> ReportOwnCase(const Call& call,
                                                          const v1::ReportOwnCaseRequest& request);

  // reports.cc: rows 17, 19, 31, 32
  Result ReportPayment(const Call& call, const v1::ReportPaymentRequest& request);
  Result ReportOverpayment(const Call& call, const v1::ReportOverpaymentRequest& request);
  Result ReportVerification(const Call& call, const v1::ReportVerificationRequest& request);
  Result ReportShipment(const Call& call, const v1::ReportShipmentRequest& request);

  // time_limits.cc: rows 1, 6, 7, 36. Acts on limits that ran out, at most a batch of each at a
  // time. How many it acted on.
  absl::StatusOr<int64_t> PassTimeLimits(absl::Time now);
  // 6.6 row 42: asks again what is too old for an approval that waits.
  absl::StatusOr<int64_t> RenewAnswers(absl::Time now);

  // due_dates.cc. Counts again what was counted by another working calendar than today's: the next
  // year's is published in November (domain.md 9). How many it counted, at most a batch.
  absl::StatusOr<int64_t> RecountDueDates(absl::Time now);

 private:
  using Fn = std::function<absl::Status(Change&)>;
  // Where the case decides which event a call is.
  using EventIn = std::function<Event(const Case&)>;

  // Makes one move in one transaction: lock, visibility, etag, rule, fn, history, commit.
  Result MoveCase(const Call& call, const std::string& name, const std::string& etag,
                  const EventIn& event_in, const Fn& fn);
  template <typename Request>
  Result Move(const Call& call, const Request& request, Event event, const Fn& fn) {
    return MoveCase(
        call, request.name(), request.etag(), [event](const Case&) { return event; }, fn);
  }
  // Records what another service reports, in whatever state it finds the case; fn decides whether
  // it moves, and says which event it was.
  using ReportFn = std::function<absl::StatusOr<Event>(Change&)>;
  Result NoteReport(const Call& call, const std::string& name, const ReportFn& fn);
  absl::StatusOr<v1::Application> Finish(Change& change, State from, Event event);

  // The case as it is now. Nothing is held until the transaction's first answer; then the case is,
  // and all begins anew when it has moved meanwhile. What a move asks of other services, and reads
  // of the case, it asks and reads before (ADR 2026-11-29-ask-then-write).
  absl::StatusOr<Case> Look(pg::Tx& tx, const std::string& office, const std::string& id);
  // Reads more of the case before anything is held. fn takes a Tx and returns StatusOr<T>.
  template <typename Fn>
  std::invoke_result_t<Fn, pg::Tx&> LookInto(const Change& change, Fn fn) {
    return db_.Read(change.c.application.office, fn);
  }
  // Those in force.
  absl::StatusOr<ConsentTimes> Consents(const Change& change);
  absl::StatusOr<std::vector<std::string>> WithdrawnForGood(const Change& change);

  // Puts a question to an agency; fact, mode, blocking and supervisor are given.
  absl::Status Ask(Change& change, Verification question);

  // One rule for one case, in one transaction; false when it had moved meanwhile.
  absl::StatusOr<bool> PassTimeLimit(const TimeRule& rule, const pg::Row& found, absl::Time before,
                                     absl::Time now);
  // The same for answers that are too old; how many questions were put again.
  absl::StatusOr<int64_t> RenewAnswersOf(const pg::Row& found, absl::Time now);
  absl::Status Remind(Change& change, const TimeRule& rule);
  absl::Status Forget(Change& change);

  // due_dates.cc. Pauses and the due date that follows from them.
  absl::Status StartPause(Change& change, PauseKind kind, const std::string& reason);
  absl::Status EndPause(Change& change, PauseKind kind);
  absl::Status RecomputeDueDate(Change& change);
  // Whether this is the calendar that came last, as far as any process knows.
  absl::StatusOr<bool> Adopt(const std::string& calendar, absl::Time now);
  absl::Status RecountDueDate(const std::string& office, const std::string& id, absl::Time now);

  // A page of cases, newest first.
  struct Page {
    std::vector<Application> cases;
    std::string next_token;
  };
  // Which of the office's worklists is asked for, and what it counts from today.
  absl::Status ChooseWorklist(const Call& call, const v1::ListApplicationsRequest& request,
                              ListFilter& filter);
  absl::StatusOr<Page> PageOfOffice(const ListFilter& filter, const rpc::Paging& paging);
  // Of filter.applicant at all offices (own_cases.cc).
  absl::StatusOr<Page> PageOfPerson(const ListFilter& filter, const rpc::Paging& paging);

  // sides.cc
  // NOT_FOUND for people whose case it is not; under a mandate PERMISSION_DENIED once it has ended.
  absl::Status MaySee(const Call& call, const Application& a);
  // A guardian's mandate as it stands: nobody else may act for the ward. None in any other case,
  // which goes on without the agent or the helper.
  absl::StatusOr<std::optional<Mandate>> GuardianOf(const Case& c);

  // Holds the case to the catalogue's rules, keeps its form as they write it, looks whether its
  // papers are there and every consent it needs is given.
  absl::Status TakeForm(Change& change, const std::vector<GivenConsent>& given);

  // intake.cc. The names of an office that is not the caller's; INVALID_ARGUMENT at
  // competent_office.
  absl::StatusOr<Text> AnotherOffice(const std::string& own, const std::string& office);
  // R16: FAILED_PRECONDITION (ACCEPTED_ELSEWHERE), naming the office that has it.
  absl::Status RefuseForHolder(const std::string& holder);
  absl::StatusOr<std::string> ClaimAnew(Change& change);
  absl::Status CheckGuardian(const Change& change);

  // Proposes to end the case: a ground, a report, the head decides.
  Result ProposeClosure(const Call& call, const std::string& name, const std::string& etag,
                        Event event, const std::string& ground, const std::string& report,
                        const Fn& check = nullptr);
  void TakeOver(Change& change, const Verification& asked,
                const v1::ReportVerificationRequest& request);
  void KeepOpinion(Change& change, Verification& renewed);
  // Makes a notary of the office, who may, the handler. `name`, if given, must be the notary's.
  absl::Status HandTo(Change& change, const std::string& notary, const std::string& name);
  // For use abroad: the handler's signature is on file today. Pre: somebody handles the case.
  absl::Status CheckSpecimen(Change& change, const MatterRules& rules);
  // Pre: the last recusal is open.
  void EndRecusal(Change& change, RecusalOutcome outcome, const std::string& reason);
  absl::Status StopAsking(Change& change);
  absl::Status CollectInstead(Change& change);
  absl::Status StopWaiting(Change& change, const std::string& fact);
  // `proposed`: how its end was.
  absl::Status CloseCase(Change& change, const ApplicationStore::Brought& proposed,
                         absl::string_view closing, const char* notice);
  absl::Status GoOnWithReview(Change& change);
  // missing_items.cc. What is missing, in both languages, as a notice takes it; INVALID_ARGUMENT
  // (SLOT_UNKNOWN) at items[i].slot.
  absl::StatusOr<std::map<std::string, std::string>> Listed(const std::string& matter,
                                                            const Items& items);
  // visits.cc. The originals that are still to be shown, as a notice names them.
  absl::StatusOr<std::map<std::string, std::string>> OriginalsToBring(Change& change);
  // N12_VISIT to a party that is waited for; once for each visit.
  absl::Status CallIn(Change& change);
  // The same, where N05 cannot be signed without the visit, given these consents.
  absl::Status CallInToSign(Change& change, const ConsentTimes& consents);
  // The certificate lies ready: one notice with the originals to bring, another when all were seen.
  absl::Status TellToCollect(Change& change, const char* with_originals, const char* without);
  // Asks for them by this notice, until the last day of this limit of the catalogue.
  absl::Status AskForItems(Change& change, const char* notice, const char* limit,
                           const Items& items);
  // What the party sets, but its choices, into the case and its rows.
  void Write(Change& change, const Wishes& wishes) const;
  absl::Status ReopenWhatChanged(Change& change, const Case& before);
  absl::Status ShowOriginals(Change& change, const std::vector<OriginalCheck>& checks);
  absl::Status IssueCertificates(Change& change, const OfficeInfo& office, int64_t first,
                                 int64_t count);

  pg::Database& db_;
  Catalogue& catalogue_;
  Papers& papers_;
  Notices& notices_;
  Mandates& mandates_;
  Staff& staff_;
  Wordings& wordings_;
  const int64_t searches_per_hour_;
  const ApplicationStore store_{};
};

}  // namespace notary::application
