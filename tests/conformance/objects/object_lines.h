// What the tests of objects share: the lines of objects.txt, who calls, and which names are tried.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "gateway/transcode/binder.h"
#include "notary/platform/v1/access.pb.h"
#include "platform/rpc/call.h"

namespace notary::testing {

// One line of objects.txt.
struct Line {
  std::string method, persons, staff, object, request;
  bool once = false;
};

std::vector<Line> ReadTable();

struct Caller {
  std::string name;
  rpc::Principal who;
  std::string token;
};

std::vector<Caller> Callers();

// What the door says before any object counts; "" where it opens.
std::string DoorOf(const platform::v1::AccessRule& rule, const Caller& caller);

bool Reaches(const Line& line, const Caller& caller);

// Names of one line's object.
struct Names {
  std::string real, absent;
  // Names that nobody reaches, each beside one that never was.
  std::vector<std::pair<std::string, std::string>> hidden;
  // Objects whose time is over: only whoever reaches the real one may tell them from none.
  std::vector<std::string> over;
};

Names NamesOf(const Line& line);

gateway::MessagePtr MessageOf(const Line& line, const std::string& object);

// An answer without what differs each time.
struct Answer {
  std::string reason;
  std::string all;
};

Answer OverRpc(const Line& line, const Caller& caller, const std::string& object);

// Once for a program.
void CompleteTheStage();

}  // namespace notary::testing
