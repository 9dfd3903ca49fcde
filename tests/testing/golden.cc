#include "tests/testing/golden.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace notary::testing {

void ExpectReference(const std::string& path, const std::string& text) {
  if (std::getenv("NOTARY_UPDATE_REFERENCE") != nullptr) {
    std::ofstream(path) << text;
    return;
  }
  std::stringstream kept;
  kept << std::ifstream(path).rdbuf();
  EXPECT_EQ(kept.str(), text) << path << " is not up to date: make reference";
}

}  // namespace notary::testing
