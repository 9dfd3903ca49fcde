#include "adapters/pdf_pango/pdf_renderer.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <qrencode.h>

#include <mutex>

#include "absl/strings/str_cat.h"

namespace notary::pdf {
namespace {

using certificate::Document;
using certificate::Page;

// A4 in points.
constexpr double kWidth = 595.28;
constexpr double kHeight = 841.89;
constexpr double kMargin = 72;
constexpr double kTextWidth = kWidth - 2 * kMargin;
constexpr double kQrSide = 72;
// Of head, attestation and foot.
constexpr int kSize = 13;
constexpr int kSizeMin = 7;
constexpr double kAfterHead = 18;
constexpr double kAfterBody = 48;
// Noto covers the 8,105 standard characters and CJK extensions; Pango falls back for the rest.
constexpr char kFont[] = "Noto Serif CJK SC";

cairo_status_t Append(void* closure, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

// Draws on one page, from top to bottom.
class Pen {
 public:
  explicit Pen(cairo_t* cairo) : cairo_(cairo) {}

  void Text(const std::string& text, int size_pt, PangoAlignment alignment, double space_after,
            bool bold = false) {
    Layout(text, size_pt, alignment, space_after, bold, /*shown=*/true);
  }

  // Goes down as if it had drawn it.
  void Skip(const std::string& text, int size_pt, double space_after) {
    Layout(text, size_pt, PANGO_ALIGN_LEFT, space_after, /*bold=*/false, /*shown=*/false);
  }

  void MoveTo(double y) { y_ = y; }
  double y() const { return y_; }

  // At the foot of the page, with the words for it in the margin below.
  void QrCode(const std::string& content, const std::string& words) {
    QRcode* code = QRcode_encodeString(content.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1);
    if (code == nullptr) return;
    const double module = kQrSide / code->width;
    const double top = kHeight - kMargin - kQrSide;
    for (int row = 0; row < code->width; ++row) {
      for (int column = 0; column < code->width; ++column) {
        if ((code->data[row * code->width + column] & 1) == 0) continue;
        cairo_rectangle(cairo_, kMargin + column * module, top + row * module, module, module);
      }
    }
    cairo_fill(cairo_);
    QRcode_free(code);
    MoveTo(kHeight - kMargin + 4);
    Text(words, kSizeMin, PANGO_ALIGN_LEFT, 0);
  }

 private:
  void Layout(const std::string& text, int size_pt, PangoAlignment alignment, double space_after,
              bool bold, bool shown) {
    PangoLayout* layout = pango_cairo_create_layout(cairo_);
    PangoFontDescription* font = pango_font_description_from_string(
        absl::StrCat(kFont, bold ? " Bold " : " ", size_pt).c_str());
    pango_layout_set_font_description(layout, font);
    pango_layout_set_width(layout, static_cast<int>(kTextWidth * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_line_spacing(layout, 1.4F);
    pango_layout_set_alignment(layout, alignment);
    pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
    int height = 0;
    pango_layout_get_size(layout, nullptr, &height);
    cairo_move_to(cairo_, kMargin, y_);
    if (shown) pango_cairo_show_layout(cairo_, layout);
    y_ += static_cast<double>(height) / PANGO_SCALE + space_after;
    pango_font_description_free(font);
    g_object_unref(layout);
  }

  cairo_t* const cairo_;
  double y_ = kMargin;
};

// The title and the number, above all else.
void DrawTitle(Pen& pen, const Page& page) {
  pen.MoveTo(kMargin + 24);
  pen.Text(page.title, 26, PANGO_ALIGN_CENTER, 18, /*bold=*/true);
  pen.Text(page.number, 12, PANGO_ALIGN_RIGHT, 24);
}

int SizeThatFits(Pen pen, const Page& page) {
  const double top = pen.y();
  for (int size = kSize; size > kSizeMin; --size) {
    pen.MoveTo(top);
    pen.Skip(page.head, size, kAfterHead);
    pen.Skip(page.body, size, kAfterBody);
    pen.Skip(page.foot, size, 0);
    if (pen.y() <= kHeight - kMargin) return size;
  }
  return kSizeMin;
}

void DrawPage(cairo_t* cairo, const Page& page, const Document& document) {
  Pen pen(cairo);
  DrawTitle(pen, page);
  const int size = SizeThatFits(pen, page);
  pen.Text(page.head, size, PANGO_ALIGN_LEFT, kAfterHead);
  pen.Text(page.body, size, PANGO_ALIGN_LEFT, kAfterBody);
  pen.Text(page.foot, size, PANGO_ALIGN_RIGHT, 0);
  pen.QrCode(document.check_url, absl::StrCat("核验码 Check code: ", document.check_code));
  cairo_show_page(cairo);
}

class PangoRenderer final : public certificate::Renderer {
 public:
  absl::StatusOr<std::string> Render(const Document& document) const override {
    // Pango's default font map belongs to one thread at a time.
    const std::lock_guard<std::mutex> lock(mutex_);
    std::string pdf;
    cairo_surface_t* surface = cairo_pdf_surface_create_for_stream(Append, &pdf, kWidth, kHeight);
    // Without a date of its own, Cairo writes the present moment and the bytes differ each time.
    const std::string date = absl::StrCat(absl::FormatCivilTime(document.date), "T00:00:00+08:00");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "OneVisit");
    cairo_t* cairo = cairo_create(surface);
    for (const Page& page : document.pages) DrawPage(cairo, page, document);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    const cairo_status_t status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status == CAIRO_STATUS_SUCCESS) return pdf;
    return absl::InternalError(absl::StrCat("cairo: ", cairo_status_to_string(status)));
  }

 private:
  mutable std::mutex mutex_;
};

}  // namespace

int TypeSize(const Page& page) {
  cairo_surface_t* surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, nullptr);
  cairo_t* cairo = cairo_create(surface);
  Pen pen(cairo);
  DrawTitle(pen, page);
  const int size = SizeThatFits(pen, page);
  cairo_destroy(cairo);
  cairo_surface_destroy(surface);
  return size;
}

std::unique_ptr<certificate::Renderer> NewRenderer() { return std::make_unique<PangoRenderer>(); }

}  // namespace notary::pdf
