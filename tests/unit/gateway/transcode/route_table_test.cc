// Path templates, and which method an address stands for.
#include "gateway/transcode/route_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gateway/transcode/public_path.h"
#include "google/protobuf/descriptor.pb.h"
#include "google/protobuf/duration.pb.h"
#include "google/protobuf/text_format.h"
#include "notary/platform/v1/access.pb.h"
#include "notary/testing/v1/echo_service.pb.h"

namespace notary::gateway {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const RouteTable& Table() {
  testing::v1::Echo::descriptor();  // links the proto
  static const auto& table = *new RouteTable(*RouteTable::Build({"notary.testing.v1.EchoService"}));
  return table;
}

struct Address {
  const char* http_method;
  const char* path;
  const char* rpc;  // "" none
  std::vector<std::string> variables = {};
  const char* allowed = "";
};

TEST(RouteTableTest, FindsTheMethodOfAnAddress) {
  const Address addresses[] = {
      {"POST", "/v1/offices/xuhui/echoes/7:say", "SayEcho", {"offices/xuhui/echoes/7"}},
      {"GET", "/v1/offices/xuhui/echoes/7", "SayEcho", {"offices/xuhui/echoes/7"}},
      {"GET", "/v1/offices/xuhui/echoes/%E5%BC%A0", "SayEcho", {"offices/xuhui/echoes/张"}},
      {"POST", "/v1/offices/xuhui/echoes", "CreateEcho", {"offices/xuhui"}},
      {"GET", "/v1/people/me", "WhoAmI"},
      {"POST", "/v1/people:signIn", "SignIn"},
      {"PUT", "/v1/offices/x/echoes/7/content", "WriteBytes", {"offices/x/echoes/7"}},
      {"GET", "/v1/offices/x/echoes/7/content", "ReadBytes", {"offices/x/echoes/7"}},
      {"GET", "/v1/offices/x:fail", "Fail", {"offices/x"}},
      {"PATCH", "/v1/people/me", "", {}, "GET"},
      {"DELETE", "/v1/offices/x/echoes/7/content", "", {}, "GET, PUT"},
      {"GET", "/v1/offices/x/echoes/7:nothing", ""},
      {"GET", "/v1/offices/x/echoes", "", {}, "POST"},
      {"GET", "/v1/offices/x/echoes/7/8", ""},
      {"GET", "/v1/offices//echoes/7", ""},
      {"GET", "/v1", ""},
      {"GET", "/", ""},
      {"GET", "", ""},
      {"POST", "/V1/people:signIn", ""},
  };
  for (const Address& address : addresses) {
    SCOPED_TRACE(address.path);
    const RouteTable::Match match = Table().Find(address.http_method, address.path);
    EXPECT_EQ(match.route == nullptr ? "" : match.route->method->name(), address.rpc);
    EXPECT_EQ(match.variables, address.variables);
    if (match.route == nullptr) {
      EXPECT_EQ(match.allowed, address.allowed);
    }
  }
}

TEST(RouteTableTest, WhatOnlyServicesMayCallHasNoAddress) {
  for (const auto& route : Table().routes()) EXPECT_NE(route->method->name(), "Whisper");
  EXPECT_EQ(Table().Find("POST", "/v1/offices/x/echoes/7:whisper").allowed, "");
}

TEST(RouteTableTest, ThousandSegmentsAreNothing) {
  std::string path;
  for (int i = 0; i < 1000; ++i) path += "/v1";
  EXPECT_EQ(Table().Find("GET", path).route, nullptr);
}

// The edge would not know how to write it, and nobody should find out from an answer.
TEST(RouteTableTest, RefusesAMessageWithoutAJsonFormHere) {
  google::protobuf::FileDescriptorProto file;
  google::protobuf::TextFormat::ParseFromString(
      R"pb(name: "waits.proto"
           package: "waits"
           syntax: "proto3"
           dependency: "google/protobuf/duration.proto"
           message_type {
             name: "Wait"
             field { name: "inner" number: 1 type: TYPE_MESSAGE type_name: ".waits.Inner" }
           }
           message_type {
             name: "Inner"
             field {
               name: "time"
               number: 1
               type: TYPE_MESSAGE
               type_name: ".google.protobuf.Duration"
             }
             field { name: "again" number: 2 type: TYPE_MESSAGE type_name: ".waits.Inner" }
           }
           service {
             name: "Waits"
             method { name: "Do" input_type: ".waits.Wait" output_type: ".waits.Wait" }
           })pb",
      &file);
  auto& options = *file.mutable_service(0)->mutable_method(0)->mutable_options();
  options.MutableExtension(platform::v1::access)->set_anonymous(true);
  google::protobuf::Duration::descriptor();  // links its proto
  google::protobuf::DescriptorPool pool(google::protobuf::DescriptorPool::generated_pool());
  const auto* built = pool.BuildFile(file);
  ASSERT_NE(built, nullptr);
  const auto routes = RoutesOf(*built->service(0)->method(0));
  EXPECT_THAT(std::string(routes.status().message()),
              ::testing::HasSubstr("google.protobuf.Duration"));
}

TEST(RouteTableTest, OneAddressHasOneMethod) {
  EXPECT_FALSE(
      RouteTable::Build({"notary.testing.v1.EchoService", "notary.testing.v1.EchoService"}).ok());
  EXPECT_FALSE(RouteTable::Build({"notary.testing.v1.Nobody"}).ok());
}

TEST(PathTemplateTest, ReadsTheGrammar) {
  const auto pattern = PathTemplate::Parse("/v1/{a.b=offices/*/x/*}/y/{c}:verb");
  ASSERT_TRUE(pattern.ok()) << pattern.status();
  EXPECT_EQ(pattern->segments.size(), 7);
  EXPECT_EQ(pattern->verb, "verb");
  ASSERT_EQ(pattern->variables.size(), 2);
  EXPECT_EQ(pattern->variables[0].field, "a.b");
  EXPECT_EQ(pattern->variables[0].last, 5);
  EXPECT_EQ(pattern->variables[1].field, "c");
  const PublicPath path = PublicPathOf(*pattern);
  EXPECT_EQ(path.path, "/v1/offices/{office}/x/{x}/y/{y}:verb");
  EXPECT_THAT(path.parameters, ElementsAre("office", "x", "y"));
}

TEST(PathTemplateTest, RefusesWhatIsOutsideIt) {
  for (const char* text :
       {"", "v1", "/", "/v1/", "/v1/{", "/v1/{a", "/v1/{}", "/v1/{a=}", "/{a={b}}", "/**/x",
        "/v1:", "/v1:a:b", "/v1/*x", "/v1/{a=*}}", "/v1 /x"}) {
    EXPECT_FALSE(PathTemplate::Parse(text).ok()) << text;
  }
}

}  // namespace
}  // namespace notary::gateway
