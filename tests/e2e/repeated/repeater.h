// Repeats requests, byte for byte, and finds what a repetition does: it must answer as the first
// did and change nothing.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/testing/office/cast.h"
#include "tests/testing/office/digest.h"
#include "tests/testing/office/office_world.h"

namespace notary::testing {

// Every method of the office whose request has a request_id, from the descriptors, as
// "/package.Service/Method".
std::set<std::string> MutatingMethods();

class Repeater {
 public:
  // Writes down the calls that services owe each other from here on.
  explicit Repeater(OfficeWorld& world);

  // A call that a person made and that was answered with `response`; now again, at once. A method
  // is tried a few times, in different states.
  void Again(const std::string& token, const std::string& method, const std::string& request,
             const std::string& response);

  // Expects `response` again, and nothing else.
  void Expect(const std::string& token, const std::string& method, const std::string& request,
              const std::string& response);

  // Makes the call and repeats it. The name in the response.
  std::string Do(By by, const std::string& method, const std::string& text);

  // The calls of services to each other: each was answered when it was made and its answer stored;
  // now they are made again.
  void OwedCallsAgain();

  // Which were repeated, how often.
  const std::map<std::string, int>& repeated() const { return repeated_; }

 private:
  // What a service has sealed, in clear.
  std::string Opened(const std::string& schema, const std::string& office,
                     const crypto::FieldPlace& place, const std::string& sealed);

  OfficeWorld& world_;
  const std::set<std::string> mutating_ = MutatingMethods();
  std::map<std::string, int> repeated_;
};

}  // namespace notary::testing
