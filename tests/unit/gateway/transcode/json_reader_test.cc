// JSON bodies: quality.md D 19–31.
#include "gateway/transcode/json_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/message_differencer.h"
#include "notary/testing/v1/echo_service.pb.h"
#include "platform/base/error.h"

namespace notary::gateway {
namespace {

using google::protobuf::util::MessageDifferencer;
using testing::v1::Echo;

struct Refused {
  std::string json;
  std::string reason;
  std::string field = {};
};

std::string Nested(int depth) {
  std::string text = R"("x")";
  for (int i = 0; i < depth; ++i) text = absl::StrCat(R"({"inner":)", text, "}");
  return text;
}

std::vector<Refused> Rows() {
  return {
      // The whole.
      {"", "JSON_EMPTY"},
      {" ", "JSON_MALFORMED"},
      {"null", "JSON_NOT_AN_OBJECT"},
      {"[]", "JSON_NOT_AN_OBJECT"},
      {"7", "JSON_NOT_AN_OBJECT"},
      {"-1.5", "JSON_NOT_AN_OBJECT"},
      {R"("text")", "JSON_NOT_AN_OBJECT"},
      {"true", "JSON_NOT_AN_OBJECT"},
      {"{}{}", "JSON_MALFORMED"},
      {"{} x", "JSON_MALFORMED"},
      {"{", "JSON_MALFORMED"},
      {R"({"text":"x",})", "JSON_MALFORMED"},
      {R"({text:"x"})", "JSON_MALFORMED"},
      {R"({'text':'x'})", "JSON_MALFORMED"},
      {R"({"text":"x"} // note)", "JSON_MALFORMED"},
      {"\xEF\xBB\xBF{}", "JSON_MALFORMED"},
      {std::string("{\0\"\0t\0\"\0}\0", 10), "JSON_MALFORMED"},
      {std::string("\xFF\xFE{\0}\0", 6), "JSON_MALFORMED"},
      {"{\"text\":\"\xC0\xAF\"}", "JSON_MALFORMED"},
      {R"({"text":"\ud800"})", "JSON_MALFORMED"},
      {R"({"text":"\udc00x"})", "JSON_MALFORMED"},
      {"{\"text\":\"a\nb\"}", "JSON_MALFORMED"},
      {std::string(100000, '['), "JSON_NOT_AN_OBJECT"},
      {Nested(40), "JSON_TOO_DEEP"},
      {R"({"smallNumber":NaN})", "JSON_MALFORMED"},
      {R"({"ratio":Infinity})", "JSON_MALFORMED"},
      {R"({"ratio":1e400})", "JSON_MALFORMED"},
      {R"({"smallNumber":01})", "JSON_MALFORMED"},
      {R"({"smallNumber":+1})", "JSON_MALFORMED"},
      {R"({"smallNumber":0x1})", "JSON_MALFORMED"},
      // Names.
      {R"({"unknown":1})", "FIELD_UNKNOWN"},
      {R"({"__proto__":{}})", "FIELD_UNKNOWN"},
      {R"({"constructor":{"prototype":1}})", "FIELD_UNKNOWN"},
      {R"({"inner.number":1})", "FIELD_UNKNOWN"},
      {R"({"Text":"x"})", "FIELD_UNKNOWN"},
      {R"({"text":"a","text":"b"})", "FIELD_TWICE", "text"},
      {R"({"smallNumber":1,"small_number":2})", "FIELD_TWICE", "small_number"},
      {R"({"inner":{"someText":"a","some_text":"b"}})", "FIELD_TWICE", "inner.some_text"},
      {R"({"labels":{"a":"1","a":"2"}})", "FIELD_TWICE", "labels.a"},
      // Numbers.
      {R"({"smallNumber":1.0})", "INTEGER_EXPECTED", "small_number"},
      {R"({"smallNumber":1e2})", "INTEGER_EXPECTED", "small_number"},
      {R"({"smallNumber":-0.0})", "INTEGER_EXPECTED", "small_number"},
      {R"({"smallNumber":2147483648})", "OUT_OF_RANGE", "small_number"},
      {R"({"smallNumber":"2147483648"})", "OUT_OF_RANGE", "small_number"},
      {R"({"smallNumber":" 1"})", "INTEGER_EXPECTED", "small_number"},
      {R"({"smallNumber":"1.0"})", "INTEGER_EXPECTED", "small_number"},
      {R"({"smallNumber":""})", "INTEGER_EXPECTED", "small_number"},
      {R"({"smallNumber":true})", "TYPE_MISMATCH", "small_number"},
      {R"({"smallNumber":[1]})", "TYPE_MISMATCH", "small_number"},
      {R"({"smallNumber":{}})", "TYPE_MISMATCH", "small_number"},
      {R"({"big":9007199254740993})", "NUMBER_UNSAFE", "big"},
      {R"({"big":-9007199254740993})", "NUMBER_UNSAFE", "big"},
      {R"({"big":9223372036854775808})", "OUT_OF_RANGE", "big"},
      {R"({"big":"9223372036854775808"})", "OUT_OF_RANGE", "big"},
      {R"({"big":18446744073709551616})", "INTEGER_EXPECTED", "big"},
      {R"({"big":"1 000"})", "INTEGER_EXPECTED", "big"},
      {R"({"big":"1,000"})", "INTEGER_EXPECTED", "big"},
      {R"({"count":-1})", "OUT_OF_RANGE", "count"},
      {R"({"ratio":"NaN"})", "TYPE_MISMATCH", "ratio"},
      // Other types.
      {R"({"text":7})", "TYPE_MISMATCH", "text"},
      {R"({"text":["x"]})", "TYPE_MISMATCH", "text"},
      {R"({"text":"a\u0000b"})", "NUL_CHARACTER", "text"},
      {R"({"flag":"true"})", "TYPE_MISMATCH", "flag"},
      {R"({"flag":1})", "TYPE_MISMATCH", "flag"},
      {R"({"colour":"GREEN"})", "ENUM_UNKNOWN", "colour"},
      {R"({"colour":"red"})", "ENUM_UNKNOWN", "colour"},
      {R"({"colour":999})", "ENUM_UNKNOWN", "colour"},
      {R"({"colour":-1})", "ENUM_UNKNOWN", "colour"},
      {R"({"time":"yesterday"})", "TIME_MALFORMED", "time"},
      {R"({"time":"2026-02-30T00:00:00Z"})", "TIME_MALFORMED", "time"},
      {R"({"time":"2026-11-25T10:00:00"})", "TIME_MALFORMED", "time"},
      {R"({"time":"2026-11-25T10:00:60Z"})", "TIME_MALFORMED", "time"},
      {R"({"time":1764036000})", "TYPE_MISMATCH", "time"},
      {R"({"time":{"seconds":1}})", "TYPE_MISMATCH", "time"},
      {R"({"mask":"some_text"})", "MASK_MALFORMED", "mask"},
      {R"({"mask":["someText"]})", "TYPE_MISMATCH", "mask"},
      {R"({"mask":{"paths":["text"]}})", "TYPE_MISMATCH", "mask"},
      {R"({"data":"a*b"})", "BASE64_EXPECTED", "data"},
      {R"({"tags":"x"})", "TYPE_MISMATCH", "tags"},
      {R"({"tags":["a",7]})", "TYPE_MISMATCH", "tags[1]"},
      {R"({"tags":["a",null]})", "TYPE_MISMATCH", "tags[1]"},
      {R"({"tags":[["a"]]})", "TYPE_MISMATCH", "tags[0]"},
      {R"({"labels":[]})", "TYPE_MISMATCH", "labels"},
      {R"({"labels":{"a":1}})", "TYPE_MISMATCH", "labels.a"},
      {R"({"labels":{"a":null}})", "TYPE_MISMATCH", "labels.a"},
      {R"({"inner":"x"})", "TYPE_MISMATCH", "inner"},
      {R"({"inner":[]})", "TYPE_MISMATCH", "inner"},
      {R"({"inners":[{"number":1},{"number":"x"}]})", "INTEGER_EXPECTED", "inners[1].number"},
      {R"({"inners":{}})", "TYPE_MISMATCH", "inners"},
  };
}

TEST(JsonReaderTest, NamesTheFieldAndTheRule) {
  for (const Refused& row : Rows()) {
    SCOPED_TRACE(row.json.substr(0, 60));
    Echo message;
    const absl::Status status = ReadJson(row.json, message);
    EXPECT_EQ(ReasonOf(status), row.reason);
    const auto detail = DetailOf(status);
    ASSERT_TRUE(detail);
    if (!row.field.empty()) {
      EXPECT_EQ(detail->fields[0].field, row.field);
    }
    EXPECT_FALSE(detail->text.zh.empty());
  }
}

TEST(JsonReaderTest, AnErrorNeverQuotesAValue) {
  for (const Refused& row : Rows()) {
    Echo message;
    const absl::Status status = ReadJson(row.json, message);
    EXPECT_FALSE(status.ok());
    EXPECT_EQ(std::string(status.message()).find("9007199254740993"), std::string::npos);
    EXPECT_EQ(std::string(status.message()).find("GREEN"), std::string::npos);
  }
}

// Protobuf's own reader takes each of them for the same.
TEST(JsonReaderTest, WhatFitsIsRead) {
  for (const char* json : {"{}",
                           R"({"text":"张三"})",
                           R"({"text":"\ud840\udc0b"})",
                           R"({"text":null,"inner":null})",
                           R"({"small_number":1})",
                           R"({"smallNumber":"-5"})",
                           R"({"smallNumber":-0})",
                           R"({"big":9007199254740992})",
                           R"({"big":"9223372036854775807"})",
                           R"({"big":"-9223372036854775808"})",
                           R"({"count":"18446744073709551615"})",
                           R"({"flag":true})",
                           R"({"colour":"RED"})",
                           R"({"colour":1})",
                           R"({"time":"2026-11-25T10:00:00+08:00"})",
                           R"({"time":"2026-11-25T10:00:00.123456Z"})",
                           R"({"tags":[]})",
                           R"({"tags":["a","b"]})",
                           R"({"labels":{"a":"1","b":"2"}})",
                           R"({"labels":{"__proto__":"x"}})",
                           R"({"inner":{"inner":{"number":"7"}}})",
                           R"({"inners":[{},{"someText":"x"}]})",
                           R"({"data":"AQID"})",
                           R"({"data":"_-8"})",
                           R"({"ratio":1.5})",
                           R"({"ratio":2})",
                           R"({"colours":["RED",2]})",
                           " {\n} "}) {
    Echo message, expected;
    const absl::Status status = ReadJson(json, message);
    EXPECT_TRUE(status.ok()) << json << " " << status;
    ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(json, &expected).ok()) << json;
    EXPECT_TRUE(MessageDifferencer::Equals(message, expected)) << json;
  }
}

}  // namespace
}  // namespace notary::gateway
