// The translation of a certificate into a language that no template speaks: a paper of the case
// (domain.md 1.5 row 22, 2.4).
#pragma once

#include <string>

#include "absl/status/status.h"
#include "services/application/domain/catalogue.h"
#include "services/application/domain/papers.h"

namespace notary::application {

inline constexpr char kTranslationSlot[] = "TRANSLATION";  // of the catalogue

// FAILED_PRECONDITION (TRANSLATION_MISSING): its fee is charged, and 译文与原文相符 may attest it,
// so it is on file before the certificate is.
absl::Status TranslationIsThere(const Case& c, const MatterRules& rules);

// The office files this document. FAILED_PRECONDITION (TRANSLATION_NOT_ASKED) where there is none
// to file; INVALID_ARGUMENT at `document`: DOCUMENT_UNKNOWN for what nobody of the office has
// uploaded, DOCUMENT_NOT_FINISHED, PAGES_EXCEEDED. `found` is what there is of this name.
absl::Status MayFileTranslation(const MatterRules& rules, const std::vector<Paper>& found);

}  // namespace notary::application
