// The folder a demonstration lives in, and the files init makes there.
#pragma once

#include <filesystem>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/file.h"
#include "platform/crypto/key.h"

namespace notary::ctl {

class Folder {
 public:
  explicit Folder(const std::filesystem::path& root) : root_(std::filesystem::absolute(root)) {}

  std::string Path(const std::string& name) const { return (root_ / name).string(); }

  absl::Status Make(const std::string& name) const {
    std::error_code error;
    std::filesystem::create_directories(root_ / name, error);
    return error ? absl::UnavailableError(absl::StrCat(Path(name), ": ", error.message()))
                 : absl::OkStatus();
  }

  // A private key in name.key and its public half in name.pub.
  absl::Status KeyPair(const std::string& name, crypto::KeyType type) const {
    const crypto::SigningKey key = crypto::SigningKey::Generate(type);
    ASSIGN_OR_RETURN(const crypto::VerifyingKey half, key.Public());
    RETURN_IF_ERROR(crypto::WriteNewFile(Path(name + ".key"), key.Pem()));
    return crypto::WriteNewFile(Path(name + ".pub"), half.Pem());
  }

  absl::Status Secret(const std::string& name, const std::string& content) const {
    return crypto::WriteNewFile(Path(name), content);
  }

  absl::Status TextProto(const std::string& name, const google::protobuf::Message& message) const {
    std::string text;
    google::protobuf::TextFormat::PrintToString(message, &text);
    return crypto::WriteNewFile(Path(name), text);
  }

 private:
  const std::filesystem::path root_;
};

}  // namespace notary::ctl
