// Port: what the case needs to know of the catalogue. Implemented over CatalogueService, which may
// be slow: asked before anything of the case is held (ADR 2026-11-29-ask-then-write).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "platform/base/error.h"
#include "services/application/domain/application.h"
#include "services/common/certificate_number.h"

namespace notary::application {

// A fact that the matter's verification plan wants confirmed before a draft (domain.md 2.2).
struct PlannedFact {
  std::string fact;
  int64_t stale_after_days = 30;
  std::vector<std::string> claim_fields;  // what the agency is told, and nothing else (PIPL 6)
  std::string supporting_outcome = "VERIFIED";
  bool compared_only = false;  // its record is not asked for, conditions already applied
};

// A consent as it is put to the applicant today.
struct ConsentRule {
  std::string code;
  std::string text_hash;
  bool required = false;  // for this case, conditions already applied
};

struct MatterRules {
  std::vector<std::string> FactNames() const;

  std::vector<PlannedFact> facts;      // required for this case, conditions already applied
  std::vector<std::string> originals;  // slots whose original is shown at the visit
  std::vector<ConsentRule> consents;
  bool copy_trans = false;    // the destination wants 译文与原文相符 as well
  bool translation = false;   // on file before the draft: no template speaks the language
  int translation_pages = 0;  // most that it has; 0: not said
  bool abroad = false;        // it goes through the foreign ministry: apostille or legalisation
};

// A series of numbers, and its first and last day of issue.
struct DatedSeries {
  common::CertificateSeries series;  // 沪徐证…
  absl::CivilDay from;
  std::optional<absl::CivilDay> to;  // nullopt: open
};

struct OfficeInfo {
  std::vector<DatedSeries> series;  // without a mark: 沪徐证字
  std::string name_zh;              // 上海市徐汇公证处
  std::string name_en;
};

// What an office takes on today.
struct Offer {
  bool matter = false;     // the office handles the matter
  bool by_itself = false;  // and not only together with another
  bool no_visit = false;   // the matter can be handled without a visit (domain.md 10.2)
  std::vector<VisitMode> visit_modes;
};

struct DueDate {
  std::optional<absl::CivilDay> day;  // unknown while a pause is open
  bool provisional = false;           // needs a year whose holidays are not published
  std::string calendar_version;       // by which it was counted
};

class Catalogue {
 public:
  virtual ~Catalogue() = default;

  // The form's values as they are to be kept (numbers without spaces, names composed), or
  // INVALID_ARGUMENT with every field of form and materials that is missing or wrong today.
  // `pages`: of what fills a slot, where they are known.
  virtual absl::StatusOr<std::map<std::string, std::string>> CheckSubmission(
      const Case& c, const std::map<std::string, int>& pages) = 0;

  virtual absl::StatusOr<Offer> OfferOf(const std::string& office, const std::string& matter) = 0;

  // Those in force today. NOT_FOUND (MATTER_UNKNOWN) for a matter that is in no file.
  virtual absl::StatusOr<MatterRules> Rules(const Case& c) = 0;

  // As people call it: 结婚证公证 / Marriage certificate.
  virtual absl::StatusOr<Text> MatterName(const std::string& matter) = 0;

  // What the slots of a matter are called, by code.
  virtual absl::StatusOr<std::map<std::string, Text>> SlotNames(const std::string& matter) = 0;

  // SHORT, LONG or PERMANENT: how long a case of the matter is kept at least (R60).
  virtual absl::StatusOr<std::string> RetentionOf(const std::string& matter) = 0;

  virtual absl::StatusOr<OfficeInfo> Office(const std::string& office) = 0;

  // The last working day for issuing (L30, R35): 15 working days after `accepted`, pauses left out.
  virtual absl::StatusOr<DueDate> Due(absl::CivilDay accepted, const std::vector<Pause>& pauses,
                                      absl::CivilDay today) = 0;

  // Which working calendar Due counts by today.
  virtual absl::StatusOr<std::string> CalendarVersion(absl::CivilDay today) = 0;

  // Midnight in the office's zone: the limit of this code has run out, `days_ahead` of today, for
  // everything that happened before it. DATA_LOSS for a code the catalogue does not have.
  virtual absl::StatusOr<absl::Time> RunOut(const std::string& code, absl::CivilDay today,
                                            int64_t days_ahead) = 0;

  // The last day of the limit of this code, for what happens on `from`. DATA_LOSS for a code the
  // catalogue does not have.
  virtual absl::StatusOr<DueDate> LastDay(const std::string& code, absl::CivilDay from) = 0;

  // What a limit that counts rounds allows. DATA_LOSS for a code the catalogue does not have.
  virtual absl::StatusOr<int64_t> Rounds(const std::string& code, absl::CivilDay today) = 0;

  // From which age on a person acts without a guardian. DATA_LOSS when the catalogue does not say.
  virtual absl::StatusOr<int> FullCapacityAge(absl::CivilDay today) = 0;
};

// By which the office numbers on the day. DATA_LOSS for a day without a series.
absl::StatusOr<common::CertificateSeries> SeriesOn(const OfficeInfo& office, absl::CivilDay day);

}  // namespace notary::application
