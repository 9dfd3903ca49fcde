// Names and other texts: quality.md D 63–69, 95; domain.md 5.5. Rare characters are people's names
// and must pass.
#include "tests/e2e/bad_inputs/form_row.h"

namespace notary::testing {
namespace {

using enum absl::StatusCode;

Row BadName(std::string name, std::string value, std::string reason) {
  return BadForm(std::move(name), Matter::kDiploma, "applicant.name", std::move(value),
                 std::move(reason));
}

Row GoodName(std::string name, std::string value, std::string stored) {
  return GoodForm(std::move(name), Matter::kDiploma, "applicant.name", std::move(value),
                  std::move(stored));
}

// Refused before any draft exists: the text could not be kept, or not be shown.
Row BadDraft(std::string name, std::string key, std::string value, std::string reason,
             std::string field) {
  return Refused(std::move(name), "ApplicationService/CreateApplication", By::kApplicant,
                 "parent: 'offices/xuhui' application { matter: 'CERT_EDU' form { key: '" + key +
                     "' value: '" + value + "' } }",
                 kInvalidArgument, std::move(reason), std::move(field));
}

constexpr char kNameField[] = "application.form.applicant.name";

std::string Combining(int marks) {
  std::string text = "e";
  for (int i = 0; i < marks; ++i) text += "\u0301";
  return text;
}

std::string Repeat(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

Rows UnicodeRows() {
  return {
      BadDraft("name_nul", "applicant.name", "张\\000一", "CONTROL_CHARACTER", kNameField),
      BadDraft("name_line_break", "applicant.name", "张\\n一", "CONTROL_CHARACTER", kNameField),
      BadDraft("name_right_to_left_override", "applicant.name", "张\u202e一", "INVISIBLE_CHARACTER",
               kNameField),
      BadDraft("name_zero_width_space", "applicant.name", "张\u200b一", "INVISIBLE_CHARACTER",
               kNameField),
      BadDraft("name_soft_hyphen", "applicant.name", "张\u00ad一", "INVISIBLE_CHARACTER",
               kNameField),
      BadDraft("name_1000_combining_marks", "applicant.name", Combining(1000), "TOO_LONG",
               kNameField),
      BadDraft("key_with_spaces", "applicant name", "张一", "KEY_MALFORMED", "application.form"),
      BadDraft("key_that_is_a_name", "张一", "310111199001151010", "KEY_MALFORMED",
               "application.form"),
      BadDraft("key_of_100_characters", Repeat("k", 100), "x", "KEY_MALFORMED", "application.form"),
      BadDraft("key_prototype", "__proto__", "x", "KEY_MALFORMED", "application.form"),
      BadName("name_zero_width_joiner", "张\u200d一", "NAME_CHARACTERS"),
      BadName("name_ideographic_variant_selector_alone", "\U000e0100", "NAME_CHARACTERS"),
      BadName("name_49_combining_marks_on_one_letter", Combining(48), "NAME_CHARACTERS"),
      BadName("name_51_characters", Repeat("张", 51), "TOO_LONG"),
      BadName("name_private_use_character", "吴\ue000", "NAME_SUBSTITUTE"),
      BadName("name_private_use_plane_15", "吴\U000f0000", "NAME_SUBSTITUTE"),
      BadName("name_question_mark", "吴?", "NAME_SUBSTITUTE"),
      BadName("name_full_width_question_mark", "吴？", "NAME_SUBSTITUTE"),
      BadName("name_replacement_character", "吴\ufffd", "NAME_SUBSTITUTE"),
      BadName("name_emoji", "张😀", "NAME_CHARACTERS"),
      BadName("name_digits", "张31", "NAME_CHARACTERS"),
      BadName("name_only_a_dot", "·", "NAME_CHARACTERS"),
      BadName("name_only_spaces", "   ", "REQUIRED"),
      BadName("name_formula", "=cmd|calc", "NAME_CHARACTERS"),
      BadName("name_script", "<script>x</script>", "NAME_CHARACTERS"),
      BadName("name_template", "{{7*7}}", "NAME_SUBSTITUTE"),
      BadName("name_lookup", "${jndi:ldap://x}", "NAME_CHARACTERS"),
      BadForm("pinyin_with_umlaut", Matter::kDiploma, "applicant.surname_pinyin", "Lü",
              "PINYIN_FORMAT"),
      BadForm("pinyin_in_cyrillic_homoglyphs", Matter::kDiploma, "applicant.surname_pinyin",
              "ZН\u0410NG", "PINYIN_FORMAT"),
      BadForm("pinyin_dotless_i", Matter::kDiploma, "applicant.given_pinyin", "Yı",
              "PINYIN_FORMAT"),
      BadForm("english_title_in_characters", Matter::kDiploma, "document.title_en", "毕业证书",
              "LATIN_TEXT_FORMAT"),
      BadForm("title_of_61_characters", Matter::kDiploma, "document.title", Repeat("证", 61),
              "TOO_LONG"),
      BadForm("field_of_another_matter", Matter::kDiploma, "spouse.name", "李二", "FIELD_UNKNOWN"),
      BadForm("option_unknown", Matter::kDiploma, "education.level", "bachelor", "OPTION_UNKNOWN"),
      Refused("destination_unknown", "ApplicationService/CreateApplication", By::kApplicant,
              "parent: 'offices/xuhui' application { matter: 'CERT_EDU' "
              "form { key: 'use.country' value: 'XX' } }",
              kNotFound, "DESTINATION_UNKNOWN"),
      GoodName("name_control_rare_character_in_bmp", "吴䶮", "吴䶮"),
      GoodName("name_control_lone_four_byte_character", "吴𫖯", "吴𫖯"),
      GoodName("name_control_four_byte_characters_only", "𠮷𫖯", "𠮷𫖯"),
      GoodName("name_control_fifty_four_byte_characters", Repeat("𫖯", 50), Repeat("𫖯", 50)),
      GoodName("name_control_ideographic_variant", "葛\U000e0100一", "葛\U000e0100一"),
      GoodName("name_control_middle_dot_is_kept", "阿依古丽·买买提", "阿依古丽·买买提"),
      GoodName("name_control_nfd_becomes_nfc", "Jose\u0301 A\u030angstro\u0308m",
               "Jos\u00e9 \u00c5ngstr\u00f6m"),
      GoodName("name_control_spaces_around_go", " \u3000张一\u00a0 ", "张一"),
      GoodForm("title_control_script_is_only_text", Matter::kDiploma, "document.title",
               "<b>证书</b>", "<b>证书</b>"),
  };
}

}  // namespace notary::testing
