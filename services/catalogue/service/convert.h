// Catalogue files (protos) → the plain data that the rules work on.
#pragma once

#include "absl/status/statusor.h"
#include "notary/catalogue/v1/calendar.pb.h"
#include "notary/catalogue/v1/consent.pb.h"
#include "notary/catalogue/v1/destination.pb.h"
#include "notary/catalogue/v1/legal_basis.pb.h"
#include "notary/catalogue/v1/matter.pb.h"
#include "notary/catalogue/v1/office.pb.h"
#include "notary/catalogue/v1/tariff.pb.h"
#include "services/catalogue/domain/catalogue.h"

namespace notary::catalogue {

// Pre for all: the message passed rpc::Validate, so dates parse and required parts are there.
Office FromProto(const v1::Office& proto);
Matter FromProto(const v1::Matter& proto);
Destination FromProto(const v1::Destination& proto);
TariffItem FromProto(const v1::TariffItem& proto);
Reduction FromProto(const v1::Reduction& proto);
LegalBasis FromProto(const v1::LegalBasis& proto);
Limit FromProto(const v1::LegalLimit& proto);
Consent FromProto(const v1::ConsentText& proto);
Condition FromProto(const v1::Condition& proto);
absl::StatusOr<common::WorkingCalendar> FromProto(const v1::CalendarFile& proto);

Text FromProto(const v1::LocalizedText& proto);
v1::LocalizedText ToProto(const Text& text);

}  // namespace notary::catalogue
