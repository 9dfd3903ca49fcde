// A certificate that is ready, and the courier's news of it.
#pragma once

#include <string>
#include <vector>

#include "notary/delivery/v1/delivery_service.pb.h"
#include "tests/integration/services/application/application_fixture.h"

namespace notary::application {

class HandOverTest : public ApplicationFixture {
 protected:
  std::string GivenReady() {
    const std::string name = GivenPendingApproval();
    EXPECT_TRUE(Move<v1::ApproveApplicationRequest>(approver_, "ApproveApplication", name).ok());
    Produce(name);
    return name;
  }

  // Lies ready at the counter. AT_COLLECTION: its party has not come yet, and shows the originals
  // when it does.
  std::string GivenAtTheCounter(v1::Application::VisitMode mode) {
    v1::CreateApplicationRequest request = NewCase();
    request.mutable_application()->set_visit_mode(mode);
    request.mutable_application()->set_handover_mode(v1::Application::COUNTER);
    const std::string name = Do(applicant_, "CreateApplication", request)->name();
    EXPECT_TRUE(Do(applicant_, "SubmitApplication", Submission(name)).ok());
    EXPECT_TRUE(Move<v1::TakeApplicationRequest>(assistant_, "TakeApplication", name).ok());
    EXPECT_TRUE(Accept(name).ok());
    Assign(name);
    SignRemotely(name);
    const bool comes_first = mode == v1::Application::BEFORE_ISSUE;
    EXPECT_TRUE(!comes_first || Visit(name, /*passed=*/true).ok());
    EXPECT_TRUE(Pay(name).ok());
    EXPECT_TRUE(Draft(name).ok());
    EXPECT_TRUE(Move<v1::ApproveApplicationRequest>(approver_, "ApproveApplication", name).ok());
    Produce(name);
    return name;
  }

  // Signed from afar; nobody has come.
  void SignRemotely(const std::string& name) {
    v1::RecordRemoteIdentityRequest identity;
    identity.set_name(name);
    identity.set_reference("check");
    EXPECT_TRUE(Do(assistant_, "RecordRemoteIdentity", identity).ok());
    v1::SignNoticeRequest sign;
    sign.set_name(name);
    sign.set_text_hash("aa");
    EXPECT_TRUE(Do(applicant_, "SignNotice", sign).ok());
  }

  Result Visit(const std::string& name, bool passed, const std::string& why_again = "") {
    v1::RecordVisitRequest visit;
    visit.set_name(name);
    visit.set_identity_record("device-1");
    visit.set_repeat_reason(why_again);
    visit.add_originals()->set_slot("CERTIFICATE");
    visit.mutable_originals(0)->set_passed(passed);
    return Do(assistant_, "RecordVisit", visit);
  }

  void Produce(const std::string& name) {
    const rpc::Principal printer = testing::Staff("xuhui", "c1", {rpc::Role::ROLE_PRODUCTION});
    EXPECT_TRUE(Move<v1::ProduceCertificateRequest>(printer, "ProduceCertificate", name).ok());
    EXPECT_TRUE(Move<v1::PassQualityCheckRequest>(assistant_, "PassQualityCheck", name).ok());
  }

  Result Dispatch(const std::string& name, bool office_fault = false) {
    v1::DispatchCertificateRequest request;
    request.set_name(name);
    request.set_office_fault(office_fault);
    return Do(assistant_, "DispatchCertificate", request);
  }

  using Recall = v1::ReportShipmentRequest::Recall;

  // What the courier says of the parcel under way, and to a recall.
  Result Report(const std::string& name, const std::string& state,
                const std::string& waybill = "SF1234567890123",
                Recall recall = v1::ReportShipmentRequest::NO_ANSWER) {
    v1::ReportShipmentRequest request;
    request.set_name(name);
    request.set_shipment(Get(name).shipment());
    request.set_waybill(waybill);
    request.set_shipment_state(state);
    request.set_recall(recall);
    return Do(system_, "ReportShipment", request);
  }

  static v1::ChangeDeliveryAddressRequest NewAddress(const std::string& name,
                                                     const std::string& province = "江苏省") {
    v1::ChangeDeliveryAddressRequest request;
    request.set_name(name);
    request.set_province(province);
    request.set_city("苏州市");
    request.set_district("姑苏区");
    request.set_address("平江路1号");
    return request;
  }

  std::vector<delivery::v1::CreateShipmentRequest> Parcels() {
    return OwedTo<delivery::v1::CreateShipmentRequest>("CreateShipment");
  }

  std::string FreightTold() { return Notices().back().values().at("freight"); }
};

}  // namespace notary::application
