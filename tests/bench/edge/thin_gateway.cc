#include "tests/bench/edge/thin_gateway.h"

#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <thread>

#include "google/protobuf/util/json_util.h"
#include "notary/testing/v1/echo_service.pb.h"

namespace notary::bench {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::use_awaitable;
using asio::ip::tcp;
using Stream = beast::ssl_stream<beast::tcp_stream>;

class Echo : public grpc::CallbackGenericService {
  class Reactor : public grpc::ServerGenericBidiReactor {
   public:
    Reactor() { StartRead(&bytes_); }
    void OnReadDone(bool ok) override {
      if (ok) StartWriteAndFinish(&bytes_, {}, grpc::Status::OK);
    }
    void OnDone() override { delete this; }

   private:
    grpc::ByteBuffer bytes_;
  };
  grpc::ServerGenericBidiReactor* CreateReactor(grpc::GenericCallbackServerContext*) override {
    return new Reactor();
  }
};

grpc::ByteBuffer ToBuffer(const std::string& bytes) {
  const grpc::Slice slice(bytes);
  return grpc::ByteBuffer(&slice, 1);
}

std::string ToBytes(const grpc::ByteBuffer& buffer) {
  grpc::Slice slice;
  if (!buffer.DumpToSingleSlice(&slice).ok()) return "";
  return {reinterpret_cast<const char*>(slice.begin()), slice.size()};
}

}  // namespace

struct ThinGateway::Impl {
  explicit Impl(const std::string& folder) {
    tls.use_certificate_chain_file(folder + "/edge.crt");
    tls.use_private_key_file(folder + "/edge.key", asio::ssl::context::pem);
    grpc::ServerBuilder builder;
    const std::string address = "unix:" + folder + "/echo.sock";
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterCallbackGenericService(&echo);
    server = builder.BuildAndStart();
    stub = std::make_unique<grpc::GenericStub>(
        grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
    asio::co_spawn(io, Accept(), asio::detached);
    thread = std::thread([this] { io.run(); });
  }
  ~Impl() {
    io.stop();
    thread.join();
    server->Shutdown();
  }

  asio::awaitable<void> Accept() {
    while (true) {
      tcp::socket socket = co_await acceptor.async_accept(use_awaitable);
      socket.set_option(tcp::no_delay(true));
      asio::co_spawn(io, Serve(Stream(std::move(socket), tls)), asio::detached);
    }
  }

  asio::awaitable<std::string> Call(std::string request) {
    co_return co_await asio::async_initiate<decltype(use_awaitable), void(std::string)>(
        [this](auto handler, const std::string& bytes) {
          struct Pending {
            grpc::ClientContext context;
            grpc::ByteBuffer request, response;
          };
          auto* pending = new Pending{{}, ToBuffer(bytes), {}};
          auto done = std::make_shared<decltype(handler)>(std::move(handler));
          stub->UnaryCall(&pending->context, "/notary.testing.v1.EchoService/SayEcho", {},
                          &pending->request, &pending->response,
                          [this, pending, done](const grpc::Status&) {
                            std::string answer = ToBytes(pending->response);
                            delete pending;
                            asio::post(io, [done, answer = std::move(answer)]() mutable {
                              std::move (*done)(std::move(answer));
                            });
                          });
        },
        use_awaitable, std::move(request));
  }

  asio::awaitable<void> Serve(Stream stream) try {
    co_await stream.async_handshake(asio::ssl::stream_base::server, use_awaitable);
    beast::flat_buffer buffer;
    while (true) {
      http::request<http::string_body> request;
      co_await http::async_read(stream, buffer, request, use_awaitable);
      testing::v1::Echo message;
      if (!google::protobuf::util::JsonStringToMessage(request.body(), &message).ok()) co_return;
      message.ParseFromString(co_await Call(message.SerializeAsString()));
      http::response<http::string_body> response(http::status::ok, 11);
      response.set(http::field::content_type, "application/json");
      if (!google::protobuf::util::MessageToJsonString(message, &response.body()).ok()) co_return;
      response.keep_alive(request.keep_alive());
      response.prepare_payload();
      co_await http::async_write(stream, response, use_awaitable);
    }
  } catch (const std::exception&) {
    // The client has gone.
  }

  asio::ssl::context tls{asio::ssl::context::tls_server};
  asio::io_context io{1};
  tcp::acceptor acceptor{io, {asio::ip::make_address("127.0.0.1"), 0}};
  Echo echo;
  std::unique_ptr<grpc::Server> server;
  std::unique_ptr<grpc::GenericStub> stub;
  std::thread thread;
};

ThinGateway::ThinGateway(const std::string& folder) : impl_(std::make_unique<Impl>(folder)) {}
ThinGateway::~ThinGateway() = default;
int ThinGateway::port() const { return impl_->acceptor.local_endpoint().port(); }

}  // namespace notary::bench
