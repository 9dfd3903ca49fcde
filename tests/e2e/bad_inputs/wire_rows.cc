// What no honest client sends: quality.md D 1–10, 60–69 of the field rules that hold for any text.
#include "absl/strings/str_cat.h"
#include "tests/e2e/bad_inputs/row.h"

namespace notary::testing {
namespace {

using enum absl::StatusCode;

Row Raw(std::string name, std::string method, By by, std::string bytes, std::string reason,
        std::string field = "") {
  return {.name = std::move(name),
          .method = std::move(method),
          .by = by,
          .request = "",
          .code = kInvalidArgument,
          .reason = std::move(reason),
          .field = std::move(field),
          .effect = Effect::kNothing,
          .bytes = std::move(bytes)};
}

std::string Repeat(const std::string& text, size_t times) {
  std::string all;
  for (size_t i = 0; i < times; ++i) all += text;
  return all;
}

constexpr char kCreate[] = "ApplicationService/CreateApplication";
constexpr char kQuote[] = "CatalogueService/QuoteFee";
constexpr char kReturn[] = "ApplicationService/ReturnApplication";
constexpr char kParent[] = "\x0a\x0doffices/xuhui";  // field 1 of many requests

Row Text(std::string name, std::string note, std::string reason, std::string field = "note") {
  return Refused(std::move(name), kReturn, By::kApprover,
                 absl::StrCat("name: '{pending}' note: '", note, "'"), kInvalidArgument,
                 std::move(reason), std::move(field));
}

}  // namespace

Rows WireRows() {
  return {
      // A lone byte 0x0A is a field without its length; \x07 is no field at all.
      Raw("wire_truncated_message", kCreate, By::kApplicant, "\x0a", "MALFORMED_MESSAGE"),
      Raw("wire_length_past_the_end", kCreate, By::kApplicant,
          "\x0a\x7f"
          "abc",
          "MALFORMED_MESSAGE"),
      Raw("wire_reserved_wire_type", kCreate, By::kApplicant, "\x0f\x01", "MALFORMED_MESSAGE"),
      Raw("wire_field_number_zero", kCreate, By::kApplicant, std::string("\x00\x01", 2),
          "MALFORMED_MESSAGE"),
      Raw("wire_varint_of_eleven_bytes", kCreate, By::kApplicant,
          "\x28\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", "MALFORMED_MESSAGE"),
      Raw("wire_end_of_no_group", kCreate, By::kApplicant, "\x0c", "MALFORMED_MESSAGE"),
      Raw("wire_string_of_invalid_utf8", kCreate, By::kApplicant, "\x0a\x02\xc3\x28",
          "MALFORMED_MESSAGE"),
      Raw("wire_overlong_utf8", kCreate, By::kApplicant, "\x0a\x02\xc0\xaf", "MALFORMED_MESSAGE"),
      Raw("wire_utf8_of_a_surrogate", kCreate, By::kApplicant, "\x0a\x03\xed\xa0\x80",
          "MALFORMED_MESSAGE"),
      Raw("wire_nested_101_deep", kCreate, By::kApplicant,
          Repeat("\x0b", 101) + Repeat("\x0c", 101), "MALFORMED_MESSAGE"),
      Raw("wire_a_million_items", kQuote, By::kNobody, Repeat(std::string("\x52\x00", 2), 1000000),
          "REQUIRED", "office"),
      Raw("wire_required_field_of_another_wire_type", kCreate, By::kApplicant, "\x08\x01",
          "REQUIRED", "parent"),
      Raw("wire_enum_minus_one", kCreate, By::kApplicant,
          std::string(kParent) + "\x12\x0b\x18\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",
          "ENUM_UNKNOWN", "application.capacity"),
      Raw("wire_negative_page_size", "ApplicationService/ListApplications", By::kApplicant,
          std::string(kParent) + "\x10\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", "OUT_OF_RANGE",
          "page_size"),
      Refused("wire_empty_request", kCreate, By::kApplicant, "", kInvalidArgument, "REQUIRED",
              "parent"),
      Refused("wire_enum_999", kCreate, By::kApplicant,
              "parent: 'offices/xuhui' application { capacity: 999 }", kInvalidArgument,
              "ENUM_UNKNOWN", "application.capacity"),
      Refused("wire_repeated_enum_999", "CatalogueService/ComputeChecklist", By::kNobody,
              "name: 'matters/CERT_EDU' destination: 'US' circumstances: 999", kInvalidArgument,
              "ENUM_UNKNOWN", "circumstances[0]"),
      Refused("wire_too_many_items", kQuote, By::kNobody,
              "office: 'offices/xuhui' matter: 'CERT_EDU' destination: 'US' language: 'en' " +
                  Repeat("extras { code: 'A' quantity: 1 } ", 21),
              kInvalidArgument, "TOO_MANY", "extras"),
      Text("text_nul", "\\000", "CONTROL_CHARACTER"),
      Text("text_escape", "\\033[31m", "CONTROL_CHARACTER"),
      Text("text_delete", "\\177", "CONTROL_CHARACTER"),
      Text("text_c1_control", "\\302\\205", "CONTROL_CHARACTER"),
      Text("text_carriage_return_and_line_feed", "a\\r\\nb: c", "CONTROL_CHARACTER"),
      Text("text_right_to_left_override", "张\u202e一", "INVISIBLE_CHARACTER"),
      Text("text_left_to_right_isolate", "张\u2066一", "INVISIBLE_CHARACTER"),
      Text("text_zero_width_space", "张\u200b一", "INVISIBLE_CHARACTER"),
      Text("text_byte_order_mark", "\ufeff张一", "INVISIBLE_CHARACTER"),
      Text("text_line_separator", "张\u2028一", "INVISIBLE_CHARACTER"),
      Text("text_tag_character", "张\U000e0041一", "INVISIBLE_CHARACTER"),
      Text("text_noncharacter", "张\uffff一", "INVISIBLE_CHARACTER"),
      Text("text_2001_characters", Repeat("字", 2001), "TOO_LONG"),
      Text("text_100_kB", Repeat("a", 100000), "TOO_LONG"),
      Text("text_only_missing", "", "REQUIRED"),
      Refused("name_with_traversal", "ApplicationService/GetApplication", By::kApplicant,
              "name: 'offices/xuhui/applications/..%2f..%2fetc'", kInvalidArgument, "MALFORMED",
              "name"),
      Refused("name_with_empty_segments", "ApplicationService/GetApplication", By::kApplicant,
              "name: 'offices//applications/'", kInvalidArgument, "MALFORMED", "name"),
      Refused("name_with_sql", "ApplicationService/GetApplication", By::kApplicant,
              "name: \"offices/xuhui'; DROP TABLE application;--/applications/x\"",
              kInvalidArgument, "MALFORMED", "name"),
      Refused("name_of_501_characters", "ApplicationService/GetApplication", By::kApplicant,
              "name: '" + Repeat("a", 501) + "'", kInvalidArgument, "TOO_LONG", "name"),
      Refused("name_without_office", "ApplicationService/GetApplication", By::kApplicant,
              "name: 'applications/0190aaaa-0000-7000-8000-000000000001'", kInvalidArgument,
              "OFFICE_MISSING", "name"),
      Refused("name_of_another_collection", "ApplicationService/GetApplication", By::kApplicant,
              "name: '{fee_note}'", kNotFound, "RESOURCE_NOT_FOUND"),
      Refused("name_with_an_id_that_is_no_uuid", "ApplicationService/GetApplication",
              By::kApplicant, "name: 'offices/xuhui/applications/1'", kNotFound,
              "RESOURCE_NOT_FOUND"),
      Refused("name_in_upper_case", "ApplicationService/GetApplication", By::kApplicant,
              "name: 'offices/XUHUI/applications/0190aaaa-0000-7000-8000-000000000001'",
              kInvalidArgument, "MALFORMED", "name"),
      {.name = "wire_unknown_fields_are_passed_over",
       .method = "CatalogueService/GetMatter",
       .by = By::kNobody,
       .bytes = "\x0a\x10matters/CERT_EDU\xc0\xb8\x02\x01"},  // field 5000 is 1
      Accepted("text_control_return_with_line_breaks", kReturn, By::kApprover,
               "name: '{returned}' note: '第一行\\n第二行\\t𫖯 😀'"),
  };
}

}  // namespace notary::testing
