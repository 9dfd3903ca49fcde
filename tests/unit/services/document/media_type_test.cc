#include "services/document/domain/media_type.h"

#include <gtest/gtest.h>

#include <string>

#include "platform/base/error.h"

namespace notary::document {
namespace {

std::string Pdf(const std::string& body = "") { return "%PDF-1.4\n" + body + "\n%%EOF\n"; }

std::string Png(const std::string& width_and_height) {
  return std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) + width_and_height +
         std::string("\x08\x06\0\0\0\0\0\0\0", 9) + std::string(8, '\0') +
         std::string("\0\0\0\0IEND\xae\x42\x60\x82", 12);
}

TEST(MediaTypeTest, TellsWhatAFileReallyIs) {
  struct Row {
    const char* what;
    const char* declared;
    std::string content;
    const char* reason;  // "": accepted
  };
  const Row rows[] = {
      {"a PDF", "application/pdf", Pdf(), ""},
      {"a PDF called JPEG", "image/jpeg", Pdf(), "MEDIA_TYPE_MISMATCH"},
      {"HTML called PDF", "application/pdf", "<html></html>", "MEDIA_TYPE_NOT_ALLOWED"},
      {"SVG", "image/png", "<svg onload=x>", "MEDIA_TYPE_NOT_ALLOWED"},
      {"PDF behind a ZIP", "application/pdf", "PK\x03\x04" + Pdf(), "MEDIA_TYPE_NOT_ALLOWED"},
      {"ZIP behind a PDF", "application/pdf", Pdf() + "PK\x05\x06", "MEDIA_TYPE_NOT_ALLOWED"},
      {"a PDF cut short", "application/pdf", "%PDF-1.4\n1 0 obj", "MEDIA_TYPE_NOT_ALLOWED"},
      {"a script in it", "application/pdf", Pdf("/S /JavaScript"), "PDF_ACTIVE_CONTENT"},
      {"a launch action", "application/pdf", Pdf("/S /Launch"), "PDF_ACTIVE_CONTENT"},
      {"an attachment", "application/pdf", Pdf("/EmbeddedFile"), "PDF_ACTIVE_CONTENT"},
      {"encrypted", "application/pdf", Pdf("/Encrypt 5 0 R"), "PDF_ENCRYPTED"},
      {"a small PNG", "image/png", Png(std::string("\0\0\0\x10\0\0\0\x10", 8)), ""},
      {"a pixel bomb", "image/png", Png(std::string("\0\0\xff\xff\0\0\xff\xff", 8)),
       "IMAGE_TOO_LARGE"},
      {"a PNG without pixels", "image/png", Png(std::string(8, '\0')), "IMAGE_BROKEN"},
      {"a JPEG without a frame", "image/jpeg", "\xFF\xD8\xFF\xE0 \xFF\xD9", "IMAGE_BROKEN"},
      {"nothing", "image/png", "", "MEDIA_TYPE_NOT_ALLOWED"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(ReasonOf(CheckContent(row.declared, row.content)), row.reason) << row.what;
  }
}

}  // namespace
}  // namespace notary::document
