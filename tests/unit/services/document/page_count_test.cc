#include "services/document/domain/page_count.h"

#include <gtest/gtest.h>

#include <string>

namespace notary::document {
namespace {

constexpr char kPdf[] = "application/pdf";

TEST(PageCountTest, CountsThePagesThatAPdfListsOpenly) {
  struct Row {
    const char* what;
    std::string content;
    int64_t pages;
  };
  const std::string tree = "1 0 obj <</Type /Pages /Kids [2 0 R 3 0 R] /Count 2>> endobj\n";
  const std::string first = "2 0 obj\n<< /Type /Page /Parent 1 0 R >>\nendobj\n";
  const Row rows[] = {
      {"two pages", tree + first + "3 0 obj<</Type/Page/Parent 1 0 R>>endobj\n", 2},
      {"spread over lines", "2 0 obj <<\n/Type\r\n /Page\n>> endobj", 1},
      {"one page written anew by a later revision", tree + first + first, 1},
      {"another revision of the number is another object", first + "2 1 obj<</Type /Page>>", 2},
      {"names that only begin so", "4 0 obj <</Type /PageLabel>> endobj <</Type /Pages>>", 0},
      {"packed objects", "5 0 obj <</Type /ObjStm /N 3>> stream...endstream endobj", 0},
      {"no object", "/Type /Page", 0},
      {"cut short", "2 0 obj <</Type /Page", 1},
      {"nothing", "", 0},
  };
  for (const Row& row : rows) EXPECT_EQ(PageCount(kPdf, row.content), row.pages) << row.what;
}

TEST(PageCountTest, APictureIsAPage) {
  EXPECT_EQ(PageCount("image/jpeg", ""), 1);
  EXPECT_EQ(PageCount("image/png", "1 0 obj <</Type /Page>> 2 0 obj <</Type /Page>>"), 1);
}

}  // namespace
}  // namespace notary::document
