// Pictures that say where they were taken: quality.md D 55.
#include "services/document/domain/picture_position.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"

namespace notary::document {
namespace {

// EXIF with one entry of this tag in its first directory.
std::string Tiff(bool little, unsigned tag) {
  const std::string entry_tag =
      little ? std::string{char(tag), char(tag >> 8)} : std::string{char(tag >> 8), char(tag)};
  if (little) {
    return absl::StrCat(std::string("II\x2A\0\x08\0\0\0\x01\0", 10), entry_tag,
                        std::string("\x04\0\x01\0\0\0\x1A\0\0\0\0\0", 12));
  }
  return absl::StrCat(std::string("MM\0\x2A\0\0\0\x08\0\x01", 10), entry_tag,
                      std::string("\0\x04\0\0\0\x01\0\0\0\x1A\0\0", 12));
}

std::string Segment(char marker, const std::string& inside) {
  const size_t size = inside.size() + 2;
  return absl::StrCat("\xFF", std::string{marker, char(size >> 8), char(size)}, inside);
}

std::string Exif(const std::string& tiff) { return std::string("Exif\0\0", 6) + tiff; }

std::string Jpeg(const std::string& segments) {
  return absl::StrCat("\xFF\xD8", Segment('\xE0', "JFIF"), segments, Segment('\xDA', "picture"),
                      "\xFF\xD9");
}

std::string Chunk(const std::string& name, const std::string& inside) {
  return absl::StrCat(std::string{0, 0, 0, char(inside.size())}, name, inside, "sum.");
}

std::string Png(const std::string& chunks) {
  return absl::StrCat("\x89PNG\r\n\x1a\n", Chunk("IHDR", std::string(13, 'x')), chunks,
                      Chunk("IEND", ""));
}

constexpr unsigned kGps = 0x8825;
constexpr unsigned kCamera = 0x010F;

TEST(PicturePositionTest, IsFoundInEitherByteOrderAndFormat) {
  for (const bool little : {true, false}) {
    EXPECT_TRUE(TellsPosition("image/jpeg", Jpeg(Segment('\xE1', Exif(Tiff(little, kGps))))));
    EXPECT_TRUE(TellsPosition("image/png", Png(Chunk("eXIf", Tiff(little, kGps)))));
    EXPECT_FALSE(TellsPosition("image/jpeg", Jpeg(Segment('\xE1', Exif(Tiff(little, kCamera))))));
    EXPECT_FALSE(TellsPosition("image/png", Png(Chunk("eXIf", Tiff(little, kCamera)))));
  }
}

TEST(PicturePositionTest, IsLookedForInItsPlaceOnly) {
  const std::string tiff = Tiff(true, kGps);
  EXPECT_FALSE(TellsPosition("image/jpeg", Jpeg("")));
  EXPECT_FALSE(TellsPosition("image/jpeg", Jpeg(Segment('\xE1', "http://ns.adobe.com/" + tiff))));
  EXPECT_FALSE(TellsPosition("image/jpeg", Jpeg(Segment('\xE2', Exif(tiff)))));
  EXPECT_FALSE(TellsPosition("image/jpeg", Jpeg("") + Segment('\xE1', Exif(tiff))));
  EXPECT_FALSE(TellsPosition("application/pdf", Jpeg(Segment('\xE1', Exif(tiff)))));
}

// Every cut and every changed byte is read to its end, without a fault under the sanitizers.
TEST(PicturePositionTest, WhatIsNotWellFormedIsNoDanger) {
  const std::pair<std::string, std::string> whole[] = {
      {"image/jpeg", Jpeg(Segment('\xE1', Exif(Tiff(false, kGps))))},
      {"image/png", Png(Chunk("eXIf", Tiff(true, kGps)))}};
  for (const auto& [type, picture] : whole) {
    for (size_t i = 0; i < picture.size(); ++i) {
      TellsPosition(type, picture.substr(0, i));
      std::string altered = picture;
      altered[i] = '\xFF';
      TellsPosition(type, altered);
    }
    EXPECT_TRUE(TellsPosition(type, picture));
  }
}

}  // namespace
}  // namespace notary::document
