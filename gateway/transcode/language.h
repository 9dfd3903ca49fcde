// Chinese or English, as the reader's browser asks.
#pragma once

#include "absl/strings/string_view.h"
#include "platform/base/error.h"

namespace notary::gateway {

enum class Language { kZh, kEn };

// From Accept-Language; Chinese when it asks for neither or for both alike.
Language ChooseLanguage(absl::string_view accept_language);

inline const char* TagOf(Language language) { return language == Language::kZh ? "zh-CN" : "en"; }

inline const std::string& In(Language language, const Text& text) {
  return language == Language::kZh ? text.zh : text.en;
}

}  // namespace notary::gateway
