#include "services/payment/service/convert.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/rpc/timestamp.h"

namespace notary::payment {

std::string NameOf(const FeeNote& note) {
  return absl::StrCat("offices/", note.office, "/feeNotes/", note.id);
}

std::string NameOf(const PaymentOrder& order) {
  return absl::StrCat("offices/", order.office, "/payments/", order.id);
}

absl::StatusOr<std::string> IdOf(absl::string_view name, absl::string_view collection) {
  const std::vector<std::string> parts = absl::StrSplit(name, '/');
  if (parts.size() == 4 && parts[2] == collection && IsUuid(parts[3])) return parts[3];
  return NotFoundError("RESOURCE_NOT_FOUND", {"未找到", "Not found"});
}

v1::FeeNote ToProto(const FeeNote& note) {
  v1::FeeNote out;
  out.set_name(NameOf(note));
  out.set_application(note.application);
  out.set_payer(note.payer);
  for (const FeeLine& line : note.lines) {
    v1::FeeNoteLine& l = *out.add_lines();
    l.set_code(line.code);
    l.set_name_zh(line.name_zh);
    l.set_name_en(line.name_en);
    l.set_basis(Name(line.basis));
    l.set_unit_fen(line.unit_fen);
    l.set_quantity(line.quantity);
    l.set_discount_fen(line.discount_fen);
    l.set_subtotal_fen(line.subtotal_fen);
  }
  out.set_total_fen(note.total.sum());
  out.set_state(Name(note.state));
  out.set_paid_fen(note.paid_order ? note.total.sum() : 0);
  out.set_refunded_fen(note.refunded.sum());
  *out.mutable_create_time() = rpc::ToTimestamp(note.create_time);
  return out;
}

v1::Payment ToProto(const PaymentOrder& order) {
  v1::Payment out;
  out.set_name(NameOf(order));
  out.set_fee_note(absl::StrCat("offices/", order.office, "/feeNotes/", order.note));
  out.set_order_number(order.number);
  if (order.state == OrderState::kPending) out.set_code_url(order.code_url);
  out.set_total_fen(order.total_fen);
  out.set_state(Name(order.state));
  *out.mutable_expire_time() = rpc::ToTimestamp(order.expire_time);
  return out;
}

}  // namespace notary::payment
