# The four functions every CMakeLists.txt of this project is written with, and the flags they share:
#   notary_proto()    generated C++ of everything below protos/
#   notary_sql()      .sql files of one service → named statements and migrations
#   notary_library()  the .cc files of one folder → a static library
#   notary_test()     the *_test.cc files of one folder → one test program, known to ctest

find_package(Threads REQUIRED)
find_package(Protobuf REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(absl REQUIRED)
find_package(gRPC REQUIRED CONFIG)
find_package(PkgConfig REQUIRED)
find_program(CCACHE ccache)
find_program(LLD ld.lld)

if(CCACHE)
  # Without these two ccache passes by every file that reads a precompiled header.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
endif()
if(LLD)
  add_link_options(-fuse-ld=lld)
endif()

# g++ 12 reports -Wrestrict inside its own std::string at -O2 (GCC bug 105651); designated
# initializers leave the rest to the defaults beside the members.
# -pthread for every file: a precompiled header wants the same macros everywhere.
add_compile_options(-pthread -Wall -Wextra -Werror -Wno-restrict -Wno-missing-field-initializers
                    -fstack-protector-strong -fPIE)
add_link_options(-pie -Wl,-z,relro,-z,now)
if(NOTARY_SANITIZER)
  # What the sanitizers add makes g++ 12 see uninitialized values inside std::regex and boost::optional.
  add_compile_options(-Wno-maybe-uninitialized)
  add_compile_options(-fsanitize=${NOTARY_SANITIZER} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${NOTARY_SANITIZER})
endif()
if(NOTARY_FUZZ)
  # Code reports where it went; its own main is libFuzzer's (tests/fuzz). Warnings are g++'s business.
  add_compile_options(-fsanitize=fuzzer-no-link -fno-sanitize=vptr -Wno-error)
  add_link_options(-fsanitize=fuzzer-no-link)
endif()
if(NOTARY_SANITIZER STREQUAL thread)
  # Debian's protobuf and Abseil are built without it: their headers must not think otherwise, and the
  # sanitizer must be told what their mutexes order.
  add_compile_options(-U__SANITIZE_THREAD__)
  add_library(tsan_absl OBJECT ${CMAKE_SOURCE_DIR}/tests/testing/tsan/absl_mutex.cc)
  link_libraries($<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:tsan_absl>)
endif()

# google/api and google/rpc come from a Debian package, never from a copy in this repository.
find_path(GOOGLEAPIS google/api/annotations.proto
  PATHS /usr/share/gocode/src/github.com/grpc-ecosystem/grpc-gateway/third_party/googleapis
  REQUIRED)

# notary_proto(NAME [IMPORTS folder library]): library NAME from every .proto below the calling folder and the google protos
# they import. Messages only: services are bound and called by name (platform/rpc). NAME_comments: what the
# protos say about themselves. IMPORTS: protos of another call, which has made the google ones too.
function(notary_proto name)
  cmake_parse_arguments(arg "" "" "IMPORTS" ${ARGN})
  file(GLOB_RECURSE ours CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} *.proto)
  set(theirs google/api/annotations.proto google/api/http.proto google/rpc/status.proto
             google/rpc/error_details.proto)
  set(import_path -I ${CMAKE_CURRENT_SOURCE_DIR} -I ${GOOGLEAPIS})
  set(import_library)
  if(arg_IMPORTS)
    set(theirs)
    list(GET arg_IMPORTS 0 import_folder)
    list(GET arg_IMPORTS 1 import_library)
    list(APPEND import_path -I ${import_folder})
  endif()
  set(out ${CMAKE_BINARY_DIR}/gen)
  file(MAKE_DIRECTORY ${out})
  set(sources)
  foreach(proto IN LISTS ours theirs)
    string(REGEX REPLACE "\\.proto$" "" stem ${proto})
    set(root ${CMAKE_CURRENT_SOURCE_DIR})
    if(proto IN_LIST theirs)
      set(root ${GOOGLEAPIS})
    endif()
    set(products ${out}/${stem}.pb.cc ${out}/${stem}.pb.h)
    add_custom_command(
      OUTPUT ${products}
      COMMAND protobuf::protoc ${import_path} --cpp_out=${out} ${proto}
      DEPENDS ${root}/${proto}
      WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
      COMMENT "protoc ${proto}"
      VERBATIM)
    list(APPEND sources ${products})
  endforeach()
  add_library(${name} STATIC ${sources})
  target_include_directories(${name} SYSTEM PUBLIC ${out})
  target_link_libraries(${name} PUBLIC ${import_library} protobuf::libprotobuf gRPC::grpc++)
  target_compile_options(${name} PRIVATE -w)
  # The comments are not in the generated code (gateway/transcode/comments.h).
  list(TRANSFORM ours PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ OUTPUT_VARIABLE our_files)
  add_custom_command(
    OUTPUT ${out}/${name}.comments.cc
    COMMAND protobuf::protoc ${import_path} --include_imports --include_source_info
            --descriptor_set_out=${out}/${name}.desc ${ours}
    COMMAND embed_comments ${out}/${name}.desc ${out}/${name}.comments.cc
    DEPENDS embed_comments ${our_files}
    WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
    COMMENT "comments of ${name}"
    VERBATIM)
  add_library(${name}_comments STATIC ${out}/${name}.comments.cc)
  target_include_directories(${name}_comments PUBLIC ${CMAKE_SOURCE_DIR})
