// Build-time tool: turns the .sql files of one storage folder into C++.
//   embed_sql OUT_STEM INCLUDE_AS SCHEMA NAMESPACE file.sql…
// A file whose name starts with four digits is a migration; any other holds statements, each opened
// by a line "-- name: some_name". Fails on a statement without a name and on a name used twice.
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string ConstantName(const std::string& name) {
  std::string out = "k";
  bool upper = true;
  for (char c : name) {
    if (c == '_') {
      upper = true;
      continue;
    }
    out += upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    upper = false;
  }
  return out;
}

std::string Literal(const std::string& text) { return "R\"__sql(" + text + ")__sql\""; }

[[noreturn]] void Fail(const std::string& why) {
  std::cerr << "embed_sql: " << why << "\n";
  std::exit(1);
}

std::string Strip(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r\n;") - first + 1);
}

std::map<std::string, std::string> ParseStatements(const std::filesystem::path& path) {
  static const std::string kMarker = "-- name: ";
  std::map<std::string, std::string> statements;
  std::istringstream lines(ReadFile(path));
  std::string line, name;
  while (std::getline(lines, line)) {
    if (line.rfind(kMarker, 0) == 0) {
      name = Strip(line.substr(kMarker.size()));
      if (!statements.emplace(name, "").second) Fail(path.string() + ": twice: " + name);
      continue;
    }
    const bool comment_or_blank = Strip(line).empty() || Strip(line).rfind("--", 0) == 0;
    if (name.empty() && !comment_or_blank) Fail(path.string() + ": SQL before the first name");
    if (!name.empty()) statements[name] += line + "\n";
  }
  return statements;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) Fail("usage: embed_sql OUT_STEM INCLUDE_AS SCHEMA NAMESPACE file.sql…");
  const std::string stem = argv[1], include_as = argv[2], schema = argv[3], space = argv[4];
  std::map<std::string, std::string> statements, migrations;
  for (int i = 5; i < argc; ++i) {
    const std::filesystem::path path = argv[i];
    if (std::isdigit(static_cast<unsigned char>(path.filename().string()[0]))) {
      migrations[path.stem().string()] = ReadFile(path);
      continue;
    }
    for (auto& [name, text] : ParseStatements(path)) {
      if (!statements.emplace(name, text).second) Fail("twice: " + name);
    }
  }
  std::ofstream header(stem + ".h"), source(stem + ".cc");
  header << "#pragma once\n#include \"platform/pg/statement.h\"\nnamespace notary::" << space
         << "::sql {\n";
  source << "#include \"" << include_as << "\"\nnamespace notary::" << space << "::sql {\n";
  for (const auto& [name, text] : statements) {
    header << "extern const pg::Statement " << ConstantName(name) << ";\n";
    source << "const pg::Statement " << ConstantName(name) << "{\"" << name << "\", "
           << Literal(Strip(text)) << "};\n";
  }
  header << "extern const pg::MigrationSet kMigrations;\n}\n";
  source << "const pg::MigrationSet kMigrations{\"" << schema << "\", {\n";
  for (const auto& [name, text] : migrations) {
    source << "{\"" << name << "\", " << Literal(text) << "},\n";
  }
  source << "}};\n}\n";
  return header && source ? 0 : 1;
}
