#include "services/certificate/service/module.h"

#include "notary/certificate/v1/certificate_template.pb.h"
#include "platform/rpc/textproto.h"
#include "services/certificate/service/certificate_service.h"

namespace notary::certificate {
namespace {

absl::StatusOr<Wordings> LoadWordings(const std::string& path) {
  v1::CertificateTemplates file;
  RETURN_IF_ERROR(rpc::ReadTextProto(path, &file));
  Wordings wordings;
  for (const v1::CertificateTemplate& t : file.templates()) {
    wordings[{t.matter(), t.kind()}] = {{t.subject_zh(), t.subject_en()},
                                        {t.text_zh(), t.text_en()}};
  }
  return wordings;
}

class CertificateModule final : public rpc::DatabaseModule {
 public:
  CertificateModule(const rpc::ModuleContext& context, std::unique_ptr<Renderer> renderer,
                    Wordings wordings)
      : DatabaseModule(context, "certificate"),
        renderer_(std::move(renderer)),
        sides_(context.router, rpc::ServiceToken(context, "certificate")),
        service_(db_, *renderer_, sides_, std::move(wordings), context.config.public_check_url()) {}

  std::vector<rpc::Service> Bind() override {
    std::vector<rpc::Service> services;
    services.push_back(service_.Bind());
    return services;
  }

 private:
  const std::unique_ptr<Renderer> renderer_;
  application::SidesClient sides_;
  CertificateService service_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<rpc::Module>> MakeModule(const rpc::ModuleContext& context,
                                                        std::unique_ptr<Renderer> renderer) {
  ASSIGN_OR_RETURN(Wordings wordings, LoadWordings(context.config.certificate_wording_file()));
  return std::make_unique<CertificateModule>(context, std::move(renderer), std::move(wordings));
}

}  // namespace notary::certificate
