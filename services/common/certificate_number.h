// Numbers of notarial certificates: (2017)沪东证字第1234号, "(2017) Hu Dong Zheng Zi, No. 1234".
// Which offices and series exist is catalogue data; this file knows only the shape.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace notary::common {

// What is fixed about the numbers of one series.
struct CertificateSeries {
  std::string region;         // 沪
  std::string office;         // 东
  std::string mark;           // empty, or 经, 外, 外民, 外经, 港, 澳, 台
  std::string region_pinyin;  // Hu
  std::string office_pinyin;  // Dong
  std::string mark_pinyin;    // empty, or Jing, Wai, Wai Min, ...
  friend bool operator==(const CertificateSeries&, const CertificateSeries&) = default;
};

struct CertificateNumber {
  int year = 0;  // of issue, in Asia/Shanghai
  std::string office;
  std::string mark;
  int serial = 0;
  friend bool operator==(const CertificateNumber&, const CertificateNumber&) = default;
};

// Full-width brackets, as the MOJ layout standard has them. Pre: 1 <= serial.
std::string FormatChinese(const CertificateSeries& series, int year, int serial);
std::string FormatEnglish(const CertificateSeries& series, int year, int serial);

// Chinese form, full- or half-width brackets, spaces ignored; region 沪. Reason:
// CERTIFICATE_NUMBER_FORMAT.
absl::StatusOr<CertificateNumber> ParseChineseNumber(absl::string_view field,
                                                     absl::string_view text);

}  // namespace notary::common
