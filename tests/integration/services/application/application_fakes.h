// The services that a case asks: they answer as nothing special, unless a test says otherwise, and
// only whoever holds nothing.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "platform/base/error.h"
#include "platform/base/held.h"
#include "platform/base/status_macros.h"
#include "platform/time/clock.h"
#include "services/application/domain/catalogue.h"
#include "services/application/domain/mandates.h"
#include "services/application/domain/notices.h"
#include "services/application/domain/papers.h"
#include "services/application/domain/staff.h"
#include "services/application/domain/wordings.h"

namespace notary::application {

inline absl::Status Asked() { return MayAskOthers("a fake"); }

class FakeCatalogue final : public Catalogue {
 public:
  absl::StatusOr<std::map<std::string, std::string>> CheckSubmission(
      const Case& c, const std::map<std::string, int>& pages) override {
    RETURN_IF_ERROR(Asked());
    pages_told = pages;
    if (!submission.ok()) return submission;
    return c.form;
  }
  absl::StatusOr<Offer> OfferOf(const std::string&, const std::string&) override {
    RETURN_IF_ERROR(Asked());
    return offer;
  }
  absl::StatusOr<MatterRules> Rules(const Case&) override {
    RETURN_IF_ERROR(Asked());
    return rules;
  }
  absl::StatusOr<Text> MatterName(const std::string&) override {
    RETURN_IF_ERROR(Asked());
    return Text{"结婚证公证", "Marriage certificate"};
  }
  absl::StatusOr<std::map<std::string, Text>> SlotNames(const std::string&) override {
    RETURN_IF_ERROR(Asked());
    return std::map<std::string, Text>{{"M01", {"身份证", "Identity card"}},
                                       {"M03", {"护照", "Passport"}},
                                       {"CERTIFICATE", {"结婚证", "Marriage certificate"}}};
  }
  absl::StatusOr<std::string> RetentionOf(const std::string&) override {
    RETURN_IF_ERROR(Asked());
    return retention;
  }
  absl::StatusOr<OfficeInfo> Office(const std::string&) override {
    RETURN_IF_ERROR(Asked());
    return OfficeInfo{{{{"沪", "徐", "", "Hu", "Xu", ""}, absl::CivilDay(2017, 1, 1), {}}},
                      "上海市徐汇公证处",
                      "Shanghai Xuhui Notary Public Office"};
  }
  // Plain days, so that a test sees the effect of a pause without a calendar.
  absl::StatusOr<DueDate> Due(absl::CivilDay accepted, const std::vector<Pause>& pauses,
                              absl::CivilDay) override {
    RETURN_IF_ERROR(Asked());
    for (const Pause& pause : pauses) {
      if (!pause.end) return DueDate{std::nullopt, false, calendar};
    }
    return DueDate{accepted + days + static_cast<int>(pauses.size()), provisional, calendar};
  }
  absl::StatusOr<std::string> CalendarVersion(absl::CivilDay) override {
    RETURN_IF_ERROR(Asked());
    return calendar;
  }

  // A limit of any code is ten days, of `longer` a year.
  absl::StatusOr<absl::Time> RunOut(const std::string& code, absl::CivilDay today,
                                    int64_t days_ahead) override {
    RETURN_IF_ERROR(Asked());
    return absl::FromCivil(today + days_ahead - (code == longer ? 365 : 10), ShanghaiZone());
  }
  absl::StatusOr<DueDate> LastDay(const std::string&, absl::CivilDay from) override {
    RETURN_IF_ERROR(Asked());
    return DueDate{from + 10, provisional, calendar};
  }
  absl::StatusOr<int64_t> Rounds(const std::string&, absl::CivilDay) override {
    RETURN_IF_ERROR(Asked());
    return rounds;
  }
  absl::StatusOr<int> FullCapacityAge(absl::CivilDay) override {
    RETURN_IF_ERROR(Asked());
    return 18;
  }

  absl::Status submission = absl::OkStatus();
  std::map<std::string, int> pages_told;
  std::string retention = "SHORT";
  std::string calendar = "2026-1";
  int days = 21;
  bool provisional = false;
  std::string longer;
  int64_t rounds = 2;
  Offer offer{.matter = true,
              .by_itself = true,
              .visit_modes = {VisitMode::kAtCollection, VisitMode::kBeforeIssue}};
  MatterRules rules{
      .originals = {"CERTIFICATE", "M01"},
      .consents = {{"AGENCY", "a1", true}, {"FACE", "f1", false}, {"COURIER", "k1", false}}};
};

// Every document is there and the applicant's, unless a test says otherwise.
class FakePapers final : public Papers {
 public:
  absl::StatusOr<std::vector<Paper>> Find(const std::string&,
                                          const std::vector<std::string>& names) override {
    RETURN_IF_ERROR(Asked());
    std::vector<Paper> papers;
    papers.reserve(names.size());
    for (const std::string& name : names) papers.push_back({name, owner, ready, pages});
    return papers;
  }

  std::string owner = "persons/zhang";
  bool ready = true;
  int pages = 0;
};

// The notice N05 is there, unless a test says otherwise.
class FakeNotices final : public Notices {
 public:
  absl::StatusOr<std::optional<std::string>> TextHash(const std::string&, const std::string&,
                                                      const std::string&) override {
    RETURN_IF_ERROR(Asked());
    if (meanwhile) meanwhile();
    return text_hash;
  }

  std::optional<std::string> text_hash = "aa";
  std::function<void()> meanwhile;  // happens while the notices are asked
};

// Zhou may act for Zhang, unless a test says otherwise.
class FakeMandates final : public Mandates {
 public:
  absl::StatusOr<Mandate> Find(const Application&, const std::string& representative,
                               const std::string& ward_number) override {
    RETURN_IF_ERROR(Asked());
    if (!held.ok()) return held;
    if (representative != mandate.representative) {
      return DeniedError("MANDATE_OF_ANOTHER", {"非本人授权", "Of another"});
    }
    Mandate found = mandate;
    found.ward_matches = ward_number == ward;
    return found;
  }

  absl::Status held = absl::OkStatus();
  std::string ward;
  Mandate mandate{.represented = "persons/zhang", .representative = "persons/zhou"};
};

// Notaries are n1 to n9; the first two have names.
class FakeStaff final : public Staff {
 public:
  absl::StatusOr<Notary> FindNotary(const std::string&, const std::string& subject) override {
    RETURN_IF_ERROR(Asked());
    if (!absl::StartsWith(subject, "staff/n")) {
      return InvalidField("notary", "NOT_A_NOTARY", {"须为公证员", "Must be a notary"});
    }
    if (subject == left) return InvalidField("notary", "NOT_STAFF", {"已离职", "Has left"});
    Notary notary{.name = subject == "staff/n2" ? "公证员乙" : "公证员丙", .specimen = specimen};
    if (subject == "staff/n1") notary.name = "公证员甲";
    if (subject == "staff/n1") notary.pinyin = "GONGZHENGYUAN Jia";
    return notary;
  }

  std::optional<Specimen> specimen;  // of each of them
  std::string left;                  // who is no longer there
};

// Every text can be made, unless a test says otherwise.
class FakeWordings final : public Wordings {
 public:
  absl::Status Check(const Case&, bool copy_trans) override {
    RETURN_IF_ERROR(Asked());
    return copy_trans && made.ok() ? copy_made : made;
  }

  absl::Status made = absl::OkStatus();
  absl::Status copy_made = absl::OkStatus();  // of the certificate on the translation
};

}  // namespace notary::application
