// Certificates in PostgreSQL. Stateless; works in the caller's transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/pg/tx.h"
#include "services/certificate/domain/certificate_text.h"

namespace notary::certificate {

struct Certificate {
  std::string office;
  std::string id;
  std::string application;
  std::string matter;
  std::string kind;
  std::string number;
  absl::CivilDay issue_date;
  std::string holder;
  std::string holder_name;
  Page zh;
  std::optional<Page> en;
  std::string check_code;
  std::string digest;
  bool voided = false;
  absl::Time create_time;
};

class CertificateStore {
 public:
  void Insert(pg::Tx& tx, const Certificate& c) const;
  // NOT_FOUND (RESOURCE_NOT_FOUND).
  absl::StatusOr<Certificate> Get(pg::Tx& tx, const std::string& office,
                                  const std::string& id) const;
  absl::StatusOr<std::vector<Certificate>> List(pg::Tx& tx, const std::string& office,
                                                const std::string& application) const;
  absl::StatusOr<std::optional<Certificate>> FindByNumber(pg::Tx& tx, const std::string& office,
                                                          const std::string& number) const;
  absl::StatusOr<int64_t> Void(pg::Tx& tx, const std::string& office,
                               const std::string& application) const;
};

}  // namespace notary::certificate
