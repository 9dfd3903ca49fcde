#include "services/notification/service/module.h"

#include "notary/notification/v1/notice_template.pb.h"
#include "platform/rpc/textproto.h"
#include "services/notification/service/notification_service.h"

namespace notary::notification {
namespace {

absl::StatusOr<NoticeTexts> LoadTexts(const std::string& path) {
  v1::NoticeTemplates file;
  RETURN_IF_ERROR(rpc::ReadTextProto(path, &file));
  NoticeTexts texts;
  for (const v1::NoticeTemplate& t : file.templates()) {
    texts.templates[t.code()] = {.code = t.code(),
                                 .title = {t.title_zh(), t.title_en()},
                                 .text = {t.text_zh(), t.text_en()},
                                 .legal_basis = t.legal_basis(),
                                 .message = t.message()};
  }
  for (const v1::CodeWord& word : file.words()) {
    texts.words[word.code()] = {word.zh(), word.en()};
    if (!word.legal_basis().empty()) texts.bases[word.code()] = word.legal_basis();
  }
  return texts;
}

class NotificationModule final : public rpc::DatabaseModule {
 public:
  NotificationModule(const rpc::ModuleContext& context, std::unique_ptr<SmsGateway> gateway,
                     NoticeTexts texts)
      : DatabaseModule(context, "notification"),
        gateway_(std::move(gateway)),
        sides_(context.router, rpc::ServiceToken(context, "notification")),
        service_(db_, *gateway_, sides_, std::move(texts)) {}
  ~NotificationModule() override { StopWorkers(); }

  std::vector<rpc::Service> Bind() override {
    std::vector<rpc::Service> services;
    services.push_back(service_.Bind());
    return services;
  }

  void StartWorkers() override {
    DatabaseModule::StartWorkers();
    AddEagerWorker("sms", absl::Seconds(1),
                   [this](absl::Time now) { return service_.SendMessages(now); });
  }

 private:
  const std::unique_ptr<SmsGateway> gateway_;
  application::SidesClient sides_;
  NotificationService service_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<rpc::Module>> MakeModule(const rpc::ModuleContext& context,
                                                        std::unique_ptr<SmsGateway> gateway) {
  ASSIGN_OR_RETURN(NoticeTexts texts, LoadTexts(context.config.notice_templates_file()));
  return std::make_unique<NotificationModule>(context, std::move(gateway), std::move(texts));
}

}  // namespace notary::notification
