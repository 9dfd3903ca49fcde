#include "cmd/notaryctl/config_check.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "cmd/notaryctl/config_database.h"
#include "cmd/notaryctl/config_files.h"
#include "cmd/notaryd/modules.h"
#include "gateway/http/edge.h"
#include "platform/base/error.h"
#include "platform/rpc/environment.h"
#include "platform/rpc/remote.h"
#include "platform/rpc/textproto.h"
#include "services/catalogue/service/loader.h"

namespace notary::ctl {
namespace {

using config::v1::Config;

// What the template of a production configuration has where an office must write its own.
constexpr char kToFillIn[] = "FILL-IN";

std::string Sentence(const absl::Status& status) {
  std::string text(status.message());
  const std::optional<ErrorDetail> detail = DetailOf(status);
  if (!detail || detail->fields.empty()) return text;
  std::vector<std::string> fields;
  for (const FieldViolation& violation : detail->fields) {
    fields.push_back(absl::StrCat(violation.field, " (", violation.text.en, ")"));
  }
  return absl::StrJoin(fields, "; ");
}

class ConfigCheck {
 public:
  ConfigCheck(const ConfigCheckOptions& options, absl::Time now) : options_(options), now_(now) {}

  ConfigReport Run() {
    if (const absl::Status names = CheckNames(options_.services); !names.ok()) {
      report_.problems.emplace_back(names.message());
      return report_;
    }
    report_.problems = rpc::MistakesIn(options_.config_path, &config_);
    for (const ConfigField& field : FieldsOf(config_)) {
      if (IsRead(field)) fields_.push_back(field);
    }
    CheckFilledIn();
    for (std::string& problem : CheckFiles(fields_, now_)) Complain(std::move(problem));
    CheckAddresses();
    if (IsWanted("payment", options_.services)) CheckOffices();
    CheckAsNotarydDoes();
    CheckConnections();
    return report_;
  }

 private:
  void Complain(std::string problem) { report_.problems.push_back(std::move(problem)); }

  // Whether a process of these services looks at the field.
  bool IsRead(const ConfigField& field) const {
    const std::string part = field.path.substr(0, field.path.find_first_of(".["));
    if (part == "gateway") return IsWanted(kGateway, options_.services);
    for (const ModuleEntry& module : AllModules()) {
      const bool its = std::count(module.reads.begin(), module.reads.end(), part) > 0;
      if (its && !IsWanted(module.name, options_.services)) return false;
    }
    return part != "personal_data" || ConnectionsOf(config_.database(), options_.services) > 0;
  }

  void CheckFilledIn() {
    for (const ConfigField& field : fields_) {
      if (absl::StrContains(field.value, kToFillIn)) {
        Complain(absl::StrCat(field.path, ": still says ", kToFillIn));
      }
    }
  }

  // What real parties are reached under, and where they and the parties' telephones find us.
  void CheckAddresses() {
    const bool real = config_.mode() == Config::PRODUCTION;
    const std::set<std::string> hosts(config_.gateway().hosts().begin(),
                                      config_.gateway().hosts().end());
    for (const ConfigField& field : fields_) {
      const bool url = absl::EndsWith(field.name, "url");
      if (!url) continue;
      if (real && !absl::StartsWith(field.value, "https://")) {
        Complain(absl::StrCat(field.path, ": must begin with https://"));
        continue;
      }
      const bool ours = field.name == "notify_url" || field.name == "public_check_url";
      const size_t begin = field.value.find("://") + 3;
      const std::string host =
          field.value.substr(begin, field.value.find_first_of(":/", begin) - begin);
      if (ours && !hosts.empty() && !hosts.contains(host)) {
        Complain(absl::StrCat(field.path, ": ", host,
                              " is not among gateway.hosts, so the edge would refuse who calls"));
      }
    }
  }

  // Every office that is open must be paid, send parcels, ask agencies and number certificates.
  void CheckOffices() {
    const auto loaded = catalogue::LoadCatalogue(config_.catalogue_folder());
    if (!loaded.ok()) return;  // said by the catalogue module
    const std::string today = absl::FormatTime("%Y-%m-%d", now_, ShanghaiZone());
    std::set<std::string> known;
    for (const auto& office : loaded->offices.offices()) {
      const std::string id = office.name().substr(office.name().rfind('/') + 1);
      known.insert(id);
      const auto valid = [&](const auto& of) {
        return of.valid_from() <= today && (of.valid_to().empty() || of.valid_to() >= today);
      };
      if (!valid(office)) continue;
      CheckIsNamed(id, "wechat_pay.merchants", PresentMerchants());
      CheckIsNamed(id, "sf_express.senders", config_.sf_express().senders());
      CheckIsNamed(id, "civil_affairs.offices", config_.civil_affairs().offices());
      const auto& series = office.series();
      if (!std::any_of(series.begin(), series.end(),
                       [&](const auto& one) { return one.mark().empty() && valid(one); })) {
        Complain(absl::StrCat("catalogue_folder: office ", id,
                              " has no series of certificate numbers without a mark today"));
      }
    }
    CheckAreKnown(known, "wechat_pay.merchants", config_.wechat_pay().merchants());
    CheckAreKnown(known, "sf_express.senders", config_.sf_express().senders());
    CheckAreKnown(known, "civil_affairs.offices", config_.civil_affairs().offices());
  }

