// Files that are generated and kept in the repository, so that a change of what they show is read
// in its diff. A test compares; `make reference` writes them anew.
#pragma once

#include <string>

namespace notary::testing {

// Fails when the file at `path`, from the root of the repository, is not exactly `text`. With
// NOTARY_UPDATE_REFERENCE set, writes it instead.
void ExpectReference(const std::string& path, const std::string& text);

}  // namespace notary::testing
