// What protobuf has to say for itself. Left alone it writes to standard error, past our log, a line
// for each message of a stranger that it cannot read.
#pragma once

namespace notary::rpc {

// From here on it says nothing but why it ends the program. Safe to call often.
void QuietenProtobuf();

}  // namespace notary::rpc
