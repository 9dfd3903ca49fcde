// The columns of personal data in this service's schema (service/fields.h seals and opens them).
// Names of staff are printed on certificates and stay in clear.
#pragma once

#include <vector>

#include "platform/pg/sealed.h"

namespace notary::identity {

inline std::vector<pg::SealedColumn> SealedColumns() {
  return {
      {"person", "mobile", "id", "by which a person signs in", "the person, masked"},
      {"real_name", "name", "person_id || '/' || revision", "name a person stated",
       "the person; staff for a purpose"},
      {"real_name", "id_number", "person_id || '/' || revision", "document number a person stated",
       "the person; staff for a purpose"},
      {"sign_in_code", "mobile", "id", "where a code was sent", "nobody"},
      {"mandate", "ward_name", "id", "name of a child or ward", "the guardian"},
      {"mandate", "ward_id_number", "id", "document number of a child or ward",
       "the guardian, masked"},
      {"credential", "totp_secret", "staff_id", "secret of an authenticator", "nobody"},
  };
}

}  // namespace notary::identity
