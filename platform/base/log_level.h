// For those who would make fields of a line that is dropped: they cost more than the question.
#pragma once

#include "platform/base/log.h"

namespace notary {

// Whether a line of this severity would be written.
bool IsLogged(Severity severity);

}  // namespace notary
