#include "platform/pg/office_wall.h"

#include <algorithm>

#include "platform/pg/platform_sql.sql.h"

namespace notary::pg {

void StayInOffice(Tx& tx, const std::string& office) {
  tx.ExecLater(platform::sql::kOfficeWall, office);
}

std::vector<std::string> OfficesOf(const Rows& rows) {
  std::vector<std::string> offices;
  for (const Row& row : rows) {
    const std::string& office = row.Str("office_id");
    if (std::find(offices.begin(), offices.end(), office) == offices.end()) {
      offices.push_back(office);
    }
  }
  return offices;
}

}  // namespace notary::pg
