// Uploads: quality.md D 47–58.
#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "notary/document/v1/document_service.pb.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"
#include "tests/e2e/bad_inputs/row.h"

namespace notary::testing {
namespace {

using enum absl::StatusCode;

constexpr char kCreate[] = "DocumentService/CreateDocument";
constexpr char kWrite[] = "DocumentService/WriteChunk";
constexpr char kFinish[] = "DocumentService/FinishDocument";

std::string Announce(const std::string& media_type, const std::string& content) {
  return absl::StrCat("parent: 'offices/xuhui' document { media_type: '", media_type,
                      "' size_bytes: ", content.size(), " sha256: '",
                      HexEncode(crypto::Sha256(content)), "' }");
}

Row BadDocument(std::string name, const std::string& document, std::string reason,
                std::string field) {
  return Refused(std::move(name), kCreate, By::kApplicant,
                 "parent: 'offices/xuhui' document { " + document + " }", kInvalidArgument,
                 std::move(reason), "document." + field);
}

// Begun, with these bytes received so far.
std::function<void(Stage&)> Uploaded(const std::string& announced, const std::string& content) {
  return [announced, content](Stage& stage) {
    stage.Put("it", stage.Do(By::kApplicant, kCreate, announced));
    if (content.empty()) return;
    stage.Do(By::kApplicant, kWrite,
             absl::StrCat("name: '{it}' data: \"", absl::CHexEscape(content), "\""));
  };
}

// Whole as announced, and refused for what it is.
Row BadContent(std::string name, std::string media_type, const std::string& content,
               std::string reason, std::string field = "document") {
  Row row = Refused(std::move(name), kFinish, By::kApplicant, "name: '{it}'", kInvalidArgument,
                    std::move(reason), std::move(field));
  row.prepare = Uploaded(Announce(media_type, content), content);
  return row;
}

Row BadStep(std::string name, std::string method, std::string request, absl::StatusCode code,
            std::string reason, std::string field = "") {
  Row row = Refused(std::move(name), std::move(method), By::kApplicant, std::move(request), code,
                    std::move(reason), std::move(field));
  row.prepare = Uploaded(Announce("application/pdf", "0123456789"), "01234");
  return row;
}

std::string Pdf(const std::string& inside) {
  return absl::StrCat("%PDF-1.4\n1 0 obj<<", inside, ">>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
}

// A frame header that says 65,500 by 65,500, and the end marker.
const std::string& HugeJpeg() {
  static const auto& jpeg = *new std::string(
      "\xFF\xD8\xFF\xC0\x00\x11\x08\xFF\xDC\xFF\xDC\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01"
      "\xFF\xD9",
      23);
  return jpeg;
}

// One pixel, and where it was taken: a frame header behind EXIF data with a GPS part.
std::string JpegWithPosition() {
  const std::string tiff("MM\0\x2A\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1A\0\0\0\0", 26);
  const std::string exif = std::string("Exif\0\0", 6) + tiff;
  return absl::StrCat("\xFF\xD8\xFF\xE1", std::string(1, '\0'),
                      std::string(1, static_cast<char>(exif.size() + 2)), exif,
                      std::string("\xFF\xC0\0\x0B\x08\0\x01\0\x01\x01\x01\x11\0", 13), "\xFF\xD9");
}

std::string Png(uint32_t side) {
  std::string png("\x89PNG\r\n\x1a\n\x00\x00\x00\x0DIHDR", 16);
  for (int twice = 0; twice < 2; ++twice) {
    for (int shift = 24; shift >= 0; shift -= 8) png += static_cast<char>((side >> shift) & 0xFF);
  }
  png += std::string(16, '\0');
  return png + std::string("\x00\x00\x00\x00IEND\xAE\x42\x60\x82", 12);
}

// D 55: whoever uploads it is told, and not a byte of what is evidence changes.
Row PictureWithPosition(const std::string& method, const std::string& name) {
  const std::string jpeg = JpegWithPosition();
  const bool finishes = method == kFinish;
  Row row{.name = name,
          .method = method,
          .by = By::kApplicant,
          .request = "name: '{it}'",
          .effect = finishes ? Effect::kSomething : Effect::kNothing};
  row.prepare = [jpeg, finishes](Stage& stage) {
    Uploaded(Announce("image/jpeg", jpeg), jpeg)(stage);
    if (!finishes) stage.Do(By::kApplicant, kFinish, "name: '{it}'");
  };
  row.then = [jpeg, finishes](const std::string& response) {
    document::v1::Document document;
    document::v1::ReadDocumentResponse read;
    if (finishes) {
      ASSERT_TRUE(document.ParseFromString(response));
      EXPECT_TRUE(document.tells_position());
      EXPECT_EQ(document.sha256(), HexEncode(crypto::Sha256(jpeg)));
    } else {
      ASSERT_TRUE(read.ParseFromString(response));
      EXPECT_EQ(read.data(), jpeg);
    }
  };
  return row;
}

constexpr char kDigest[] =
    " sha256: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'";

}  // namespace

Rows UploadRows() {
  const std::string pdf = Pdf("/Type/Catalog");
  return {
      Refused("upload_to_an_office_that_is_none", "DocumentService/CreateDocument", By::kApplicant,
              absl::StrCat("parent: 'offices/atlantis' document { media_type: 'application/pdf' "
                           "size_bytes: 100",
                           kDigest, " }"),
              absl::StatusCode::kNotFound, "OFFICE_UNKNOWN"),
      BadDocument("upload_of_zero_bytes",
                  absl::StrCat("media_type: 'application/pdf' size_bytes: 0", kDigest), "REQUIRED",
                  "size_bytes"),
      BadDocument("upload_of_minus_one_byte",
                  absl::StrCat("media_type: 'application/pdf' size_bytes: -1", kDigest),
                  "OUT_OF_RANGE", "size_bytes"),
      BadDocument("upload_of_the_limit_and_one",
                  absl::StrCat("media_type: 'application/pdf' size_bytes: 20971521", kDigest),
                  "OUT_OF_RANGE", "size_bytes"),
      BadDocument(
          "upload_with_digest_of_63_digits",
          "media_type: 'application/pdf' size_bytes: 9 sha256: '" + std::string(63, 'a') + "'",
          "DIGEST_MALFORMED", "sha256"),
      BadDocument(
          "upload_with_digest_not_in_hex",
          "media_type: 'application/pdf' size_bytes: 9 sha256: '" + std::string(64, 'g') + "'",
          "DIGEST_MALFORMED", "sha256"),
      BadDocument("upload_of_a_word_file",
                  absl::StrCat("media_type: 'application/msword' size_bytes: 9", kDigest),
                  "MEDIA_TYPE_NOT_ALLOWED", "media_type"),
      BadDocument("upload_of_svg",
                  absl::StrCat("media_type: 'image/svg+xml' size_bytes: 9", kDigest),
                  "MEDIA_TYPE_NOT_ALLOWED", "media_type"),
      BadDocument("upload_with_file_name_for_media_type",
                  absl::StrCat("media_type: '../../x.pdf' size_bytes: 9", kDigest),
                  "MEDIA_TYPE_NOT_ALLOWED", "media_type"),
      BadStep("chunk_ahead", kWrite, "name: '{it}' offset: 6 data: 'x'", kFailedPrecondition,
              "OFFSET_AHEAD"),
      BadStep("chunk_across_what_is_there", kWrite, "name: '{it}' offset: 3 data: 'xxxx'",
              kFailedPrecondition, "OFFSET_BEHIND"),
      BadStep("chunk_at_minus_one", kWrite, "name: '{it}' offset: -1 data: 'x'", kInvalidArgument,
              "OUT_OF_RANGE", "offset"),
      BadStep("chunk_beyond_the_announced_size", kWrite,
              "name: '{it}' offset: 5 data: 'xxxxxxxxxx'", kInvalidArgument, "SIZE_EXCEEDED",
              "data"),
      BadStep("chunk_of_zero_bytes", kWrite, "name: '{it}' offset: 5", kInvalidArgument, "REQUIRED",
              "data"),
      BadStep("chunk_of_one_MiB_and_one", kWrite,
              "name: '{it}' offset: 5 data: '" + std::string((1 << 20) + 1, 'x') + "'",
              kInvalidArgument, "TOO_LONG", "data"),
      BadStep("finish_before_the_end", kFinish, "name: '{it}'", kFailedPrecondition,
              "UPLOAD_INCOMPLETE"),
      BadStep("read_before_the_end", "DocumentService/ReadDocument", "name: '{it}'",
              kFailedPrecondition, "UPLOAD_INCOMPLETE"),
      Refused("finish_twice", kFinish, By::kApplicant, "name: '{document}'", kFailedPrecondition,
              "DOCUMENT_FIXED"),
      Refused("write_after_finish", kWrite, By::kApplicant, "name: '{document}' data: 'x'",
              kFailedPrecondition, "DOCUMENT_FIXED"),
      Refused("staff_reads_without_purpose", "DocumentService/ReadDocument", By::kAssistant,
              "name: '{document}'", kInvalidArgument, "REQUIRED", "purpose"),
      [&pdf] {
        Row row = Refused("content_with_another_digest", kFinish, By::kApplicant, "name: '{it}'",
                          kInvalidArgument, "DIGEST_MISMATCH", "document.sha256");
        std::string altered = pdf;
        altered[10] = 'X';
        row.prepare = Uploaded(Announce("application/pdf", pdf), altered);
        return row;
      }(),
      BadContent("content_pdf_called_jpeg", "image/jpeg", pdf, "MEDIA_TYPE_MISMATCH",
                 "document.media_type"),
      BadContent("content_html_called_pdf", "application/pdf", "<html><script>x</script></html>",
                 "MEDIA_TYPE_NOT_ALLOWED"),
      BadContent("content_gif_with_script", "image/jpeg", "GIF89a/*x*/=1;alert(1)",
                 "MEDIA_TYPE_NOT_ALLOWED"),
      BadContent("content_zip_behind_pdf", "application/pdf", pdf + "PK\x03\x04zip",
                 "MEDIA_TYPE_NOT_ALLOWED"),
      BadContent("content_truncated_pdf", "application/pdf", "%PDF-1.4\n1 0 obj<<",
                 "MEDIA_TYPE_NOT_ALLOWED"),
      BadContent("content_pdf_with_javascript", "application/pdf", Pdf("/S/JavaScript/JS(x)"),
                 "PDF_ACTIVE_CONTENT"),
      BadContent("content_pdf_with_launch_action", "application/pdf", Pdf("/S/Launch"),
                 "PDF_ACTIVE_CONTENT"),
      BadContent("content_pdf_with_embedded_file", "application/pdf", Pdf("/EmbeddedFile"),
                 "PDF_ACTIVE_CONTENT"),
      BadContent("content_encrypted_pdf", "application/pdf", Pdf("/Encrypt 2 0 R"),
                 "PDF_ENCRYPTED"),
      BadContent("content_jpeg_of_65500_squared", "image/jpeg", HugeJpeg(), "IMAGE_TOO_LARGE"),
      BadContent("content_truncated_jpeg", "image/jpeg", std::string("\xFF\xD8\xFF\xC0\x00", 5),
                 "MEDIA_TYPE_NOT_ALLOWED"),
      BadContent("content_png_of_four_billion_squared", "image/png", Png(0xFFFFFFFF),
                 "IMAGE_TOO_LARGE"),
      BadContent("content_png_of_no_pixels", "image/png", Png(0), "IMAGE_BROKEN"),
      {.name = "upload_control_whole_pdf",
       .method = kFinish,
       .by = By::kApplicant,
       .request = "name: '{it}'",
       .effect = Effect::kSomething,
       .prepare = Uploaded(Announce("application/pdf", pdf), pdf)},
      PictureWithPosition(kFinish, "upload_of_picture_with_position"),
      PictureWithPosition("DocumentService/ReadDocument", "picture_with_position_read_again"),
  };
}

}  // namespace notary::testing
