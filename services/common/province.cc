#include "services/common/province.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/match.h"
#include "platform/base/error.h"

namespace notary::common {
namespace {

constexpr std::pair<const char*, const char*> kProvinces[] = {
    {"11", "北京"}, {"12", "天津"}, {"13", "河北"},   {"14", "山西"}, {"15", "内蒙古"},
    {"21", "辽宁"}, {"22", "吉林"}, {"23", "黑龙江"}, {"31", "上海"}, {"32", "江苏"},
    {"33", "浙江"}, {"34", "安徽"}, {"35", "福建"},   {"36", "江西"}, {"37", "山东"},
    {"41", "河南"}, {"42", "湖北"}, {"43", "湖南"},   {"44", "广东"}, {"45", "广西"},
    {"46", "海南"}, {"50", "重庆"}, {"51", "四川"},   {"52", "贵州"}, {"53", "云南"},
    {"54", "西藏"}, {"61", "陕西"}, {"62", "甘肃"},   {"63", "青海"}, {"64", "宁夏"},
    {"65", "新疆"}, {"71", "台湾"}, {"81", "香港"},   {"82", "澳门"}};

}  // namespace

std::string ProvinceCode(absl::string_view name) {
  for (const auto& [code, province] : kProvinces) {
    if (absl::StartsWith(name, province)) return code;
  }
  return "";
}

absl::Status CheckProvince(absl::string_view path, absl::string_view name) {
  if (!ProvinceCode(name).empty()) return absl::OkStatus();
  return InvalidField(
      path, "PROVINCE_UNKNOWN",
      {"请填写省、自治区或直辖市的名称", "Give the name of a province or municipality"});
}

bool IsProvinceCode(absl::string_view code) {
  return std::any_of(std::begin(kProvinces), std::end(kProvinces),
                     [code](const auto& province) { return code == province.first; });
}

bool IsMainland(absl::string_view code) {
  return !absl::StartsWith(code, "7") && !absl::StartsWith(code, "8");
}

}  // namespace notary::common
