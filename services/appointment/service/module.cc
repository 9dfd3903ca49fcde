#include "services/appointment/service/module.h"

#include "absl/strings/str_cat.h"
#include "notary/catalogue/v1/catalogue_service.pb.h"
#include "platform/base/status_macros.h"
#include "services/appointment/service/appointment_service.h"
#include "services/appointment/service/case_client.h"
#include "services/catalogue/client/timetable_client.h"

namespace notary::appointment {
namespace {

class AppointmentModule final : public rpc::DatabaseModule {
 public:
  explicit AppointmentModule(const rpc::ModuleContext& context)
      : DatabaseModule(context, "appointment"),
        timetable_(context.router, rpc::ServiceToken(context, "appointment")),
        cases_(context.router, rpc::ServiceToken(context, "appointment")),
        sides_(context.router, rpc::ServiceToken(context, "appointment")),
        service_(
            db_, cases_, sides_,
            [this](const std::string& office, absl::CivilDay today) {
              return CalendarOf(office, today);
            },
            OpeningHours{}) {}

  std::vector<rpc::Service> Bind() override {
    std::vector<rpc::Service> services;
    services.push_back(service_.Bind());
    return services;
  }

 private:
  absl::StatusOr<common::WorkingCalendar> CalendarOf(const std::string& office,
                                                     absl::CivilDay today) {
    ::notary::catalogue::v1::GetOfficeRequest known;
    known.set_name(absl::StrCat("offices/", office));
    RETURN_IF_ERROR(timetable_.Ask<::notary::catalogue::v1::Office>("GetOffice", known).status());
    ASSIGN_OR_RETURN(const std::shared_ptr<const catalogue::Timetable> timetable,
                     timetable_.Get(today));
    return timetable->calendar;
  }

  catalogue::TimetableClient timetable_;
  CaseClient cases_;
  application::SidesClient sides_;
  AppointmentService service_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<rpc::Module>> MakeModule(const rpc::ModuleContext& context) {
  return std::make_unique<AppointmentModule>(context);
}

}  // namespace notary::appointment
