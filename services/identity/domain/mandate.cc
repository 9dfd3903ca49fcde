#include "services/identity/domain/mandate.h"

#include <algorithm>

#include "platform/base/error.h"
#include "platform/time/clock.h"

namespace notary::identity {
namespace {

constexpr int kFullCapacityAge = 18;

bool Covers(const MandateScope& scope, const MandateUse& use) {
  const bool matter = scope.matters.empty() || std::find(scope.matters.begin(), scope.matters.end(),
                                                         use.matter) != scope.matters.end();
  const bool office = scope.office.empty() || scope.office == use.office;
  const bool application = scope.application.empty() || scope.application == use.application;
  return matter && office && application;
}

}  // namespace

absl::Status CheckExpiry(absl::Time expire_time, const std::optional<absl::CivilDay>& birth_date,
                         absl::Time now) {
  if (expire_time <= now) {
    return InvalidField("expire_time", "EXPIRY_PAST",
                        {"授权期限须晚于当前时间", "A mandate ends in the future"});
  }
  absl::Time latest = now + kLongestMandate;
  if (birth_date) {
    const absl::CivilDay of_age(birth_date->year() + kFullCapacityAge, birth_date->month(),
                                birth_date->day());
    const absl::Time birthday = absl::FromCivil(of_age, ShanghaiZone());
    if (birthday > now) latest = std::min(latest, birthday);
  }
  if (expire_time <= latest) return absl::OkStatus();
  return InvalidField(
      "expire_time", "EXPIRY_TOO_FAR",
      {"授权期限最长一年，未成年人的监护不得超过其年满十八周岁之日",
       "A mandate lasts a year at most, a minor's guardian's until the ward is 18"});
}

absl::string_view WhyNot(const Mandate& mandate, const MandateUse& use, absl::Time now) {
  if (mandate.representative != use.representative) return "MANDATE_OF_ANOTHER";
  if (mandate.state == MandateState::kRevoked) return "MANDATE_NOT_ACTIVE";
  if (now >= mandate.expire_time) return "MANDATE_EXPIRED";
  if (!Covers(mandate.scope, use)) return "MANDATE_OUT_OF_SCOPE";
  return mandate.state == MandateState::kActive ? "" : kNotAccepted;
}

}  // namespace notary::identity
