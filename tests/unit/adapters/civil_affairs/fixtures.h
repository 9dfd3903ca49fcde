// The fixtures F1 to F14 of domain.md 6.7, from the register's own data files, and questions about
// them.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "adapters/civil_affairs/register/domain/decide.h"
#include "adapters/civil_affairs/register/domain/records_csv.h"
#include "platform/crypto/file.h"

namespace notary::marriage_register {

inline const absl::CivilDay kToday(2026, 11, 23);

inline const std::vector<Record>& Fixtures() {
  static const auto& records = *new std::vector<Record>(*ParseRecords(
      *crypto::ReadSmallFile("adapters/civil_affairs/register/data/records.csv"), kToday));
  return records;
}

inline const Holdings& FixtureHoldings() {
  static const auto& holdings = *new Holdings{
      *ParseDistricts(*crypto::ReadSmallFile("adapters/civil_affairs/register/data/districts.csv")),
      absl::UnixEpoch()};
  return holdings;
}

inline Question About(const std::string& name, const std::string& number,
                      const std::string& matter = "CERT_MARRIAGE") {
  Question question;
  question.matter = matter;
  question.subject = {.name = name, .id_type = "CITIZEN_ID", .id_number = number};
  question.as_of = kToday;
  return question;
}

inline Question WithNumber(Question question, const std::string& number) {
  question.claim.certificate_number = number;
  return question;
}

// F1 with everything claimed as it is recorded.
inline Question F1() {
  Question question = WithNumber(About("张一", "310111199001151010"), "J310104-2016-000001");
  question.claim.registration_date = absl::CivilDay(2016, 5, 20);
  question.claim.authority = "上海市徐汇区民政局";
  question.claim.spouse = {
      .name = "李二", .id_type = "CITIZEN_ID", .id_number = "310111199102201021"};
  return question;
}

// The subject of F1: married in 2010, which holds; married to another in 2012, annulled in 2013.
inline std::vector<Record> MarriedAndAnnulledSince() {
  Record a = Fixtures()[0];
  a.certificate_number = "J310104-2010-000031";
  a.registration_date = absl::CivilDay(2010, 5, 20);
  Record b = a;
  b.certificate_number = "J310110-2012-000032";
  b.registration_date = absl::CivilDay(2012, 3, 8);
  b.authority = "上海市杨浦区民政局";
  b.second = {.name = "赵四"};
  Record end = b;
  end.kind = RecordKind::kAnnulment;
  end.certificate_number = "L310110-2013-000033";
  end.registration_date = absl::CivilDay(2013, 6, 1);
  end.refers_to = b.certificate_number;
  return {a, b, end};
}

// "VERIFIED V01 V02 MARRIED".
inline std::string InShort(const Answer& answer) {
  std::vector<std::string> words = {Name(answer.outcome), answer.code};
  words.insert(words.end(), answer.further_codes.begin(), answer.further_codes.end());
  if (answer.registration) words.push_back(Name(*answer.registration));
  return absl::StrJoin(words, " ");
}

}  // namespace notary::marriage_register
