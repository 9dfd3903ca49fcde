// Registering authorities as forms and records name them: 徐汇 and 上海市徐汇区民政局 are one.
#pragma once

#include <string>

namespace notary::marriage_register {

// The best first.
enum class AuthorityMatch {
  kEqual,
  kVague,  // what is claimed names no one authority: 上海市 for one of its districts, 民政局
  kDifferent,
};

// False for what holds no more than the words that all authorities share.
bool NamesAnAuthority(const std::string& text);

// Pre: NamesAnAuthority(recorded).
AuthorityMatch MatchAuthority(const std::string& claimed, const std::string& recorded);

}  // namespace notary::marriage_register
