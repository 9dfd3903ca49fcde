// Responses as JSON, beside protobuf's own writer.
#include "gateway/transcode/json_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <random>

#include "gateway/transcode/json_reader.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/message_differencer.h"
#include "notary/application/v1/application_service.pb.h"
#include "notary/certificate/v1/certificate_service.pb.h"
#include "notary/payment/v1/payment_service.pb.h"
#include "notary/testing/v1/echo_service.pb.h"

namespace notary::gateway {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::util::MessageDifferencer;
using ::testing::HasSubstr;
using testing::v1::Echo;

std::string ByProtobuf(const Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.always_print_primitive_fields = true;
  std::string json;
  EXPECT_TRUE(google::protobuf::util::MessageToJsonString(message, &json, options).ok());
  return json;
}

void ExpectSame(const Message& message) {
  const std::string json = WriteJson(message);
  EXPECT_EQ(nlohmann::json::parse(json), nlohmann::json::parse(ByProtobuf(message))) << json;
  const std::unique_ptr<Message> read(message.New());
  EXPECT_TRUE(ReadJson(json, *read).ok()) << json << ReadJson(json, *read);
  EXPECT_TRUE(MessageDifferencer::Equals(message, *read)) << json;
}

// Fills a message with what its fields can hold, by a seed.
class Filler {
 public:
  explicit Filler(unsigned seed) : random_(seed) {}

  void Fill(Message& message, int depth) {
    const auto& type = *message.GetDescriptor();
    if (type.full_name() == "google.protobuf.Timestamp") return FillTime(message);
    if (type.full_name() == "google.protobuf.FieldMask") return FillMask(message);
    for (int i = 0; i < type.field_count(); ++i) {
      const FieldDescriptor& field = *type.field(i);
      if (Below(3) == 0) continue;
      const int count = field.is_repeated() ? Below(4) : 1;
      for (int n = 0; n < count; ++n) FillField(message, field, depth);
    }
  }

 private:
  int Below(int end) { return static_cast<int>(random_() % static_cast<unsigned>(end)); }

  void FillTime(Message& message) {
    auto& time = static_cast<google::protobuf::Timestamp&>(message);
    time.set_seconds(Below(2'000'000'000));
    time.set_nanos(Below(2) * 1000 * Below(1'000'000));
  }

  void FillMask(Message& message) {
    auto& mask = static_cast<google::protobuf::FieldMask&>(message);
    for (int i = Below(3); i > 0; --i) mask.add_paths(Below(2) == 0 ? "some_text" : "inner.number");
  }

  std::string SomeText() {
    static constexpr const char* kTexts[] = {"",    "a", "张一", "𫖯", "\"\\/\b\f\n\r\t\x1f\x7f",
                                             "<b>&"};
    return kTexts[Below(6)] + std::to_string(Below(1000));
  }

  void FillField(Message& message, const FieldDescriptor& field, int depth) {
    const auto& reflection = *message.GetReflection();
    const auto put = [&](auto set, auto add, auto value) {
      (reflection.*(field.is_repeated() ? add : set))(&message, &field, std::move(value));
    };
    using R = google::protobuf::Reflection;
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        return put(&R::SetString, &R::AddString, SomeText());
      case FieldDescriptor::CPPTYPE_BOOL:
        return put(&R::SetBool, &R::AddBool, Below(2) == 1);
      case FieldDescriptor::CPPTYPE_INT32:
        return put(&R::SetInt32, &R::AddInt32, static_cast<int32_t>(random_()));
      case FieldDescriptor::CPPTYPE_UINT32:
        return put(&R::SetUInt32, &R::AddUInt32, static_cast<uint32_t>(random_()));
      case FieldDescriptor::CPPTYPE_INT64:
        return put(&R::SetInt64, &R::AddInt64, std::numeric_limits<int64_t>::min() + Below(9));
      case FieldDescriptor::CPPTYPE_UINT64:
        return put(&R::SetUInt64, &R::AddUInt64, std::numeric_limits<uint64_t>::max() - Below(9));
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return put(&R::SetDouble, &R::AddDouble, Below(1000) / 7.0);
      case FieldDescriptor::CPPTYPE_FLOAT:
        return put(&R::SetFloat, &R::AddFloat, static_cast<float>(Below(1000)) / 7);
      case FieldDescriptor::CPPTYPE_ENUM: {
        const auto& type = *field.enum_type();
        return put(&R::SetEnum, &R::AddEnum, type.value(Below(type.value_count())));
      }
      case FieldDescriptor::CPPTYPE_MESSAGE:
        if (depth == 0) return;
        return Fill(field.is_repeated() ? *reflection.AddMessage(&message, &field)
                                        : *reflection.MutableMessage(&message, &field),
                    depth - 1);
    }
  }

  std::mt19937 random_;
};

TEST(JsonWriterTest, WritesProto3Json) {
  Echo echo;
  echo.set_big(1);
  echo.set_colour(Echo::BLUE);
  echo.mutable_time()->set_seconds(0);
  const std::string json = WriteJson(echo);
  EXPECT_THAT(json, HasSubstr(R"("big":"1")"));
  EXPECT_THAT(json, HasSubstr(R"("colour":"BLUE")"));
  EXPECT_THAT(json, HasSubstr(R"("smallNumber":0)"));
  EXPECT_THAT(json, HasSubstr(R"("tags":[])"));
  EXPECT_THAT(json, HasSubstr(R"("labels":{})"));
  EXPECT_THAT(json, HasSubstr(R"("time":"1970-01-01T00:00:00Z")"));
  EXPECT_THAT(json, ::testing::Not(HasSubstr("inner\":")));
  ExpectSame(echo);
}

TEST(JsonWriterTest, AnUnknownOptionIsItsNumber) {
  Echo echo;
  echo.set_colour(static_cast<Echo::Colour>(77));
  EXPECT_THAT(WriteJson(echo), HasSubstr(R"("colour":77)"));
}

TEST(JsonWriterTest, FractionsKeepTheirValue) {
  for (double value : {0.0, 0.1, 1.0 / 3, 2.0, 1e300, -5e-324}) {
    Echo echo;
    echo.set_ratio(value);
    EXPECT_EQ(nlohmann::json::parse(WriteJson(echo))["ratio"].get<double>(), value);
  }
  Echo echo;
  echo.set_ratio(std::numeric_limits<double>::infinity());
  EXPECT_THAT(WriteJson(echo), HasSubstr(R"("ratio":"Infinity")"));
}

TEST(JsonWriterTest, IsTheSameAsProtobufsOwn) {
  const Message* const types[] = {
      &Echo::default_instance(), &application::v1::Application::default_instance(),
      &application::v1::ListApplicationsResponse::default_instance(),
      &certificate::v1::Certificate::default_instance(), &payment::v1::Payment::default_instance()};
  for (unsigned seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(seed);
    const std::unique_ptr<Message> message(types[seed % std::size(types)]->New());
    Filler(seed).Fill(*message, 3);
    message->ParseFromString(message->SerializeAsString());  // of equal keys of a map, one stays
    ExpectSame(*message);
  }
}

}  // namespace
}  // namespace notary::gateway
