#include "services/appointment/service/convert.h"

#include "absl/strings/str_cat.h"
#include "platform/rpc/timestamp.h"

namespace notary::appointment {

v1::Visit ToProto(const Visit& v, absl::Time now) {
  v1::Visit out;
  out.set_name(absl::StrCat("offices/", v.office, "/visits/", v.id));
  out.set_application(v.application);
  *out.mutable_start_time() = rpc::ToTimestamp(v.start);
  *out.mutable_end_time() = rpc::ToTimestamp(v.end);
  out.set_counter(static_cast<int32_t>(v.counter));
  out.set_state(Name(v.StateAt(now)));
  if (v.cancel_reason) out.set_cancel_reason(Name(*v.cancel_reason));
  return out;
}

v1::OpeningChange ToProto(const OpeningChange& c) {
  v1::OpeningChange out;
  out.set_name(absl::StrCat("offices/", c.office, "/openingChanges/", c.id));
  out.set_kind(Name(c.kind));
  *out.mutable_start_time() = rpc::ToTimestamp(c.start);
  *out.mutable_end_time() = rpc::ToTimestamp(c.end);
  out.set_reason_zh(c.reason.zh);
  out.set_reason_en(c.reason.en);
  out.set_state(Name(c.state));
  out.set_author(c.author);
  *out.mutable_create_time() = rpc::ToTimestamp(c.create_time);
  out.set_etag(c.Etag());
  return out;
}

v1::ClosedTime ToClosedTime(const OpeningChange& closure) {
  v1::ClosedTime out;
  *out.mutable_start_time() = rpc::ToTimestamp(closure.start);
  *out.mutable_end_time() = rpc::ToTimestamp(closure.end);
  out.set_reason_zh(closure.reason.zh);
  out.set_reason_en(closure.reason.en);
  return out;
}

}  // namespace notary::appointment