endfunction()

# notary_sql(NAME SCHEMA schema [NAMESPACE namespace]): library NAME with header <folder>/NAME.sql.h:
# each "-- name: x" block of sql/*.sql becomes a pg::Statement kX, each migrations/NNNN_*.sql an entry of kMigrations.
function(notary_sql name)
  cmake_parse_arguments(arg "" "SCHEMA;NAMESPACE" "" ${ARGN})
  if(NOT arg_NAMESPACE)
    set(arg_NAMESPACE ${arg_SCHEMA})
  endif()
  file(GLOB statements CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/sql/*.sql)
  file(GLOB migrations CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/migrations/*.sql)
  file(RELATIVE_PATH folder ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  set(stem ${CMAKE_BINARY_DIR}/gen/${folder}/${name}.sql)
  add_custom_command(
    OUTPUT ${stem}.h ${stem}.cc
    COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/gen/${folder}
    COMMAND embed_sql ${stem} ${folder}/${name}.sql.h ${arg_SCHEMA} ${arg_NAMESPACE}
            ${statements} ${migrations}
    DEPENDS embed_sql ${statements} ${migrations}
    COMMENT "sql ${folder}"
    VERBATIM)
  add_library(${name} STATIC ${stem}.cc ${stem}.h)
  target_include_directories(${name} PUBLIC ${CMAKE_BINARY_DIR}/gen ${CMAKE_SOURCE_DIR})
endfunction()

include(precompiled)

# notary_library(NAME DEPS libraries…): every .cc of the folder that is not a test.
function(notary_library name)
  cmake_parse_arguments(arg "" "" "DEPS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  add_library(${name} STATIC ${sources})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${arg_DEPS} Threads::Threads)
  notary_precompiled(${name} notary_headers)
endfunction()

# What the sanitizers are told of libraries that were built without them.
set(NOTARY_SANITIZER_OPTIONS
  "LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/testing/leaks.supp:print_suppressions=0"
  "TSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/testing/tsan/races.supp:history_size=4")

# notary_script_test(NAME TIMEOUT_S arguments…): the program NAME of the folder, which is given the build folder first.
function(notary_script_test name timeout_s)
  add_test(NAME ${name} COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/${name} ${CMAKE_BINARY_DIR} ${ARGN})
  set_tests_properties(${name} PROPERTIES TIMEOUT ${timeout_s} ENVIRONMENT "${NOTARY_SANITIZER_OPTIONS}")
endfunction()

# notary_test(NAME DEPS libraries… [DATABASE]): every *_test.cc of the folder, one ctest entry each
# program. DATABASE: the test needs the private PostgreSQL cluster that ctest starts once.
function(notary_test name)
  cmake_parse_arguments(arg "DATABASE" "TIMEOUT_S" "DEPS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  add_executable(${name} ${sources})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE ${arg_DEPS} GTest::gmock GTest::gtest_main)
  target_compile_options(${name} PRIVATE ${NOTARY_TEST_OPTIONS})
  notary_precompiled(${name} notary_test_headers)
  add_test(NAME ${name} COMMAND ${name} --gtest_brief=1 WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  if(NOT arg_TIMEOUT_S)
    set(arg_TIMEOUT_S 300)
  endif()
  set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT_S}
    ENVIRONMENT "${NOTARY_SANITIZER_OPTIONS}")
  if(arg_DATABASE)
    set_property(TEST ${name} PROPERTY FIXTURES_REQUIRED postgres)
    set_property(TEST ${name} APPEND PROPERTY ENVIRONMENT "NOTARY_TEST_PG=${NOTARY_TEST_PG}")
  endif()
endfunction()

find_package(GTest REQUIRED)
string(MD5 checkout_hash ${CMAKE_BINARY_DIR})
string(SUBSTRING ${checkout_hash} 0 8 checkout_hash)
# A Unix socket path holds at most 107 bytes, so the cluster lives under /tmp, one per build folder.
set(NOTARY_TEST_PG /tmp/onevisit-test-${checkout_hash})
