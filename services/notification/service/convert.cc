#include "services/notification/service/convert.h"

#include "absl/strings/str_cat.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"
#include "platform/rpc/timestamp.h"
#include "platform/time/clock.h"
#include "services/common/civil_date.h"

namespace notary::notification {
namespace {

static_assert(static_cast<int>(PaperWay::kHandedOver) == v1::Notice::HANDED_OVER);
static_assert(static_cast<int>(PaperWay::kRegisteredMail) == v1::Notice::REGISTERED_MAIL);

std::string TextHash(const Notice& n) {
  return HexEncode(crypto::Sha256(absl::StrCat(n.number, "\n", n.title.zh, "\n", n.text.zh, "\n",
                                               n.title.en, "\n", n.text.en, "\n")));
}

// What is electronic has reached its addressee when it is there to be read.
std::string ServeDate(const Notice& n) {
  if (n.service == NoticeService::kElectronic) {
    return common::FormatCivilDay(absl::ToCivilDay(n.create_time, ShanghaiZone()));
  }
  return n.paper ? common::FormatCivilDay(n.paper->day) : "";
}

}  // namespace

v1::Notice ToProto(const Notice& n) {
  v1::Notice out;
  out.set_name(absl::StrCat("offices/", n.office, "/notices/", n.id));
  out.set_code(n.code);
  out.set_application(n.application);
  out.set_addressee(n.addressee);
  out.set_number(n.number);
  out.set_title_zh(n.title.zh);
  out.set_title_en(n.title.en);
  out.set_text_zh(n.text.zh);
  out.set_text_en(n.text.en);
  out.set_legal_basis(n.legal_basis);
  out.set_message_state(n.message_state);
  out.set_text_hash(TextHash(n));
  *out.mutable_create_time() = rpc::ToTimestamp(n.create_time);
  out.set_service(n.service == NoticeService::kPaper ? v1::Notice::PAPER : v1::Notice::ELECTRONIC);
  out.set_serve_date(ServeDate(n));
  if (n.paper) {
    out.set_served_by(n.paper->by);
    out.set_paper_way(static_cast<v1::Notice::PaperWay>(n.paper->way));
    out.set_mail_number(n.paper->mail_number);
  }
  if (n.read_time) *out.mutable_read_time() = rpc::ToTimestamp(*n.read_time);
  return out;
}

v1::Notice Heading(const Notice& notice) {
  v1::Notice out = ToProto(notice);
  out.clear_text_zh();
  out.clear_text_en();
  return out;
}

NoticeService ServiceOf(v1::Notice::Service service) {
  return service == v1::Notice::PAPER ? NoticeService::kPaper : NoticeService::kElectronic;
}

PaperWay WayOf(v1::Notice::PaperWay way) { return static_cast<PaperWay>(way); }

}  // namespace notary::notification
