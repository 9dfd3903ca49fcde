// What the build makes of .sql files: named statements and migrations.
#pragma once

#include <vector>

namespace notary::pg {

// The name is the prepared statement, the metric label and what an error names.
struct Statement {
  const char* name;
  const char* text;
};

struct Migration {
  const char* name;  // NNNN_what: the order and the identity
  const char* text;
};

// All migrations of one schema, oldest first.
struct MigrationSet {
  const char* schema;
  std::vector<Migration> migrations;
};

}  // namespace notary::pg
