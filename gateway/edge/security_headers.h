// The headers that every answer carries.
#pragma once

#include "gateway/edge/message.h"

namespace notary::gateway {

// What an answer is, for the browser that gets it.
enum class Shown {
  kPage,      // a page of ours and its parts: scripts and styles of ours only, nothing inline
  kData,      // JSON, an event stream: never a document
  kDownload,  // somebody's file: saved, never shown
};

// As lines of a head, each with its line end.
const std::string& SecurityLines(Shown shown);

}  // namespace notary::gateway
