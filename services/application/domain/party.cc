#include "services/application/domain/party.h"

#include "services/application/domain/document_number.h"

namespace notary::application {
namespace {

std::string FirstGiven(const Case& c, std::initializer_list<const char*> fields) {
  for (const char* field : fields) {
    std::string value = c.FormValue(field);
    if (!value.empty()) return value;
  }
  return "";
}

}  // namespace

bool IsOrganisation(const Case& c) { return !c.FormValue("organisation.name").empty(); }

std::string PartyNumber(const Case& c) {
  return c.FormValue(IsOrganisation(c) ? "organisation.uscc" : "applicant.id_number");
}

std::string ClaimedFor(const Case& c) { return NormalDocumentNumber(PartyNumber(c)); }

std::string Recipient(const Case& c) {
  return FirstGiven(c, {"guardian.name", "applicant.name", "organisation.representative"});
}

std::string ContactPhone(const Case& c) {
  return FirstGiven(c, {"guardian.phone", "applicant.phone", "organisation.phone"});
}

bool MayReceive(const Case& c, const std::string& name) {
  if (name.empty()) return false;
  return name == Recipient(c) || name == c.FormValue("applicant.name") ||
         name == c.FormValue("agent.name");
}

}  // namespace notary::application
