#include "adapters/courier_sf/simulator/parcels.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "adapters/courier_sf/wire.h"
#include "platform/base/log.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"
#include "platform/json/json.h"

namespace notary::sf {
namespace {

using Json = nlohmann::json;

struct Step {
  int minutes;  // after the step before
  const char* op_code;
  const char* place;
  const char* remark;
  const char* reason_name;
};

struct Script {
  const char* name;
  std::vector<Step> steps;
};

const std::vector<Script>& Scripts() {
  static const auto& scripts = *new std::vector<Script>{
      {"delivered",
       {{60, "50", "上海市", "顺丰速运已收取快件", ""},
        {180, "30", "上海市", "快件在上海转运中心完成分拣", ""},
        {480, "31", "上海市", "快件到达派送网点", ""},
        {60, "44", "上海市", "快件交给配送员，正在派送途中", ""},
        {90, "80", "上海市", "已签收，感谢使用顺丰", ""}}},
      {"failed_once",
       {{60, "50", "上海市", "顺丰速运已收取快件", ""},
        {480, "31", "上海市", "快件到达派送网点", ""},
        {60, "44", "上海市", "快件交给配送员，正在派送途中", ""},
        {90, "70", "上海市", "派送不成功，约定再次派送", "收件人不在"},
        {1200, "44", "上海市", "快件交给配送员，正在派送途中", ""},
        {60, "80", "上海市", "已签收，感谢使用顺丰", ""}}},
      {"returned",
       {{60, "50", "上海市", "顺丰速运已收取快件", ""},
        {480, "31", "上海市", "快件到达派送网点", ""},
        {60, "44", "上海市", "快件交给配送员，正在派送途中", ""},
        {90, "33", "上海市", "收件人拒收", "拒收"},
        {60, "648", "上海市", "快件退回寄件方", "拒收"},
        {480, "31", "上海市", "退回件到达网点", ""},
        {60, "80", "上海市", "退回件已由寄件方签收", ""}}},
      {"lost",
       {{60, "50", "上海市", "顺丰速运已收取快件", ""},
        {180, "30", "上海市", "快件在上海转运中心完成分拣", ""},
        {4320, "33", "上海市", "快件异常，请联系客服", "快件遗失"}}},
      {"not_picked_up", {}},
      {"other",
       {{60, "50", "上海市", "顺丰速运已收取快件", ""},
        {480, "44", "上海市", "快件交给配送员，正在派送途中", ""},
        {90, "607", "上海市", "快件由代收人签收", ""}}},
  };
  return scripts;
}

const Script* FindScript(absl::string_view name) {
  for (const Script& script : Scripts()) {
    if (script.name == name) return &script;
  }
  return nullptr;
}

std::string Text(const Json& object, absl::string_view key) {
  return json::GetText(object, key).value_or("");
}

int64_t Int(const Json& object, absl::string_view key) {
  return json::GetInt(object, key).value_or(0);
}

Json Success(const Json& msg_data) {
  return {{"success", true}, {"errorCode", "S0000"}, {"errorMsg", nullptr}, {"msgData", msg_data}};
}

Json Failure(const char* code, const char* message) {
  return {{"success", false}, {"errorCode", code}, {"errorMsg", message}, {"msgData", nullptr}};
}

Json WaybillAnswer(const Json& parcel) {
  return Success({{"orderId", parcel["orderId"]},
                  {"filterResult", parcel["filterResult"]},
                  {"waybillNoInfoList",
                   Json::array({{{"waybillType", 1}, {"waybillNo", parcel["waybillNo"]}}})}});
}

std::string NewWaybill() {
  std::string digits;
  for (const char byte : crypto::RandomBytes(13)) {
    digits += static_cast<char>('0' + static_cast<unsigned char>(byte) % 10);
  }
  return absl::StrCat("SF", digits);
}

// Real SF decides by area. Here an address that says so is out of reach.
bool OutOfReach(const Json& message) {
  const Json& contacts = json::GetArray(message, "contactInfoList");
  return std::any_of(contacts.begin(), contacts.end(), [](const Json& contact) {
    return absl::StrContains(Text(contact, "address"), "不可达");
  });
}

bool Complete(const Json& message) {
  const Json& contacts = json::GetArray(message, "contactInfoList");
  const bool whole = std::all_of(contacts.begin(), contacts.end(), [](const Json& contact) {
    return !Text(contact, "contact").empty() && !Text(contact, "mobile").empty() &&
           !Text(contact, "address").empty();
  });
  return whole && contacts.size() == 2 && !Text(message, "orderId").empty() &&
         !json::GetArray(message, "cargoDetails").empty();
}

}  // namespace

Parcels::Parcels(std::unique_ptr<json::DocumentFile> ledger, double journey_scale, bool pushes)
    : ledger_(std::move(ledger)), journey_scale_(journey_scale), pushes_(pushes) {}

// A parcel is open while scans are to come or to be told.
absl::Status Parcels::Save(Json parcel) {
  const Json& scans = json::GetArray(parcel, "scans");
  const bool untold = std::any_of(scans.begin(), scans.end(), [](const Json& scan) {
    return json::GetBool(scan, "pushed") == false;
  });
  const Script& script = *FindScript(Text(parcel, "journey"));
  const bool moving = Text(parcel, "state") == "OPEN" && Int(parcel, "filterResult") == 2 &&
                      static_cast<size_t>(Int(parcel, "step")) < script.steps.size();
  parcel["open"] = moving || untold;
  absl::Status saved = ledger_->Put("parcel", Text(parcel, "orderId"), parcel);
  if (!saved.ok()) Log(Severity::kError, "sf_simulator_ledger", {{"status", saved}});
  return saved;
}

std::optional<Json> Parcels::ByWaybill(absl::string_view waybill) const {
  const std::optional<Json> order = ledger_->Get("waybill", waybill);
  return order ? ledger_->Get("parcel", Text(*order, "orderId")) : std::nullopt;
}

Json Parcels::Create(const Json& message, absl::Time now) {
  if (!Complete(message)) return Failure("20012", "收寄件信息不完整");
  const std::string order = Text(message, "orderId");
  if (ledger_->Get("parcel", order)) return Failure("8016", "重复下单");
  const Json parcel = {{"orderId", order},
                       {"waybillNo", NewWaybill()},
                       {"filterResult", OutOfReach(message) ? 3 : 2},
                       {"state", "OPEN"},
                       {"journey", std::exchange(next_journey_, "delivered")},
                       {"step", 0},
                       {"step_ms", absl::ToUnixMillis(now)},
                       {"scans", Json::array()},
                       {"message", message}};
  if (!ledger_->Put("waybill", Text(parcel, "waybillNo"), {{"orderId", order}}).ok() ||
      !Save(parcel).ok()) {
    return Failure("S0001", "系统异常");
  }
  return WaybillAnswer(parcel);
}

Json Parcels::Find(const Json& message) const {
  const std::optional<Json> parcel = ledger_->Get("parcel", Text(message, "orderId"));
  return parcel ? WaybillAnswer(*parcel) : Failure("8024", "未下单");
}

Json Parcels::Update(const Json& message) {
  std::optional<Json> parcel = ledger_->Get("parcel", Text(message, "orderId"));
  if (!parcel) return Failure("8024", "未下单");
  if (Int(message, "dealType") != 2) return Failure("20012", "不支持的操作");
  if (Text(*parcel, "state") == "CANCELLED") return Failure("8037", "已消单");
  if (!json::GetArray(*parcel, "scans").empty()) return Failure("8019", "订单已揽收");
  (*parcel)["state"] = "CANCELLED";
  if (!Save(*parcel).ok()) return Failure("S0001", "系统异常");
  return Success({{"orderId", (*parcel)["orderId"]}, {"resStatus", 2}});
}

Json Parcels::Routes(const Json& message) const {
  Json answers = Json::array();
  for (const Json& number : json::GetArray(message, "trackingNumber")) {
    if (!number.is_string()) continue;
    const std::optional<Json> parcel = ByWaybill(number.get<std::string>());
    Json routes = Json::array();
    if (parcel) {
      for (const Json& scan : json::GetArray(*parcel, "scans")) {
        routes.push_back({{"acceptTime", scan["acceptTime"]},
                          {"acceptAddress", scan["acceptAddress"]},
                          {"remark", scan["remark"]},
                          {"reasonName", scan["reasonName"]},
                          {"opCode", scan["opCode"]}});
      }
    }
    answers.push_back({{"mailNo", number}, {"routes", std::move(routes)}});
  }
  return Success({{"routeResps", std::move(answers)}});
}

http::Response Parcels::SetJourney(const Json& request) {
  const std::string waybill = Text(request, "waybill");
  const std::string journey = Text(request, "journey");
  if (FindScript(journey) == nullptr) return {400, {}, "{}"};
  if (waybill.empty()) {
    next_journey_ = journey;
    return {204, {}, ""};
  }
  std::optional<Json> parcel = ByWaybill(waybill);
  if (!parcel) return {404, {}, "{}"};
  (*parcel)["journey"] = journey;
  (*parcel)["step"] = 0;
  return Save(*parcel).ok() ? http::Response{204, {}, ""} : http::Response{500, {}, "{}"};
}

http::Response Parcels::Advance(const Json& request, absl::Time now) {
  std::optional<Json> parcel = ByWaybill(Text(request, "waybill"));
  if (!parcel) return {404, {}, "{}"};
  const int64_t steps = json::GetInt(request, "steps").value_or(1);
  for (int64_t i = 0; i < steps; ++i) {
    // A second apart: SF's times have no fractions, and no two scans are at once.
    if (!ScanNext(*parcel, now + absl::Seconds(i))) return {409, {}, "{}"};
  }
  return Save(*parcel).ok() ? http::Response{204, {}, ""} : http::Response{500, {}, "{}"};
}

http::Response Parcels::Show() const {
  return {200, {}, json::Print({{"parcels", ledger_->All("parcel")}})};
}

// The next scan of the parcel's script; false when there is none.
bool Parcels::ScanNext(Json& parcel, absl::Time now) {
  const Script& script = *FindScript(Text(parcel, "journey"));
  const auto index = static_cast<size_t>(Int(parcel, "step"));
  if (Text(parcel, "state") != "OPEN" || index >= script.steps.size()) return false;
  const Step& step = script.steps[index];
  const size_t number = parcel["scans"].size() + 1;
  parcel["scans"].push_back({{"id", absl::StrFormat("%s-%03d", Text(parcel, "waybillNo"), number)},
                             {"mailno", parcel["waybillNo"]},
                             {"orderid", parcel["orderId"]},
                             {"acceptTime", ToSfTime(now)},
                             {"acceptAddress", step.place},
                             {"remark", step.remark},
                             {"opCode", step.op_code},
                             {"reasonCode", ""},
                             {"reasonName", step.reason_name},
                             {"pushed", !pushes_}});
  parcel["step"] = index + 1;
  parcel["step_ms"] = absl::ToUnixMillis(now);
  return true;
}

int64_t Parcels::RunOnce(absl::Time now) {
  int64_t scans = 0;
  for (Json& parcel : ledger_->AllOpen("parcel")) {
    const Script& script = *FindScript(Text(parcel, "journey"));
    const auto index = static_cast<size_t>(Int(parcel, "step"));
    if (index >= script.steps.size() || Int(parcel, "filterResult") != 2) continue;
    const absl::Duration wait = absl::Minutes(script.steps[index].minutes) * journey_scale_;
    const absl::Time due = absl::FromUnixMillis(Int(parcel, "step_ms")) + wait;
    if (due > now || !ScanNext(parcel, due)) continue;
    if (Save(parcel).ok()) scans += 1;
  }
  return scans;
}

std::vector<Json> Parcels::Unpushed() const {
  std::vector<Json> unpushed;
  for (const Json& parcel : ledger_->AllOpen("parcel")) {
    for (const Json& scan : json::GetArray(parcel, "scans")) {
      if (json::GetBool(scan, "pushed") == false) unpushed.push_back(scan);
    }
  }
  return unpushed;
}

void Parcels::MarkPushed(const std::vector<Json>& scans) {
  for (const Json& pushed : scans) {
    std::optional<Json> parcel = ledger_->Get("parcel", Text(pushed, "orderid"));
    if (!parcel) continue;
    for (Json& scan : (*parcel)["scans"]) {
      if (scan["id"] == pushed["id"]) scan["pushed"] = true;
    }
    Save(*parcel).IgnoreError();  // logged; the scan is pushed once more, which is allowed
  }
}

}  // namespace notary::sf
