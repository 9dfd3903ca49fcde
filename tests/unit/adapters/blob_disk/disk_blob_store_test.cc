// Several processes on one folder, and uploads that come to no end.
#include "adapters/blob_disk/disk_blob_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <future>

#include "absl/strings/str_cat.h"
#include "adapters/blob_disk/folder_mutex.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"
#include "platform/crypto/file.h"

namespace notary::blob_disk {
namespace {

namespace fs = std::filesystem;

class DiskBlobStoreTest : public ::testing::Test {
 protected:
  DiskBlobStoreTest() {
    EXPECT_TRUE(crypto::WriteNewFile(key_file_, crypto::RandomBytes(32)).ok());
    blobs_ = *Open(folder_, key_file_);
  }
  ~DiskBlobStoreTest() override {
    fs::remove_all(folder_);
    fs::remove(key_file_);
  }

  absl::Status Keep(const std::string& content) {
    return blobs_->Keep(HexEncode(crypto::Sha256(content)), content);
  }

  const std::string folder_ = absl::StrCat(::testing::TempDir(), "/blobs-", NewId(absl::Now()));
  const std::string key_file_ = folder_ + ".key";
  std::unique_ptr<document::BlobStore> blobs_;
};

TEST_F(DiskBlobStoreTest, WhatACrashLeftHalfWrittenIsRemovedAtTheNextStart) {
  const fs::path half = fs::path(folder_) / "sealed" / "ab" / "abcd.unfinished";
  fs::create_directories(half.parent_path());
  std::ofstream(half) << "half";

  // Another process may still be at it.
  ASSERT_TRUE(Open(folder_, key_file_).ok());
  EXPECT_TRUE(fs::exists(half));

  fs::last_write_time(half, fs::file_time_type::clock::now() - std::chrono::hours(2));
  ASSERT_TRUE(Open(folder_, key_file_).ok());
  EXPECT_FALSE(fs::exists(half));
}

TEST_F(DiskBlobStoreTest, AnotherProcessThatLooksAtAgesIsWaitedFor) {
  ASSERT_TRUE(Keep("content").ok());
  const auto other = FolderMutex::Open(folder_ + "/lock");
  ASSERT_TRUE(other.ok()) << other.status();
  std::future<absl::Status> kept;

  ASSERT_TRUE((*other)
                  ->Alone([&] {
                    kept = std::async(std::launch::async, [&] { return Keep("content"); });
                    EXPECT_EQ(kept.wait_for(std::chrono::milliseconds(50)),
                              std::future_status::timeout);
                    return absl::OkStatus();
                  })
                  .ok());

  EXPECT_TRUE(kept.get().ok());
}

TEST_F(DiskBlobStoreTest, AnUploadInTooManyPiecesIsRefused) {
  const std::string upload = NewId(absl::Now());
  for (int i = 0; i <= 1000; ++i) ASSERT_TRUE(blobs_->Append(upload, i, "x").ok()) << i;

  EXPECT_EQ(ReasonOf(blobs_->Append(upload, 1001, "x")), "UPLOAD_IN_TOO_MANY_PIECES");
}

}  // namespace
}  // namespace notary::blob_disk
