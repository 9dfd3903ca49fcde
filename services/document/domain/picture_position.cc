#include "services/document/domain/picture_position.h"

#include <cstdint>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace notary::document {
namespace {

constexpr absl::string_view kExif("Exif\0\0", 6);
constexpr uint64_t kGpsTag = 0x8825;  // where the GPS part begins (EXIF 2.3, 4.6.3)
constexpr size_t kEntrySize = 12;

// A number of `size` bytes at `at`; 0 where there are none.
uint64_t Number(absl::string_view bytes, size_t at, size_t size, bool little_endian) {
  if (at > bytes.size() || bytes.size() - at < size) return 0;
  uint64_t value = 0;
  for (size_t i = 0; i < size; ++i) {
    const size_t next = little_endian ? at + size - 1 - i : at + i;
    value = (value << 8) | static_cast<unsigned char>(bytes[next]);
  }
  return value;
}

// EXIF is a TIFF of which only the first directory points to the GPS part.
bool TiffTellsPosition(absl::string_view tiff) {
  const bool little = absl::StartsWith(tiff, "II");
  if (!little && !absl::StartsWith(tiff, "MM")) return false;
  const size_t directory = Number(tiff, 4, 4, little);
  const size_t count = Number(tiff, directory, 2, little);
  for (size_t i = 0; i < count; ++i) {
    const size_t entry = directory + 2 + i * kEntrySize;
    if (entry + kEntrySize > tiff.size()) return false;
    if (Number(tiff, entry, 2, little) == kGpsTag) return true;
  }
  return false;
}

// Segments of marker and size, until the picture itself begins.
bool JpegTellsPosition(absl::string_view jpeg) {
  constexpr unsigned char kApplication1 = 0xE1;
  constexpr unsigned char kScan = 0xDA;
  for (size_t at = 2; at + 4 <= jpeg.size();) {
    const auto marker = static_cast<unsigned char>(jpeg[at + 1]);
    const size_t size = Number(jpeg, at + 2, 2, /*little_endian=*/false);
    if (jpeg[at] != '\xFF' || marker == kScan || size < 2) return false;
    absl::string_view inside = jpeg.substr(at + 4, size - 2);
    const bool exif = marker == kApplication1 && absl::ConsumePrefix(&inside, kExif);
    if (exif && TiffTellsPosition(inside)) return true;
    at += 2 + size;
  }
  return false;
}

// Chunks of size, name, content and checksum.
bool PngTellsPosition(absl::string_view png) {
  for (size_t at = 8; at + 8 <= png.size();) {
    const size_t size = Number(png, at, 4, /*little_endian=*/false);
    const bool exif = png.substr(at + 4, 4) == "eXIf";
    if (exif && TiffTellsPosition(png.substr(at + 8, size))) return true;
    at += 12 + size;
  }
  return false;
}

}  // namespace

bool TellsPosition(absl::string_view media_type, absl::string_view content) {
  if (media_type == "image/jpeg") return JpegTellsPosition(content);
  return media_type == "image/png" && PngTellsPosition(content);
}

}  // namespace notary::document
