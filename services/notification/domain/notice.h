// A notice and its number.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "platform/base/error.h"
#include "services/notification/domain/paper.h"

namespace notary::notification {

struct NoticeTemplate {
  std::string code;
  Text title;
  Text text;
  std::string legal_basis;
  bool message = false;
};

// The reviewed texts, by code, and how they say coded values.
struct NoticeTexts {
  std::map<std::string, NoticeTemplate> templates;
  std::map<std::string, Text> words;
  std::map<std::string, std::string> bases;  // of the words that a notice rests on
};

// The body of a notice in both languages. A value that is a code is said by its words.
Text Body(const NoticeTemplate& pattern, const std::map<std::string, Text>& words,
          const std::map<std::string, std::string>& values);

// The articles that a notice with these values rests on.
std::string BasisOf(const NoticeTemplate& pattern, const std::map<std::string, std::string>& bases,
                    const std::map<std::string, std::string>& values);

struct Notice {
  std::string office;
  std::string id;
  std::string code;
  std::string number;
  std::string application;
  std::string addressee;
  std::string mobile;
  Text title;
  Text text;
  std::string legal_basis;
  std::string message_state;  // NONE, QUEUED, SENT, FAILED
  absl::Time create_time;
  std::optional<absl::Time> read_time;
  NoticeService service = NoticeService::kElectronic;
  std::optional<PaperService> paper;  // once it was served so
};

// xuhui-N04-2026-000012
std::string NoticeNumber(absl::string_view office, absl::string_view code, int64_t year,
                         int64_t serial);

}  // namespace notary::notification
