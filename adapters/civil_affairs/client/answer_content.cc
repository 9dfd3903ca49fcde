#include "adapters/civil_affairs/client/answer_content.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "platform/rpc/text_rules.h"
#include "platform/rpc/timestamp.h"
#include "platform/time/clock.h"

namespace notary::civil_affairs {
namespace {

using agency::v1::Answer;
using agency::v1::MarriageRecord;

// What a report to the case has room for.
constexpr size_t kReplyNumberMax = 100;
// The same request id with other content: refused without a number, because nothing is kept.
constexpr char kNotKept[] = "R06";

// As long as a question may claim it: what is filled in is asked about again.
struct FieldShape {
  const char* field;
  size_t length_max;
};
constexpr FieldShape kShapes[] = {{"marriage.certificate_number", 40},
                                  {"marriage.registration_date", 10},
                                  {"marriage.authority", 60},
                                  {"spouse.name", 50}};

char LetterOf(Answer::Outcome outcome) {
  switch (outcome) {
    case Answer::VERIFIED:
      return 'V';
    case Answer::MISMATCH:
      return 'M';
    case Answer::NOT_FOUND:
      return 'N';
    case Answer::INCONCLUSIVE:
      return 'I';
    case Answer::UNAVAILABLE:
      return 'U';
    case Answer::REJECTED:
      return 'R';
    default:
      return '\0';
  }
}

bool CodeFits(const Answer& answer) {
  const std::string& code = answer.reason_code();
  return code.size() == 3 && code[0] == LetterOf(answer.outcome()) &&
         absl::ascii_isdigit(code[1]) && absl::ascii_isdigit(code[2]);
}

bool IsNumbered(const Answer& answer) {
  const std::string& number = answer.reply_number();
  if (number.empty()) return answer.reason_code() == kNotKept;
  return rpc::IsPlainLine(number, kReplyNumberMax);
}

// Some two minutes apart, clocks of two houses still agree.
bool TimesAreInOrder(const Answer& answer, absl::Time now) {
  if (!answer.has_answer_time()) return false;
  const absl::Time answered = rpc::FromTimestamp(answer.answer_time());
  const absl::Time data =
      answer.has_data_time() ? rpc::FromTimestamp(answer.data_time()) : answered;
  return absl::UnixEpoch() < data && data <= answered + kClockTolerance &&
         absl::UnixEpoch() < answered && answered <= now + kClockTolerance;
}

bool TellsWhatWasSearched(const Answer& answer) {
  return answer.coverage().sources_size() > 0 && !answer.coverage().complete_from().empty();
}

bool FitsTheForm(const std::map<std::string, std::string>& disclosed) {
  for (const FieldShape& shape : kShapes) {
    const auto value = disclosed.find(shape.field);
    if (value == disclosed.end()) continue;
    if (!rpc::IsPlainLine(value->second, shape.length_max)) return false;
  }
  const auto day = disclosed.find("marriage.registration_date");
  return day == disclosed.end() || rpc::IsDate(day->second);
}

bool IsOfTheVerified(const MarriageRecord& record, const Answer& answer) {
  return std::ranges::count(answer.certificate_numbers(), record.certificate_number()) > 0;
}

}  // namespace

bool IsSound(const Answer& answer, absl::Time now) {
  if (!CodeFits(answer)) return false;
  if (answer.outcome() == Answer::UNAVAILABLE) return true;
  if (!IsNumbered(answer) || !TimesAreInOrder(answer, now)) return false;
  if (answer.outcome() == Answer::NOT_FOUND && !TellsWhatWasSearched(answer)) return false;
  return FitsTheForm(Disclosed(answer));
}

std::map<std::string, std::string> Disclosed(const Answer& answer) {
  std::map<std::string, std::string> fields;
  const bool in_force =
      answer.outcome() == Answer::VERIFIED && answer.registration() == Answer::MARRIED;
  if (!in_force) return fields;
  for (const MarriageRecord& record : answer.records()) {  // oldest first: the last number counts
    const bool marriage = record.kind() == MarriageRecord::MARRIAGE;
    const bool replacement = record.kind() == MarriageRecord::REPLACEMENT_OF_MARRIAGE;
    if ((!marriage && !replacement) || !IsOfTheVerified(record, answer)) continue;
    fields["marriage.certificate_number"] = record.certificate_number();
    if (!marriage) continue;
    fields["marriage.registration_date"] = record.registration_date();
    fields["marriage.authority"] = record.authority();
    fields["spouse.name"] = record.spouse().name();
  }
  std::erase_if(fields, [](const auto& field) { return field.second.empty(); });
  return fields;
}

}  // namespace notary::civil_affairs
