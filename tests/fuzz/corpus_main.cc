// corpus_main FOLDER…: one fuzz target over every file of the folders.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/fuzz/input.h"

int main(int argc, char** argv) {
  int inputs = 0;
  for (int i = 1; i < argc; ++i) {
    for (const auto& file : std::filesystem::directory_iterator(argv[i])) {
      std::ifstream in(file.path(), std::ios::binary);
      const std::string text{std::istreambuf_iterator<char>(in), {}};
      // Cut at every length too: most of what goes wrong ends too early.
      for (size_t size = 0; size <= text.size(); size += 1 + text.size() / 256) {
        LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(text.data()), size);
      }
      LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(text.data()), text.size());
      ++inputs;
    }
  }
  std::printf("%d inputs\n", inputs);
  return inputs > 0 ? 0 : 1;
}
