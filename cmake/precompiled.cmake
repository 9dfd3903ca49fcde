# Headers of libraries are read once a build, not once a file: two thirds of the time of a file here is
# reading what it includes. Only headers that do not change with our work, and that most files use.
# The asan preset goes without, so that every file is seen to include what it uses.
option(NOTARY_PRECOMPILED "Read the headers of libraries once" ON)

set(library_headers
  <algorithm> <array> <cstdint> <functional> <map> <memory> <optional> <set> <string> <utility> <vector>
  <absl/status/statusor.h> <absl/strings/match.h> <absl/strings/str_cat.h> <absl/strings/str_split.h>
  <absl/synchronization/mutex.h> <absl/time/time.h>
  <google/protobuf/message.h> <google/protobuf/timestamp.pb.h>)

# Tests run once: optimising them takes longer than they do.
set(NOTARY_TEST_OPTIONS $<$<CONFIG:Release>:-O0>)

if(NOTARY_PRECOMPILED)
  # Read so, headers of g++ 12 lose their exemption from warnings, and its std::string has false ones
  # at -O2.
  add_compile_options(-Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/nothing.cc CONTENT "")
  add_library(notary_headers OBJECT ${CMAKE_BINARY_DIR}/nothing.cc)
  target_link_libraries(notary_headers PRIVATE protobuf::libprotobuf gRPC::grpc++ Threads::Threads)
  target_precompile_headers(notary_headers PRIVATE ${library_headers})

  find_package(GTest REQUIRED)
  add_library(notary_test_headers OBJECT ${CMAKE_BINARY_DIR}/nothing.cc)
  target_link_libraries(notary_test_headers PRIVATE notary_headers GTest::gmock)
  target_compile_options(notary_test_headers PRIVATE ${NOTARY_TEST_OPTIONS})
  target_precompile_headers(notary_test_headers PRIVATE ${library_headers} <gmock/gmock.h> <gtest/gtest.h>)
endif()

# notary_precompiled(NAME HEADERS): the files of NAME are compiled with what notary_headers or
# notary_test_headers has read.
function(notary_precompiled name headers)
  if(NOTARY_PRECOMPILED)
    target_precompile_headers(${name} REUSE_FROM ${headers})
  endif()
endfunction()
