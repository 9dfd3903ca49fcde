// Files as plain bodies: notary.platform.v1.Upload and Download.
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "gateway/edge/media_type.h"
#include "gateway/http/api.h"
#include "gateway/transcode/json_writer.h"
#include "platform/base/error.h"

namespace notary::gateway {
namespace {

using google::protobuf::Descriptor;

absl::Status OffsetMalformed() {
  return InvalidField("upload-offset", "OFFSET_MALFORMED",
                      {"须为非负整数", "Must be a number of bytes"});
}

absl::Status BodyEmpty() {
  return InvalidField("body", "BODY_EMPTY", {"没有内容", "There is no content"});
}

absl::StatusOr<int64_t> OffsetOf(const Request& request) {
  const std::string& text = request.Header("upload-offset");
  int64_t offset = 0;
  if (text.empty() && !request.Has("upload-offset")) return offset;
  return absl::SimpleAtoi(text, &offset) && offset >= 0 ? absl::StatusOr<int64_t>(offset)
                                                        : OffsetMalformed();
}

FieldPath Field(const Descriptor& type, const std::string& path) {
  return path.empty() ? FieldPath() : *FindField(type, path);
}

// Never shown by a browser: what a stranger handed in is not a document of ours.
Reply FileHead() {
  return {.headers = {{"Content-Type", "application/octet-stream"},
                      {"Content-Disposition", "attachment"},
                      {"Cache-Control", "no-store"}}};
}

}  // namespace

Task<Api::Answer> Api::Upload(Exchange& exchange, Act& act) {
  const Request& request = act.request;
  if (!IsRawFile(request.Header("content-type"))) {
    co_return ErrorReply(request, MediaTypeUnsupported());
  }
  const platform::v1::Upload& upload = act.route().content.upload();
  const Descriptor& type = *act.route().method->input_type();
  const FieldPath data = Field(type, upload.data());
  const FieldPath where = Field(type, upload.offset());
  const FieldPath received = Field(*act.route().method->output_type(), upload.received());
  absl::StatusOr<int64_t> offset = OffsetOf(request);
  if (!offset.ok()) co_return ErrorReply(request, offset.status());
  const absl::StatusOr<MessagePtr> message =
      BindRequest(act.route(), act.match.variables, Parameters(), "");
  if (!message.ok()) co_return ErrorReply(request, message.status());
  const MessagePtr response = NewMessage(*act.route().method->output_type());
  bool any = false;
  for (bool last = false; !last;) {
    Exchange::Stretch stretch = co_await exchange.ReadStretch(Options::kStretch);
    last = stretch.last;
    const auto size = static_cast<int64_t>(stretch.bytes.size());
    if (size > 0) {
      // A long upload outlives a token.
      absl::StatusOr<std::string> authorization =
          co_await Authorise(request, act.caller.credentials, false, false, Presence::kSomebody);
      if (!authorization.ok())
        co_return Refuse(request, act.caller.credentials, authorization.status());
      act.authorization = *std::move(authorization);
      SetText(**message, data, std::move(stretch.bytes));
      SetInt64(**message, where, *offset);
      const absl::StatusOr<std::string> written = co_await Call(act, **message);
      if (!written.ok()) co_return Refuse(request, act.caller.credentials, written.status());
      any = response->ParseFromString(*written);
      *offset += size;
    }
    if (!stretch.broken.ok()) co_return ErrorReply(request, stretch.broken);
  }
  if (!any) co_return ErrorReply(request, BodyEmpty());
  Reply reply = JsonReply(WriteJson(*response));
  reply.headers.emplace_back("Upload-Offset", absl::StrCat(GetInt64(*response, received)));
  co_return reply;
}

Task<Api::Answer> Api::Download(Exchange& exchange, Act& act) {
  const Request& request = act.request;
  const platform::v1::Download& download = act.route().content.download();
  const Descriptor& out = *act.route().method->output_type();
  const FieldPath data = Field(out, download.data());
  const FieldPath last = Field(out, download.last());
  const FieldPath where = Field(*act.route().method->input_type(), download.offset());
  const absl::StatusOr<Parameters> query = ParseQuery(request.query);
  if (!query.ok()) co_return ErrorReply(request, query.status());
  const absl::StatusOr<MessagePtr> message =
      BindRequest(act.route(), act.match.variables, *query, "");
  if (!message.ok()) co_return ErrorReply(request, message.status());
  const MessagePtr response = NewMessage(out);
  for (bool begun = false; true;) {
    absl::StatusOr<std::string> read = co_await Call(act, **message);
    if (read.ok() && !response->ParseFromString(*read)) read = absl::InternalError("no message");
    if (!read.ok() && !begun) co_return Refuse(request, act.caller.credentials, read.status());
    if (!read.ok()) {
      exchange.Break();
      co_return std::nullopt;
    }
    Reply piece = FileHead();
    piece.body = TakeText(*response, data);
    const bool whole = last.empty() || GetBool(*response, last);
    if (whole && !begun) co_return piece;
    if (!begun && !co_await exchange.Begin(FileHead())) co_return std::nullopt;
    begun = true;
    const bool sent = piece.body.empty() || co_await exchange.Send(piece.body);
    if (whole || !sent) co_return std::nullopt;
    const int64_t offset = GetInt64(**message, where) + static_cast<int64_t>(piece.body.size());
    SetInt64(**message, where, offset);
  }
}

}  // namespace notary::gateway
