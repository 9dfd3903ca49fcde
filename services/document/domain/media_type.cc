#include "services/document/domain/media_type.h"

#include <cstdint>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "platform/base/error.h"

namespace notary::document {
namespace {

constexpr absl::string_view kPng("\x89PNG\r\n\x1a\n", 8);
constexpr uint64_t kMaxPixels = 50'000'000;

uint32_t BigEndian(absl::string_view bytes) {
  uint32_t value = 0;
  for (char c : bytes) value = (value << 8) | static_cast<unsigned char>(c);
  return value;
}

bool IsPng(absl::string_view content) {
  return absl::StartsWith(content, kPng) && content.size() > 45 &&
         content.substr(12, 4) == "IHDR" && content.substr(content.size() - 8, 4) == "IEND";
}

bool IsJpeg(absl::string_view content) {
  return absl::StartsWith(content, "\xFF\xD8\xFF") && absl::EndsWith(content, "\xFF\xD9");
}

// The header at the very start and the end marker at the very end: nothing before, nothing behind.
bool IsPdf(absl::string_view content) {
  if (!absl::StartsWith(content, "%PDF-1.") && !absl::StartsWith(content, "%PDF-2.")) return false;
  while (!content.empty() && (content.back() == '\n' || content.back() == '\r'))
    content.remove_suffix(1);
  return absl::EndsWith(content, "%%EOF");
}

uint64_t PngPixels(absl::string_view content) {
  return uint64_t{BigEndian(content.substr(16, 4))} * BigEndian(content.substr(20, 4));
}

// Walks the segments to the frame header (SOF0–SOF15 without DHT, JPG, DAC); 0 when there is none.
uint64_t JpegPixels(absl::string_view content) {
  for (size_t at = 2; at + 9 < content.size();) {
    if (static_cast<unsigned char>(content[at]) != 0xFF) return 0;
    const auto marker = static_cast<unsigned char>(content[at + 1]);
    if (marker == 0xFF) {
      ++at;
      continue;
    }
    const bool frame =
        marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (frame) {
      return uint64_t{BigEndian(content.substr(at + 5, 2))} * BigEndian(content.substr(at + 7, 2));
    }
    at += 2 + BigEndian(content.substr(at + 2, 2));
  }
  return 0;
}

absl::Status CheckImage(uint64_t pixels) {
  if (pixels > 0 && pixels <= kMaxPixels) return absl::OkStatus();
  if (pixels == 0)
    return InvalidField("document", "IMAGE_BROKEN", {"图片已损坏", "The image is broken"});
  return InvalidField("document", "IMAGE_TOO_LARGE",
                      {"图片尺寸过大", "The image has too many pixels"});
}

absl::Status CheckPdf(absl::string_view content) {
  if (absl::StrContains(content, "/Encrypt")) {
    return InvalidField("document", "PDF_ENCRYPTED",
                        {"请上传未加密的PDF", "The PDF must not be encrypted"});
  }
  for (const char* active :
       {"/JavaScript", "/JS ", "/JS(", "/Launch", "/EmbeddedFile", "/RichMedia"}) {
    if (absl::StrContains(content, active)) {
      return InvalidField(
          "document", "PDF_ACTIVE_CONTENT",
          {"PDF含有脚本、动作或附件", "The PDF holds scripts, actions or attachments"});
    }
  }
  return absl::OkStatus();
}

}  // namespace

std::string SniffMediaType(absl::string_view content) {
  if (IsPng(content)) return "image/png";
  if (IsJpeg(content)) return "image/jpeg";
  if (IsPdf(content)) return "application/pdf";
  return "";
}

absl::Status CheckDeclaredType(absl::string_view declared) {
  for (const char* allowed : {"image/jpeg", "image/png", "application/pdf"}) {
    if (declared == allowed) return absl::OkStatus();
  }
  return InvalidField("document.media_type", "MEDIA_TYPE_NOT_ALLOWED",
                      {"只接受JPEG、PNG或PDF文件", "Only JPEG, PNG or PDF files are accepted"});
}

absl::Status CheckContent(absl::string_view declared, absl::string_view content) {
  const std::string actual = SniffMediaType(content);
  if (actual.empty()) {
    return InvalidField(
        "document", "MEDIA_TYPE_NOT_ALLOWED",
        {"只接受完整的JPEG、PNG或PDF文件", "Only whole JPEG, PNG or PDF files are accepted"});
  }
  if (actual != declared) {
    return InvalidField("document.media_type", "MEDIA_TYPE_MISMATCH",
                        {"文件内容与所称类型不符", "The content is not of the type it claims"});
  }
  if (actual == "image/png") return CheckImage(PngPixels(content));
  if (actual == "image/jpeg") return CheckImage(JpegPixels(content));
  return CheckPdf(content);
}

}  // namespace notary::document
