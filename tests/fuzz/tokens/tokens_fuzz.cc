// Access tokens and page tokens. The first byte chooses where a good token is altered, the second
// how; the rest is a token of the stranger's own making.
#include <map>

#include "absl/strings/str_cat.h"
#include "platform/rpc/auth.h"
#include "platform/rpc/page_token.h"
#include "tests/fuzz/input.h"

namespace notary::fuzz {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1795420800);

struct Authority {
  Authority()
      : key(crypto::SigningKey::Generate(crypto::KeyType::kEd25519)),
        verifier([this] {
          std::map<std::string, crypto::VerifyingKey> keys;
          keys.emplace("demo", *key.Public());
          return keys;
        }()),
        good(rpc::TokenSigner("demo", *crypto::SigningKey::FromPem(key.Pem()))
                 .Sign({"persons/zhang-yi", "", "", {rpc::Role::ROLE_APPLICANT}}, kNow,
                       kNow + absl::Hours(1))) {}

  const crypto::SigningKey key;
  const rpc::TokenVerifier verifier;
  const std::string good;
};

const Authority& TheAuthority() {
  static const auto& authority = *new Authority();
  return authority;
}

}  // namespace
}  // namespace notary::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace notary;  // NOLINT: an entry point
  if (size < 2) return 0;
  const auto& authority = fuzz::TheAuthority();
  std::string altered = authority.good;
  altered[data[0] % altered.size()] ^= static_cast<char>(data[1]);
  const auto seen = authority.verifier.Verify(altered, fuzz::kNow);
  fuzz::Must(!seen.ok() || seen->principal.subject == "persons/zhang-yi",
             "an altered token makes nobody else");

  const absl::string_view own = fuzz::TextOf(data + 2, size - 2);
  fuzz::Must(!authority.verifier.Verify(own, fuzz::kNow).ok(), "nobody signs for us");
  fuzz::Must(!authority.verifier.Verify(absl::StrCat("Bearer ", own), fuzz::kNow).ok(),
             "nobody signs for us");
  rpc::ParsePageToken(own, "mine").status().IgnoreError();
  if (own.empty()) return 0;
  const std::string page = rpc::MakePageToken(own, "mine");
  const auto key = rpc::ParsePageToken(page, "mine");
  fuzz::Must(key.ok() && *key == own, "a page token leads where it was made for");
  fuzz::Must(!rpc::ParsePageToken(page, "another's").ok(), "a page token is good for one list");
  return 0;
}
