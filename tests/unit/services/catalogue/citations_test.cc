// What a notice cites is an article in force, and the article says that the notice rests on it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "notary/notification/v1/notice_template.pb.h"
#include "platform/rpc/textproto.h"
#include "tests/unit/services/catalogue/testing.h"

namespace notary::catalogue {
namespace {

using testing::Data;
using testing::kToday;

// "公证法第三十条、第三十一条;公证程序规则第十八条第二项": each law once, its articles behind it.
std::vector<std::string> ArticlesIn(const std::string& cited) {
  constexpr char kArticle[] = "条";
  std::vector<std::string> articles;
  for (const std::string& of_one_law : std::vector<std::string>(absl::StrSplit(cited, ';'))) {
    const size_t number = of_one_law.find("第");
    const std::string law = of_one_law.substr(0, number);
    const std::string title = law == "公证法" ? "中华人民共和国公证法" : law;
    const std::vector<std::string> numbers = absl::StrSplit(of_one_law.substr(number), "、");
    for (const std::string& one : numbers) {
      const size_t end = one.find(kArticle) + std::string(kArticle).size();
      articles.push_back(absl::StrCat("《", title, "》", one.substr(0, end)));
    }
  }
  return articles;
}

bool RestsOn(const std::string& notice, const std::string& article) {
  for (int i = 0; i < Data().legal.legal_bases_size(); ++i) {
    const v1::LegalBasis& basis = Data().legal.legal_bases(i);
    if (basis.citation().zh() != article) continue;
    if (!Data().rules.legal_bases[static_cast<size_t>(i)].validity.Covers(kToday)) continue;
    return std::ranges::count(basis.notices(), notice) > 0;
  }
  return false;
}

TEST(CitationsTest, EveryArticleThatANoticeCitesIsInForceAndNamesIt) {
  notification::v1::NoticeTemplates file;
  ASSERT_TRUE(rpc::ReadTextProto("services/notification/data/notices.textproto", &file).ok());
  std::vector<std::string> unknown;
  size_t cited = 0;
  for (const notification::v1::NoticeTemplate& notice : file.templates()) {
    const std::string code = notice.code().substr(0, notice.code().find('_'));
    for (const std::string& article : ArticlesIn(notice.legal_basis())) {
      ++cited;
      if (!RestsOn(code, article)) unknown.push_back(absl::StrCat(notice.code(), " ", article));
    }
  }
  // What a word rests on that a notice of refund says.
  for (const notification::v1::CodeWord& word : file.words()) {
    if (word.legal_basis().empty()) continue;
    for (const std::string& article : ArticlesIn(word.legal_basis())) {
      if (!RestsOn("N15", article)) unknown.push_back(absl::StrCat(word.code(), " ", article));
    }
  }
  EXPECT_GT(cited, 50u);
  EXPECT_THAT(unknown, ::testing::IsEmpty());
}

}  // namespace
}  // namespace notary::catalogue
