#include "adapters/civil_affairs/register/domain/answer.h"

#include <map>
#include <utility>

namespace notary::marriage_register {

Answer Without(Outcome outcome, std::string code) {
  return {.outcome = outcome, .code = std::move(code)};
}

Text CodeText(const std::string& code) {
  static const auto& texts = *new std::map<std::string, Text>{
      {"V00", {"婚姻登记记录与所述一致", "The registration record is as claimed"}},
      {"V01", {"经原证件号码核对一致", "As claimed, matched by an earlier document number"}},
      {"V02", {"一致;该证已补领", "As claimed; a replacement certificate was issued"}},
      {"M01", {"姓名与记录不符", "The name differs from the record"}},
      {"M02", {"证件号码与记录不符", "The document number differs from the record"}},
      {"M03", {"登记日期与记录不符", "The date of registration differs from the record"}},
      {"M04", {"字号与记录不符", "The certificate number differs from the record"}},
      {"M05", {"登记机关与记录不符", "The registering authority differs from the record"}},
      {"M06", {"配偶与记录不符", "The spouse differs from the record"}},
      {"M07", {"该婚姻登记已终止", "The registered marriage has ended"}},
      {"M08", {"该婚姻已被撤销或宣告无效", "The marriage was annulled or revoked"}},
      {"N00", {"在所覆盖的数据中未查到登记记录", "No registration in the covered data"}},
      {"I01", {"查到多条相互矛盾的记录", "Several records contradict each other"}},
      {"I02", {"相关档案未数字化或不在覆盖范围", "Outside the digitised records"}},
      {"I03", {"记录中的生僻字需人工辨认", "A rare character must be read by a person"}},
      {"I04", {"姓名或号码部分相符,需人工核对", "Name or number match in part only"}},
      {"I05", {"登记之外的终止原因须另行证明", "An end outside the register needs its own proof"}},
      {"I06", {"涉外或港澳台当事人,需人工核对", "A party from abroad, Hong Kong, Macau or Taiwan"}},
      {"I07", {"旧式字号需查档案", "An old-style number: the archive must be searched"}},
      {"I08", {"该记录不提供在线核查", "The record is not answered online"}},
      {"U01", {"核查超时", "The register did not answer in time"}},
      {"U02", {"系统离线", "The register is offline"}},
      {"U03", {"当日额度已用完", "The quota of the day is used up"}},
      {"U04", {"系统维护", "The register is under maintenance"}},
      {"R01", {"未取得当事人同意", "The subject's consent is missing"}},
      {"R02", {"公证事项尚未受理", "The case has not been accepted"}},
      {"R03", {"经办人未获授权", "The officer is not authorised"}},
      {"R04", {"核查用途不被允许", "The purpose is not allowed"}},
      {"R05", {"被核查人不是当事人", "The subject is not a party"}},
      {"R06", {"该请求编号已用于其他内容", "The request id was used with other content"}},
      {"R07", {"未写明被核查人的姓名或证件号码", "The subject has no name or no document number"}},
  };
  const auto found = texts.find(code);
  return found == texts.end() ? Text{} : found->second;
}

}  // namespace notary::marriage_register
