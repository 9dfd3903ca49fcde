#include "platform/base/held.h"

#include "absl/strings/str_cat.h"

namespace notary {
namespace {

thread_local int held = 0;

}  // namespace

void Held::Add() { ++held; }

void Held::Drop() { --held; }

absl::Status MayAskOthers(absl::string_view whom) {
  if (held == 0) return absl::OkStatus();
  return absl::InternalError(absl::StrCat("asked while a connection is held: ", whom));
}

}  // namespace notary
