#include "platform/pg/office_wall.h"

#include "platform/pg/platform_sql.sql.h"

namespace notary::pg {

void StayInOffice(Tx& tx, const std::string& office) {
  tx.ExecLater(platform::sql::kOfficeWall, office);
}

}  // namespace notary::pg
