// The OpenAPI document says what the routes do.
#include "gateway/transcode/openapi.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "gateway/transcode/docs_page.h"
#include "notary/document/v1/document_service.pb.h"
#include "notary/testing/v1/echo_service.pb.h"

namespace notary::gateway {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

const RouteTable& Table() {
  testing::v1::Echo::descriptor();
  document::v1::Document::descriptor();
  static const auto& table = *new RouteTable(
      *RouteTable::Build({"notary.testing.v1.EchoService", "notary.document.v1.DocumentService"}));
  return table;
}

json Document() { return json::parse(OpenApiDocument(Table())); }

TEST(OpenApiTest, EveryRouteIsThereOnce) {
  const json document = Document();
  EXPECT_EQ(document["openapi"], "3.1.0");
  std::set<std::string> ids;
  size_t operations = 0;
  for (const auto& [path, methods] : document["paths"].items()) {
    for (const auto& [method, operation] : methods.items()) {
      ++operations;
      EXPECT_TRUE(ids.insert(operation["operationId"]).second) << path;
    }
  }
  EXPECT_EQ(operations, Table().routes().size() + 1);  // and /v1/session
}

TEST(OpenApiTest, FieldRulesAreConstraints) {
  const json echo = Document()["components"]["schemas"]["Echo"];
  EXPECT_EQ(echo["properties"]["text"]["maxLength"], 100);
  EXPECT_EQ(echo["properties"]["smallNumber"]["minimum"], -5);
  EXPECT_EQ(echo["properties"]["smallNumber"]["maximum"], 1000000);
  EXPECT_EQ(echo["properties"]["big"]["type"], "string");
  EXPECT_EQ(echo["properties"]["time"]["format"], "date-time");
  EXPECT_EQ(echo["properties"]["colour"]["enum"][1], "RED");
  EXPECT_EQ(echo["properties"]["labels"]["additionalProperties"]["type"], "string");
  EXPECT_EQ(echo["properties"]["inner"]["$ref"], "#/components/schemas/Inner");
  EXPECT_EQ(echo["properties"]["tags"]["items"]["type"], "string");
  const json document = Document()["components"]["schemas"]["Document"];
  EXPECT_THAT(document["required"].dump(), HasSubstr("sizeBytes"));
  EXPECT_THAT(document["properties"]["sha256"]["description"].get<std::string>(),
              HasSubstr("SHA-256 of the whole content"));
}

TEST(OpenApiTest, OperationsSayWhoAndWhat) {
  const json document = Document();
  const json create = document["paths"]["/v1/offices/{office}/documents"]["post"];
  EXPECT_EQ(create["x-roles"][0], "ROLE_APPLICANT");
  EXPECT_THAT(create["description"].get<std::string>(), HasSubstr("Begins an upload"));
  EXPECT_TRUE(create["requestBody"]["content"].contains("multipart/form-data"));
  EXPECT_EQ(create["requestBody"]["content"]["application/json"]["schema"]["$ref"],
            "#/components/schemas/Document");
  const json content = document["paths"]["/v1/offices/{office}/documents/{document}/content"];
  EXPECT_TRUE(content["put"]["requestBody"]["content"].contains("application/octet-stream"));
  EXPECT_TRUE(content["get"]["responses"]["200"]["content"].contains("application/octet-stream"));
  const json finish = document["paths"]["/v1/offices/{office}/documents/{document}:finish"]["post"];
  const json body = finish["requestBody"]["content"]["application/json"]["schema"];
  EXPECT_TRUE(body["properties"].contains("requestId"));
  EXPECT_FALSE(body["properties"].contains("name"));  // the path has it
  EXPECT_FALSE(document["paths"].contains("/v1/offices/{office}/documents:batchGet"));
  EXPECT_TRUE(document["paths"]["/v1/people:signIn"]["post"]["security"].empty());
}

TEST(DocsPageTest, HasNeitherScriptNorInlineStyle) {
  const std::string page = DocsPage(Table());
  EXPECT_THAT(page, HasSubstr("/v1/offices/{office}/documents/{document}:finish"));
  EXPECT_THAT(page, HasSubstr("Begins an upload"));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("style=")));
  EXPECT_THAT(page, Not(HasSubstr("http://")));
}

}  // namespace
}  // namespace notary::gateway
