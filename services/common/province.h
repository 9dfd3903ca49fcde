// Provinces of GB/T 2260: the first two digits of a division code.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace notary::common {

// "31" for 上海市, 上海 and so on; "" for a name that is no province.
std::string ProvinceCode(absl::string_view name);

bool IsProvinceCode(absl::string_view code);

// INVALID_ARGUMENT (PROVINCE_UNKNOWN) at `path`.
absl::Status CheckProvince(absl::string_view path, absl::string_view name);

// Not Hong Kong, Macau or Taiwan. Pre: it is the code of a province.
bool IsMainland(absl::string_view code);

}  // namespace notary::common
