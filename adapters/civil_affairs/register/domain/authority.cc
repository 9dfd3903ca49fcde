#include "adapters/civil_affairs/register/domain/authority.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "services/common/input.h"

namespace notary::marriage_register {
namespace {

constexpr std::array<absl::string_view, 8> kOffices = {
    "婚姻登记处", "婚姻登记中心", "婚姻登记", "民政局", "民政厅", "民政", "局", "处"};
constexpr std::array<absl::string_view, 5> kUnits = {"新区", "区", "县", "市", "省"};
constexpr absl::string_view kShortestPlace = "徐汇";  // two characters

// 上海市徐汇区 of 上海市徐汇区民政局婚姻登记处.
std::string Place(const std::string& text) {
  const std::string normalised = common::NormaliseNumber(text);
  absl::string_view place = normalised;
  const auto strip = [&](absl::string_view office) { return absl::ConsumeSuffix(&place, office); };
  while (std::any_of(kOffices.begin(), kOffices.end(), strip)) {
  }
  return std::string(place);
}

absl::string_view WithoutUnit(absl::string_view place) {
  for (const absl::string_view unit : kUnits) {
    if (absl::ConsumeSuffix(&place, unit)) return place;
  }
  return place;
}

// The same place, with less before it or without its 区.
bool IsShortFor(absl::string_view place, absl::string_view longer) {
  return absl::EndsWith(longer, place) || absl::EndsWith(WithoutUnit(longer), place);
}

bool IsNamed(absl::string_view place) {
  return place.size() >= kShortestPlace.size() && !WithoutUnit(place).empty();
}

}  // namespace

bool NamesAnAuthority(const std::string& text) { return IsNamed(Place(text)); }

AuthorityMatch MatchAuthority(const std::string& claimed, const std::string& recorded) {
  const std::string claim = Place(claimed);
  const std::string held = Place(recorded);
  if (!IsNamed(claim)) return AuthorityMatch::kVague;
  if (IsShortFor(claim, held) || IsShortFor(held, claim)) return AuthorityMatch::kEqual;
  return absl::StrContains(held, claim) ? AuthorityMatch::kVague : AuthorityMatch::kDifferent;
}

}  // namespace notary::marriage_register
