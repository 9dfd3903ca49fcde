#include "services/application/service/update_mask.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "services/application/service/convert.h"

namespace notary::application {
namespace {

constexpr auto kPaths = std::to_array<absl::string_view>(
    {"capacity", "visit_mode", "handover_mode", "original_lost", "form", "materials"});

absl::Status CheckPaths(const google::protobuf::FieldMask& mask) {
  for (const std::string& path : mask.paths()) {
    if (path == "*" || std::ranges::count(kPaths, path) > 0) continue;
    const std::string allowed = absl::StrJoin(kPaths, ", ");
    return InvalidField("update_mask", "MASK_PATH_UNKNOWN",
                        {absl::StrCat("可更新的字段为：", allowed, "，或 *"),
                         absl::StrCat("What can be set is ", allowed, ", or * for all")});
  }
  return absl::OkStatus();
}

absl::Status CheckChoice(bool open, absl::string_view field) {
  if (!open) return absl::OkStatus();
  return InvalidField(absl::StrCat("application.", field), "REQUIRED",
                      {"必填", "This field is required"});
}

// What the request fills in. There is no form that is empty, and no original that is there.
Wishes AllOf(const v1::UpdateApplicationRequest& request) {
  Case given = FromProto(request.application());
  Wishes wishes{.capacity = given.application.capacity,
                .visit_mode = given.application.visit_mode,
                .handover_mode = given.application.handover_mode,
                .form = std::move(given.form),
                .materials = std::move(given.materials)};
  if (given.application.original_lost) wishes.original_lost = true;
  if (request.original_found()) wishes.original_lost = false;
  return wishes;
}

}  // namespace

absl::StatusOr<Wishes> WishesOf(const v1::UpdateApplicationRequest& request) {
  Wishes all = AllOf(request);
  if (!request.has_update_mask()) return all;
  const google::protobuf::FieldMask& mask = request.update_mask();
  RETURN_IF_ERROR(CheckPaths(mask));
  const auto named = [&](absl::string_view path) {
    return std::ranges::count(mask.paths(), path) + std::ranges::count(mask.paths(), "*") > 0;
  };
  Wishes wishes;
  if (named("capacity")) wishes.capacity = all.capacity;
  if (named("visit_mode")) wishes.visit_mode = all.visit_mode;
  if (named("handover_mode")) wishes.handover_mode = all.handover_mode;
  if (named("original_lost")) wishes.original_lost = request.application().original_lost();
  wishes.whole_form = named("form");
  if (wishes.whole_form) wishes.form = std::move(all.form);
  wishes.all_materials = named("materials");
  if (wishes.all_materials) wishes.materials = std::move(all.materials);
  const bool no_capacity = wishes.capacity == Capacity::kUnspecified;
  const bool no_visit = wishes.visit_mode == VisitMode::kUnspecified;
  const bool no_handover = wishes.handover_mode == HandoverMode::kUnspecified;
  RETURN_IF_ERROR(CheckChoice(named("capacity") && no_capacity, "capacity"));
  RETURN_IF_ERROR(CheckChoice(named("visit_mode") && no_visit, "visit_mode"));
  RETURN_IF_ERROR(CheckChoice(named("handover_mode") && no_handover, "handover_mode"));
  return wishes;
}

}  // namespace notary::application
