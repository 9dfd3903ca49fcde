// RETURN_IF_ERROR and ASSIGN_OR_RETURN: the happy path stays on the left margin.
#pragma once

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#define NOTARY_CONCAT_INNER(a, b) a##b
#define NOTARY_CONCAT(a, b) NOTARY_CONCAT_INNER(a, b)

// Evaluates an expression of type absl::Status once; returns it when it is not OK.
#define RETURN_IF_ERROR(expr)                                               \
  do {                                                                      \
    if (absl::Status status_macro_value = (expr); !status_macro_value.ok()) \
      return status_macro_value;                                            \
  } while (false)

// ASSIGN_OR_RETURN(Type name, expression of type absl::StatusOr<Type>);
#define ASSIGN_OR_RETURN(lhs, expr) \
  NOTARY_ASSIGN_OR_RETURN(NOTARY_CONCAT(status_macro_or_, __LINE__), lhs, expr)
#define NOTARY_ASSIGN_OR_RETURN(holder, lhs, expr) \
  auto holder = (expr);                            \
  if (!holder.ok()) return holder.status();        \
  lhs = *std::move(holder)
