// The text of a certificate: made from data, never typed, so that what was reviewed is what is
// issued.
#pragma once

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "platform/base/error.h"

namespace notary::certificate {

using Form = std::map<std::string, std::string>;

// The wording of one matter, from reviewed data.
struct Wording {
  Text subject;
  Text text;
};

// What a certificate is made from besides its form.
struct Particulars {
  Text number;       // (2026)沪徐证字第12号 and its English line; empty in a preview
  Text main_number;  // of the certificate whose translation is attested
  Text office;       // 上海市徐汇公证处
  std::string notary_name;
  std::string notary_name_en;  // "": the English page leaves room for the signature alone
  absl::CivilDay issue_date;
};

// A page in one language: head, attestation, foot (domain.md 2.6, L32).
struct Page {
  std::string title;
  std::string number;
  std::string head;  // applicant, agent, matter
  std::string body;  // 证词
  std::string foot;  // office, notary, date
};

// FAILED_PRECONDITION (TEXT_VALUE_MISSING) when the attestation lacks a value: a certificate with a
// hole is never made.
absl::StatusOr<Page> ChinesePage(const Wording& wording, const Form& form, const Particulars& p);
absl::StatusOr<Page> EnglishPage(const Wording& wording, const Form& form, const Particulars& p);

// 1990年1月15日
std::string ChineseDate(absl::CivilDay day);

// Adds what templates ask for: {key.zh} and {key.en} of days and coded choices, the name in the
// spelling of the passport, basic data of the person.
Form Derive(Form form);

// True when the form asks for a translation.
bool WantsEnglish(const Form& form);

}  // namespace notary::certificate
