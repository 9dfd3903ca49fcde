#include "services/certificate/domain/certificate_text.h"

#include <optional>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"
#include "platform/base/fill_in.h"
#include "platform/base/status_macros.h"
#include "services/common/civil_date.h"

namespace notary::certificate {
namespace {

constexpr char kUnknown[] = "不详";  // of a parent whom nobody knows

// Coded choices of the catalogue as a certificate says them.
const std::map<std::string, Text>& CodeWords() {
  static const auto& words = *new std::map<std::string, Text>{
      {"MALE", {"男", "male"}},
      {"FEMALE", {"女", "female"}},
      {"SECONDARY", {"高中（中专）", "secondary school"}},
      {"COLLEGE", {"专科", "junior college"}},
      {"BACHELOR", {"本科", "undergraduate"}},
      {"MASTER", {"硕士研究生", "master's programme"}},
      {"DOCTOR", {"博士研究生", "doctoral programme"}},
      {"FULL_TIME", {"全日制", "full-time"}},
      {"PART_TIME", {"非全日制", "part-time"}},
      {"FATHER", {"父亲", "father"}},
      {"MOTHER", {"母亲", "mother"}},
      {"OTHER", {"监护人", "guardian"}},
      {"FORMER", {"曾用名", "formerly named"}},
      {"SPELLING", {"又拼作", "also spelt"}},
      {"FOREIGN", {"外文名", "also named"}},
      {"CITIZEN_ID", {"公民身份号码", "Citizen ID No."}},
      {"RESIDENCE_PERMIT", {"公民身份号码", "Citizen ID No."}},
      {"PRC_PASSPORT", {"护照号码", "Passport No."}},
      {"FOREIGN_PASSPORT", {"护照号码", "Passport No."}},
      {"HONG_KONG_MACAU_PERMIT",
       {"港澳居民来往内地通行证号码",
        "Mainland Travel Permit for Hong Kong and Macao "
        "Residents No."}},
      {"TAIWAN_PERMIT",
       {"台湾居民来往大陆通行证号码", "Mainland Travel Permit for Taiwan Residents No."}},
      {"PERMANENT_RESIDENT_ID", {"外国人永久居留身份证号码", "Foreign Permanent Resident ID No."}},
      // Of a paper that its party has.
      {"HELD", {"原件", "the original"}},
      // Whose register an agency's answer is from, by the fact.
      {"MARRIAGE_RECORD", {"婚姻登记机关", "the marriage registration authority"}},
      // By which a notary found a fact by hand (R28).
      {"DOCUMENTS", {"查阅书面材料", "an examination of documents"}},
      {"ASK_UNIT", {"向有关单位调查", "inquiries with the bodies concerned"}},
      {"INSPECT", {"现场勘验", "an inspection on the spot"}},
      {"QUESTION", {"询问有关人员", "questioning the persons concerned"}},
      {"EXPERT", {"委托专业机构鉴定", "an expert examination"}}};
  return words;
}

// Languages that a place of use takes, by code (ISO 639-1).
const std::map<std::string, Text>& LanguageWords() {
  static const auto& words = *new std::map<std::string, Text>{
      {"ar", {"阿拉伯文", "Arabic"}},     {"cs", {"捷克文", "Czech"}},
      {"de", {"德文", "German"}},         {"en", {"英文", "English"}},
      {"es", {"西班牙文", "Spanish"}},    {"fa", {"波斯文", "Persian"}},
      {"fi", {"芬兰文", "Finnish"}},      {"fr", {"法文", "French"}},
      {"it", {"意大利文", "Italian"}},    {"ja", {"日文", "Japanese"}},
      {"ko", {"韩文", "Korean"}},         {"nl", {"荷兰文", "Dutch"}},
      {"pt", {"葡萄牙文", "Portuguese"}}, {"ru", {"俄文", "Russian"}},
      {"sv", {"瑞典文", "Swedish"}},      {"th", {"泰文", "Thai"}}};
  return words;
}

// How a certificate says a coded value of this field; nullopt for what is no code.
std::optional<Text> WordOf(const std::string& key, const std::string& value) {
  const bool other_document = absl::EndsWith(key, ".id_type") && value == "OTHER";
  if (other_document) return Text{"证件号码", "Document No."};
  const auto& words = key == "use.language" ? LanguageWords() : CodeWords();
  const auto word = words.find(value);
  return word == words.end() ? std::nullopt : std::optional(word->second);
}

std::string Get(const Form& form, const std::string& key) {
  const auto found = form.find(key);
  return found == form.end() ? "" : found->second;
}

std::string Lines(const std::vector<std::string>& lines) {
  std::vector<std::string> kept;
  for (const std::string& line : lines) {
    if (!line.empty()) kept.push_back(line);
  }
  return absl::StrJoin(kept, "\n");
}

// The first key of the line that has no value: a name of the form, never what somebody wrote there.
std::string MissingKey(absl::string_view line, const Form& values) {
  for (absl::string_view part : absl::StrSplit(line, '{')) {
    const size_t end = part.find('}');
    if (end == absl::string_view::npos) continue;
    std::string key(part.substr(0, end));
    if (Get(values, key).empty()) return key;
  }
  return "";
}

// Every line of an attestation carries law: none may fall out for want of a value, unless the
// template marks it as optional with a leading "?". Of lines in a row with a leading "|" the first
// that has its values is said, and no other.
absl::StatusOr<std::string> Attestation(const std::string& pattern, const Form& values) {
  std::string out;
  bool said = false;  // one of the alternatives that this line belongs to
  const std::vector<absl::string_view> lines = absl::StrSplit(pattern, '\n');
  for (size_t i = 0; i < lines.size(); ++i) {
    absl::string_view line = lines[i];
    const bool alternative = absl::ConsumePrefix(&line, "|");
    if (alternative && said) continue;
    const bool another = alternative && i + 1 < lines.size() && absl::StartsWith(lines[i + 1], "|");
    const bool optional = absl::ConsumePrefix(&line, "?") || another;
    const std::string filled = FillIn(line, values);
    said = alternative && !filled.empty();
    if (filled.empty() && !optional) {
      const std::string key = MissingKey(line, values);
      return PreconditionError("TEXT_VALUE_MISSING",
                               {absl::StrCat("证词缺少必要内容：", key),
                                absl::StrCat("The attestation lacks a value it needs: ", key)});
    }
    absl::StrAppend(&out, filled);
  }
  return out;
}

// Who is not in the form has no line; whose line lacks a value stops the certificate.
struct HeadLine {
  const char* who;  // the field that says there is such a person
  const char* pattern;
};

constexpr HeadLine kChineseHead[] = {
    {"applicant.name",
     "申请人：{applicant.name}，{applicant.sex.zh}，{applicant.birth_date.zh}出生，\n"
     "?国籍{applicant.nationality}，\n"
     "{applicant.id_type.zh}{applicant.id_number}。"},
    {"organisation.name",
     "申请人：{organisation.name}，统一社会信用代码{organisation.uscc}，"
     "法定代表人{organisation.representative}。"},
    {"agent.name", "代理人：{agent.name}，{agent.id_type.zh}{agent.id_number}。"},
    {"guardian.name",
     "法定代理人：{guardian.name}（{guardian.relation.zh}），"
     "{guardian.id_type.zh}{guardian.id_number}。"}};

constexpr HeadLine kEnglishHead[] = {
    {"applicant.name",
     "Applicant: {applicant.name.en}, {applicant.sex.en}, born on {applicant.birth_date.en}, \n"
     "?nationality: {applicant.nationality_en}, \n"
     "{applicant.id_type.en} {applicant.id_number}"},
    {"organisation.name",
     "Applicant: {organisation.name_en}, Unified Social Credit Code {organisation.uscc}, "
     "legal representative {organisation.representative_pinyin}"},
    {"agent.name", "Agent: {agent.name_pinyin}, {agent.id_type.en} {agent.id_number}"},
    {"guardian.name",
     "Legal representative: {guardian.name_pinyin} ({guardian.relation.en}), "
     "{guardian.id_type.en} {guardian.id_number}"}};

absl::StatusOr<std::string> Head(absl::Span<const HeadLine> lines, const Form& values,
                                 const std::string& subject) {
  std::vector<std::string> head;
  for (const HeadLine& line : lines) {
    if (Get(values, line.who).empty()) continue;
    ASSIGN_OR_RETURN(head.emplace_back(), Attestation(line.pattern, values));
  }
  head.push_back(subject);
  return absl::StrJoin(head, "\n");
}

}  // namespace

std::string ChineseDate(absl::CivilDay day) {
  return absl::StrFormat("%d年%d月%d日", day.year(), day.month(), day.day());
}

Form Derive(Form form) {
  const Form given = form;
  for (const auto& [key, value] : given) {
    absl::CivilDay day;
    if (value.size() == 10 && absl::ParseCivilTime(value, &day)) {
      form[key + ".zh"] = ChineseDate(day);
      form[key + ".en"] = common::FormatEnglishDay(day);
    }
    const std::optional<Text> word = WordOf(key, value);
    if (!word) continue;
    form[key + ".zh"] = word->zh;
    form[key + ".en"] = word->en;
  }
  // The passport's spelling, surname first in capitals; never made up from the characters (2.4).
  const std::string surname = Get(given, "applicant.surname_pinyin");
  if (!surname.empty()) {
    form["applicant.name.en"] = absl::StrCat(surname, " ", Get(given, "applicant.given_pinyin"));
  }
  for (const char* parent : {"father", "mother"}) {
    const bool unknown = Get(given, absl::StrCat(parent, ".name")) == kUnknown;
    form[absl::StrCat(parent, ".name.en")] =
        unknown ? "unknown" : Get(given, absl::StrCat(parent, ".name_pinyin"));
  }
  // Whom the document was issued to: a person or an organisation.
  const bool person = given.contains("applicant.name");
  form["holder.name"] = Get(given, person ? "applicant.name" : "organisation.name");
  form["holder.name.en"] =
      person ? Get(form, "applicant.name.en") : Get(given, "organisation.name_en");
  return form;
}

bool WantsEnglish(const Form& form) { return Get(form, "use.language") == "en"; }

absl::StatusOr<Page> ChinesePage(const Wording& wording, const Form& form, const Particulars& p) {
  Form values = Derive(form);
  values["main_number"] = p.main_number.zh;
  Page page{.title = "公证书", .number = p.number.zh};
  ASSIGN_OR_RETURN(page.head,
                   Head(kChineseHead, values, absl::StrCat("公证事项：", wording.subject.zh)));
  ASSIGN_OR_RETURN(page.body, Attestation(wording.text.zh, values));
  page.foot =
      Lines({absl::StrCat("中华人民共和国", p.office.zh), absl::StrCat("公证员  ", p.notary_name),
             common::FormatChineseDay(p.issue_date)});
  return page;
}

absl::StatusOr<Page> EnglishPage(const Wording& wording, const Form& form, const Particulars& p) {
  Form values = Derive(form);
  values["main_number"] = p.main_number.en;
  Page page{.title = "NOTARIAL CERTIFICATE", .number = p.number.en};
  ASSIGN_OR_RETURN(page.head, Head(kEnglishHead, values,
                                   absl::StrCat("Issue under notarization: ", wording.subject.en)));
  ASSIGN_OR_RETURN(page.body, Attestation(wording.text.en, values));
  page.foot = Lines({p.office.en, "The People's Republic of China",
                     p.notary_name_en.empty() ? "Notary (signature):"
                                              : absl::StrCat("Notary: ", p.notary_name_en),
                     common::FormatEnglishDay(p.issue_date)});
  return page;
}

}  // namespace notary::certificate
