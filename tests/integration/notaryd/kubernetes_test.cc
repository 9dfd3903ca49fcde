// The configurations in k8s/ are ones the programs accept, and know every service there is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "absl/strings/str_cat.h"
#include "cmd/notaryd/modules.h"
#include "google/protobuf/descriptor.h"
#include "notary/config/v1/config.pb.h"
#include "notary/config/v1/register_config.pb.h"
#include "platform/rpc/remote.h"
#include "platform/rpc/textproto.h"

namespace notary {
namespace {

using config::v1::Config;

TEST(KubernetesTest, EveryModuleIsReachedUnderTheNameOfItsService) {
  Config config;
  ASSERT_TRUE(rpc::ReadTextProto("k8s/base/notaryd.textproto", &config).ok());
  std::map<std::string, std::string> names;  // by address
  for (const config::v1::RemoteService& remote : config.remote_services()) {
    EXPECT_NE(
        google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(remote.service()),
        nullptr)
        << remote.service();
    names[remote.address()] = remote.server_name();
  }

  EXPECT_EQ(names.size(), AllModules().size());
  for (const ModuleEntry& entry : AllModules()) {
    EXPECT_EQ(names[absl::StrCat("dns:///notaryd-", entry.name, ":8443")],
              absl::StrCat("notaryd-", entry.name));
  }
}

TEST(KubernetesTest, ProductionIsRealTimeOverMutualTls) {
  Config config;
  ASSERT_TRUE(rpc::ReadTextProto("k8s/base/notaryd.textproto", &config).ok());

  EXPECT_EQ(config.mode(), Config::PRODUCTION);
  EXPECT_TRUE(config.clock_offset_file().empty());
  EXPECT_TRUE(rpc::TlsListenOf(config)->has_value());
  EXPECT_TRUE(config.has_remote_tls());
}

TEST(KubernetesTest, TheRegisterHasAConfigurationOfItsOwn) {
  config::v1::RegisterConfig config;

  ASSERT_TRUE(rpc::ReadTextProto("k8s/register/register.textproto", &config).ok());
  EXPECT_EQ(config.mode(), Config::PRODUCTION);
  EXPECT_TRUE(config.faults_file().empty());
}

}  // namespace
}  // namespace notary