  std::vector<config::v1::WechatMerchant> PresentMerchants() const {
    std::vector<config::v1::WechatMerchant> present;
    for (const config::v1::WechatMerchant& merchant : config_.wechat_pay().merchants()) {
      if (!merchant.former()) present.push_back(merchant);
    }
    return present;
  }

  template <typename Entries>
  void CheckIsNamed(const std::string& office, const char* field, const Entries& entries) {
    const auto count = std::count_if(entries.begin(), entries.end(),
                                     [&](const auto& entry) { return entry.office() == office; });
    if (count == 1) return;
    Complain(count == 0 ? absl::StrCat(field, ": has none for office ", office,
                                       ", which is open by the catalogue")
                        : absl::StrCat(field, ": has ", count, " for office ", office));
  }

  template <typename Entries>
  void CheckAreKnown(const std::set<std::string>& known, const char* field,
                     const Entries& entries) {
    for (const auto& entry : entries) {
      if (known.contains(entry.office())) continue;
      Complain(absl::StrCat(field, ": the catalogue knows no office ", entry.office()));
    }
  }

  // Whether something in this part of the configuration was complained about already: then what
  // notaryd says of it would be the same in other words.
  bool IsBroken(const std::vector<std::string>& parts) const {
    return std::any_of(parts.begin(), parts.end(), [&](const std::string& part) {
      return std::any_of(
          report_.problems.begin(), report_.problems.end(),
          [&](const std::string& problem) { return absl::StartsWith(problem, part); });
    });
  }

  void CheckAsNotarydDoes() {
    absl::StatusOr<rpc::Environment> env = rpc::MakeEnvironment(config_);
    const bool said = IsBroken({"tokens", "clock_offset_file"});
    if (!env.ok() && !said) Complain(Sentence(env.status()));
    CheckPorts();
    CheckModules();
  }

  void CheckPorts() {
    if (IsWanted(kGateway, options_.services) && !config_.gateway().listen_address().empty() &&
        !IsBroken({"gateway"})) {
      for (const absl::Status& status : gateway::CheckConfig(config_.gateway())) {
        if (!status.ok()) Complain(Sentence(status));
      }
    }
    if (const auto listen = rpc::TlsListenOf(config_); !listen.ok()) {
      Complain(Sentence(listen.status()));
    }
    rpc::Router router;
    if (const auto routed = rpc::RouteRemote(config_, {}, router);
        !routed.ok() && !IsBroken({"remote_tls"})) {
      Complain(Sentence(routed.status()));
    }
  }

  // Makes each module, or what can be made of it without a trace, and lets it go. Where tokens or
  // keys are missing it gets some of this moment, so that the rest is looked at too.
  void CheckModules() {
    const RealClock clock;
    const rpc::Router router;
    const rpc::TokenSigner signer("check", crypto::SigningKey::Generate(crypto::KeyType::kEd25519));
    vault::Secrets secrets{.kek = std::string(32, 'k'), .index_key = std::string(32, 'i')};
    const bool keeps = ConnectionsOf(config_.database(), options_.services) > 0;
    if (keeps && !IsBroken({"personal_data"})) {
      if (const auto loaded = vault::LoadSecrets(config_.personal_data()); !loaded.ok()) {
        Complain(absl::StrCat("personal_data: ", Sentence(loaded.status())));
      }
    }
    const rpc::ModuleContext context{config_, clock, router, signer, secrets};
    for (const ModuleEntry& module : AllModules()) {
      if (!IsWanted(module.name, options_.services) || IsBroken(module.reads)) continue;
      const std::vector<absl::Status> outcomes =
          module.check ? module.check(context)
                       : std::vector<absl::Status>{module.make(context).status()};
      for (const absl::Status& status : outcomes) {
        if (status.ok()) continue;
        Complain(absl::StrCat(absl::StrJoin(module.reads, ", "), ": ", Sentence(status)));
      }
    }
  }

  void CheckConnections() {
    if (config_.database().target().empty()) {
      Complain("database.target: must say where PostgreSQL is");
      return;
    }
    const int sum = ConnectionsOf(config_.database(), options_.services);
    report_.notes.push_back(ConnectionsNote(sum));
    if (!options_.asks_database) return;
    for (std::string& problem : CheckDatabase(config_, options_.services, options_.owner)) {
      Complain(std::move(problem));
    }
  }

  const ConfigCheckOptions& options_;
  const absl::Time now_;
  Config config_;
  std::vector<ConfigField> fields_;  // that these services read
  ConfigReport report_;
};

}  // namespace

ConfigReport CheckConfig(const ConfigCheckOptions& options, absl::Time now) {
  return ConfigCheck(options, now).Run();
}

absl::Status PrintConfigCheck(const ConfigCheckOptions& options) {
  const ConfigReport report = CheckConfig(options, absl::Now());
  for (const std::string& problem : report.problems) std::printf("✘ %s\n", problem.c_str());
  for (const std::string& note : report.notes) std::printf("· %s\n", note.c_str());
  if (report.problems.empty()) {
    std::printf("✔ notaryd can be started with %s\n", options.config_path.c_str());
    return absl::OkStatus();
  }
  return absl::FailedPreconditionError(
      absl::StrCat(report.problems.size(), " to be mended before notaryd is started"));
}

}  // namespace notary::ctl
