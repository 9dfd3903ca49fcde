#include "services/application/domain/translation.h"

#include <gtest/gtest.h>

#include "platform/base/error.h"

namespace notary::application {
namespace {

const MatterRules kAsked{.translation = true};

TEST(TranslationTest, IsOnFileWhereItIsAskedFor) {
  Case c;
  EXPECT_EQ(TranslationIsThere(c, {}), absl::OkStatus());
  EXPECT_EQ(ReasonOf(TranslationIsThere(c, kAsked)), "TRANSLATION_MISSING");
  c.materials = {{"M01", "d1"}, {kTranslationSlot, ""}};
  EXPECT_EQ(ReasonOf(TranslationIsThere(c, kAsked)), "TRANSLATION_MISSING");
  c.materials[1].document = "d2";
  EXPECT_EQ(TranslationIsThere(c, kAsked), absl::OkStatus());
}

TEST(TranslationTest, TheOfficeFilesWhatItHasUploaded) {
  const Paper paper{.name = "d2", .owner = "staff/a1", .ready = true};
  EXPECT_EQ(MayFileTranslation(kAsked, {paper}), absl::OkStatus());
  EXPECT_EQ(ReasonOf(MayFileTranslation({}, {paper})), "TRANSLATION_NOT_ASKED");
  EXPECT_EQ(ReasonOf(MayFileTranslation(kAsked, {})), "DOCUMENT_UNKNOWN");
  EXPECT_EQ(ReasonOf(MayFileTranslation(kAsked, {{"d2", "persons/zhang", true}})),
            "DOCUMENT_UNKNOWN");
  EXPECT_EQ(ReasonOf(MayFileTranslation(kAsked, {{"d2", "staff/a1", false}})),
            "DOCUMENT_NOT_FINISHED");
  const MatterRules short_one{.translation = true, .translation_pages = 10};
  EXPECT_EQ(MayFileTranslation(short_one, {{"d2", "staff/a1", true, 10}}), absl::OkStatus());
  EXPECT_EQ(ReasonOf(MayFileTranslation(short_one, {{"d2", "staff/a1", true, 11}})),
            "PAGES_EXCEEDED");
}

}  // namespace
}  // namespace notary::application
