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

}  // namespace notary::appointment
