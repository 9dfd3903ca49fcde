#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "adapters/blob_disk/disk_blob_store.h"
#include "platform/base/error.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"
#include "platform/crypto/file.h"
#include "services/document/service/document_service.h"
#include "services/document/storage/document_sql.sql.h"
#include "tests/testing/rpc_harness.h"
#include "tests/testing/test_database.h"

namespace notary::document {
namespace {

namespace fs = std::filesystem;

std::string Pdf(const std::string& body = "") { return "%PDF-1.4\n" + body + "\n%%EOF\n"; }

class XuhuiAlone final : public Offices {
 public:
  absl::Status Check(const std::string& office) override {
    if (office == "xuhui") return absl::OkStatus();
    return NotFoundError("OFFICE_UNKNOWN", {"没有这个公证处", "There is no such office"});
  }
};

class DocumentTest : public ::testing::Test {
 protected:
  DocumentTest() {
    EXPECT_TRUE(crypto::WriteNewFile(key_file_, crypto::RandomBytes(32)).ok());
    blobs_ = *blob_disk::Open(folder_, key_file_);
    service_ = std::make_unique<DocumentService>(*db_, *blobs_, offices_);
    std::vector<rpc::Service> services;
    services.push_back(service_->Bind());
    harness_ = std::make_unique<testing::RpcHarness>(std::move(services));
  }
  ~DocumentTest() override {
    fs::remove_all(folder_);
    fs::remove(key_file_);
  }

  template <typename Response, typename Request>
  absl::StatusOr<Response> Call(absl::string_view method, const Request& request,
                                const rpc::Principal& who = testing::Person("zhang")) {
    return harness_->Call<Response>(
        who, absl::StrCat("/notary.document.v1.DocumentService/", method), request);
  }

  // Announces `content`; `whole` arrives with it.
  absl::StatusOr<v1::Document> Create(const std::string& content, const std::string& whole) {
    v1::CreateDocumentRequest request;
    request.set_parent("offices/xuhui");
    request.mutable_document()->set_media_type("application/pdf");
    request.mutable_document()->set_size_bytes(static_cast<int64_t>(content.size()));
    request.mutable_document()->set_sha256(HexEncode(crypto::Sha256(content)));
    request.mutable_document()->set_content(whole);
    request.set_request_id(NewId(testing::TestStart()));
    return Call<v1::Document>("CreateDocument", request);
  }

  // Begins a document of this size, of which nothing comes.
  static constexpr int64_t kLargest = 20 << 20;
  absl::StatusOr<v1::Document> Announce(int64_t size_bytes) {
    v1::CreateDocumentRequest request;
    request.set_parent("offices/xuhui");
    request.mutable_document()->set_media_type("application/pdf");
    request.mutable_document()->set_size_bytes(size_bytes);
    request.mutable_document()->set_sha256(HexEncode(crypto::Sha256("never")));
    return Call<v1::Document>("CreateDocument", request);
  }

  std::string Begin(const std::string& content) { return Create(content, "")->name(); }

  absl::StatusOr<v1::Document> Write(const std::string& name, int64_t offset,
                                     const std::string& data) {
    v1::WriteChunkRequest request;
    request.set_name(name);
    request.set_offset(offset);
    request.set_data(data);
    return Call<v1::Document>("WriteChunk", request);
  }

  absl::StatusOr<v1::Document> Finish(const std::string& name) {
    v1::FinishDocumentRequest request;
    request.set_name(name);
    request.set_request_id(NewId(testing::TestStart()));
    return Call<v1::Document>("FinishDocument", request);
  }

  std::string Read(const std::string& name) {
    v1::ReadDocumentRequest request;
    request.set_name(name);
    return Call<v1::ReadDocumentResponse>("ReadDocument", request)->data();
  }

  absl::StatusOr<v1::Document> Get(const std::string& name) {
    v1::GetDocumentRequest request;
    request.set_name(name);
    return Call<v1::Document>("GetDocument", request);
  }

  void Delete(const std::vector<std::string>& names) {
    v1::BatchDeleteDocumentsRequest request;
    request.set_parent("offices/xuhui");
    for (const std::string& name : names) request.add_names(name);
    rpc::Principal system = testing::Person("zhang");
    system.roles = {rpc::Role::ROLE_SYSTEM};
    ASSERT_TRUE(
        Call<v1::BatchDeleteDocumentsResponse>("BatchDeleteDocuments", request, system).ok());
  }

  // Everything in the store was written two hours ago.
  void Age() {
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      fs::last_write_time(entry.path(), fs::file_time_type::clock::now() - std::chrono::hours(2));
    }
  }

  // Every byte that lies in the store.
  std::string Stored() {
    std::string all;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      all.append(std::istreambuf_iterator<char>(in), {});
    }
    return all;
  }

  const std::string folder_ = ::testing::TempDir() + "/blobs-" + NewId(absl::Now());
  const std::string key_file_ = folder_ + ".key";
  testing::TestDatabase database_{{&sql::kMigrations}};
  std::unique_ptr<pg::Database> db_ = database_.As("document");
  std::unique_ptr<BlobStore> blobs_;
  XuhuiAlone offices_;
  std::unique_ptr<DocumentService> service_;
  std::unique_ptr<testing::RpcHarness> harness_;
};

TEST_F(DocumentTest, AnUploadGoesOnWhereItWasCut) {
  const std::string content = Pdf(std::string(1000, 'x'));
  const std::string name = Begin(content);
  ASSERT_TRUE(Write(name, 0, content.substr(0, 300)).ok());

  EXPECT_EQ(ReasonOf(Write(name, 400, content.substr(400)).status()), "OFFSET_AHEAD");
  EXPECT_EQ(Write(name, 0, content.substr(0, 300))->received_bytes(), 300);  // a repetition
  EXPECT_EQ(Write(name, 300, content.substr(300))->received_bytes(),
            static_cast<int64_t>(content.size()));
  ASSERT_TRUE(Finish(name).ok());

  EXPECT_EQ(Read(name), content);
}

TEST_F(DocumentTest, WhatACrashLeftBehindTheAgreedEndIsOverwritten) {
  const std::string content = Pdf("abc");
  const std::string name = Begin(content);
  const std::string id = name.substr(name.rfind('/') + 1);
  ASSERT_TRUE(Write(name, 0, content.substr(0, 5)).ok());
  ASSERT_TRUE(blobs_->Append(id, 5, "written to disk, never committed").ok());

  ASSERT_TRUE(Write(name, 5, content.substr(5)).ok());

  ASSERT_TRUE(Finish(name).ok());
  EXPECT_EQ(Read(name), content);
}

TEST_F(DocumentTest, ACrashBetweenKeepingAndCommittingLosesNothing) {
  const std::string content = Pdf("abc");
  const std::string name = Begin(content);
  ASSERT_TRUE(Write(name, 0, content).ok());
  ASSERT_TRUE(blobs_->Keep(HexEncode(crypto::Sha256(content)), content).ok());

  ASSERT_TRUE(Finish(name).ok());

  EXPECT_EQ(Read(name), content);
}

TEST_F(DocumentTest, ASmallContentArrivesWholeAndIsCheckedLikeAnyOther) {
  const std::string content = Pdf("whole");

  const auto kept = Create(content, content);

  ASSERT_TRUE(kept.ok()) << kept.status();
  EXPECT_EQ(kept->state(), "READY");
  EXPECT_TRUE(kept->content().empty());
  EXPECT_EQ(Read(kept->name()), content);
  EXPECT_EQ(ReasonOf(Write(kept->name(), 0, "x").status()), "DOCUMENT_FIXED");
  EXPECT_EQ(ReasonOf(Create(content, content + "x").status()), "SIZE_MISMATCH");
  EXPECT_EQ(ReasonOf(Create(content, Pdf("WHOLE")).status()), "DIGEST_MISMATCH");
  EXPECT_EQ(ReasonOf(Create("<html>", "<html>").status()), "MEDIA_TYPE_NOT_ALLOWED");
}

TEST_F(DocumentTest, TellsHowManyPagesAPaperHas) {
  const std::string two = Pdf("1 0 obj <</Type /Page>> endobj 2 0 obj <</Type /Page>> endobj");
  const std::string name = Create(two, two)->name();
  const std::string sent = Begin(two);
  ASSERT_TRUE(Write(sent, 0, two).ok());

  EXPECT_EQ(Get(name)->page_count(), 2);
  EXPECT_EQ(Get(sent)->page_count(), 0) << "not complete";
  EXPECT_EQ(Finish(sent)->page_count(), 2);
  EXPECT_EQ(Get(sent)->page_count(), 2);
}

TEST_F(DocumentTest, AnotherServiceLooksUpSeveralAtOnceAndWhatIsAbsentIsLeftOut) {
  const std::string content = Pdf("one");
  v1::BatchGetDocumentsRequest request;
  request.set_parent("offices/xuhui");
  request.add_names(Create(content, content)->name());
  request.add_names(Begin(Pdf("two")));
  request.add_names(absl::StrCat("offices/xuhui/documents/", NewId(testing::TestStart())));

  const auto found = Call<v1::BatchGetDocumentsResponse>("BatchGetDocuments", request,
                                                         testing::SystemService("application"));
  const auto asked_by_a_person = Call<v1::BatchGetDocumentsResponse>("BatchGetDocuments", request);

  ASSERT_TRUE(found.ok()) << found.status();
  std::set<std::string> states;
  for (const v1::Document& document : found->documents()) states.insert(document.state());
  EXPECT_THAT(states, ::testing::UnorderedElementsAre("READY", "UPLOADING"));
  EXPECT_EQ(found->documents_size(), 2);
  EXPECT_EQ(ReasonOf(asked_by_a_person.status()), "ROLE_NOT_ALLOWED");
}

TEST_F(DocumentTest, NothingReadableLiesOnDisk) {
  const std::string content = Pdf("310111199001151010");
  const std::string name = Begin(content);
  ASSERT_TRUE(Write(name, 0, content).ok());
  EXPECT_EQ(Stored().find("310111199001151010"), std::string::npos);
  ASSERT_TRUE(Finish(name).ok());

  EXPECT_EQ(Stored().find("310111199001151010"), std::string::npos);
}

TEST_F(DocumentTest, AFinishedDocumentNeverChanges) {
  const std::string content = Pdf();
  const std::string name = Begin(content);
  ASSERT_TRUE(Write(name, 0, content).ok());
  ASSERT_TRUE(Finish(name).ok());

  EXPECT_EQ(ReasonOf(Write(name, 0, "x").status()), "DOCUMENT_FIXED");
  EXPECT_EQ(ReasonOf(Finish(name).status()), "DOCUMENT_FIXED");
}

TEST_F(DocumentTest, RefusesMoreThanAnnouncedLessAndOther) {
  const std::string content = Pdf();
  const std::string more = Begin(content);
  EXPECT_EQ(ReasonOf(Write(more, 0, content + "x").status()), "SIZE_EXCEEDED");
  EXPECT_EQ(ReasonOf(Finish(more).status()), "UPLOAD_INCOMPLETE");
  const std::string other = Begin(content);
  std::string changed = content;
  changed[9] = 'y';
  ASSERT_TRUE(Write(other, 0, changed).ok());
  EXPECT_EQ(ReasonOf(Finish(other).status()), "DIGEST_MISMATCH");
}

TEST_F(DocumentTest, OthersSeeNothingAndStaffSayWhy) {
  const std::string content = Pdf();
  const std::string name = Begin(content);
  ASSERT_TRUE(Write(name, 0, content).ok());
  ASSERT_TRUE(Finish(name).ok());
  const rpc::Principal notary = testing::Staff("xuhui", "n1", {rpc::Role::ROLE_NOTARY});
  v1::ReadDocumentRequest request;
  request.set_name(name);

  const auto stranger =
      Call<v1::ReadDocumentResponse>("ReadDocument", request, testing::Person("li"));
  EXPECT_EQ(stranger.status().code(), absl::StatusCode::kNotFound);
  const auto silent = Call<v1::ReadDocumentResponse>("ReadDocument", request, notary);
  EXPECT_EQ(ReasonOf(silent.status()), "REQUIRED");
  request.set_purpose("REVIEW");
  EXPECT_TRUE(Call<v1::ReadDocumentResponse>("ReadDocument", request, notary).ok());
  static constexpr pg::Statement kViews{"test_views", "SELECT viewer AS v FROM document_view"};
  EXPECT_EQ(db_->Read("xuhui", [](pg::Tx& tx) { return tx.One(kViews); })->Str("v"), "staff/n1");
}

TEST_F(DocumentTest, StaffWhoBeginBehindTheStartAreRecordedOnceEach) {
  v1::ReadDocumentRequest request;
  request.set_name(Create(Pdf(), Pdf())->name());
  request.set_purpose("REVIEW");
  static constexpr pg::Statement kViews{"test_views", "SELECT count(*) AS v FROM document_view"};
  const auto views = [&] {
    return db_->Read("xuhui", [](pg::Tx& tx) { return tx.One(kViews); })->Int("v");
  };
  const auto read = [&](int64_t offset, const std::string& staff) {
    request.set_offset(offset);
    const auto answer = Call<v1::ReadDocumentResponse>(
        "ReadDocument", request, testing::Staff("xuhui", staff, {rpc::Role::ROLE_NOTARY}));
    EXPECT_TRUE(answer.ok()) << answer.status();
  };

  read(1, "n1");
  EXPECT_EQ(views(), 1);
  read(2, "n1");
  EXPECT_EQ(views(), 1);
  read(1, "n2");
  EXPECT_EQ(views(), 2);
  read(0, "n1");
  EXPECT_EQ(views(), 3);
}

TEST_F(DocumentTest, DeletedContentGoesUnlessAnotherDocumentHasIt) {
  const std::string gone = Create(Pdf("a"), Pdf("a"))->name();
  const std::string twin = Create(Pdf("b"), Pdf("b"))->name();
  const std::string kept = Create(Pdf("b"), Pdf("b"))->name();

  Delete({gone, twin});
  EXPECT_EQ(service_->Sweep(testing::TestStart()).value(), 1);  // the twin's; the other is young
  Age();
  EXPECT_EQ(service_->Sweep(testing::TestStart()).value(), 1);
  EXPECT_EQ(service_->Sweep(testing::TestStart()).value(), 0);

  EXPECT_EQ(Get(gone).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Get(twin).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Read(kept), Pdf("b"));
  EXPECT_TRUE(absl::IsNotFound(blobs_->Read(HexEncode(crypto::Sha256(Pdf("a")))).status()));
}

// The one that cannot be removed is looked at first each time.
TEST_F(DocumentTest, ContentThatCannotBeRemovedDoesNotHoldUpTheOthers) {
  const std::string stuck = Create(Pdf("a"), Pdf("a"))->name();
  const std::string other = Create(Pdf("b"), Pdf("b"))->name();
  Delete({stuck, other});
  for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
    const bool of_stuck = entry.path().filename() == HexEncode(crypto::Sha256(Pdf("a")));
    if (!of_stuck) continue;
    fs::remove(entry.path());
    fs::create_directories(entry.path() / "in the way");
    break;
  }
  Age();

  EXPECT_FALSE(service_->Sweep(testing::TestStart()).ok()) << "the operators hear of it";

  EXPECT_TRUE(absl::IsNotFound(blobs_->Read(HexEncode(crypto::Sha256(Pdf("b")))).status()));
}

TEST_F(DocumentTest, ContentKeptAgainIsYoungAgain) {
  const std::string gone = Create(Pdf(), Pdf())->name();
  Delete({gone});
  Age();
  const std::string sha256 = HexEncode(crypto::Sha256(Pdf()));
  ASSERT_TRUE(blobs_->Keep(sha256, Pdf()).ok());  // an upload whose row is not there yet

  EXPECT_EQ(service_->Sweep(testing::TestStart()).value(), 0);
  EXPECT_TRUE(blobs_->Read(sha256).ok());
}

TEST_F(DocumentTest, AnUploadLeftUnfinishedForAWeekGoes) {
  const std::string name = Begin(Pdf());
  ASSERT_TRUE(Write(name, 0, "%PDF").ok());

  EXPECT_EQ(service_->Sweep(testing::TestStart() + absl::Hours(24 * 6)).value(), 0);
  EXPECT_TRUE(Get(name).ok());
  EXPECT_EQ(service_->Sweep(testing::TestStart() + absl::Hours(24 * 8)).value(), 1);
  EXPECT_FALSE(Get(name).ok());
  EXPECT_EQ(Stored(), "");
}

// Neither the list nor the disk grows by whoever goes on all day.
TEST_F(DocumentTest, APersonUploadsSoMuchADay) {
  for (int64_t begun = 0; begun < kQuotaBytes; begun += kLargest) {
    ASSERT_TRUE(Announce(std::min(kLargest, kQuotaBytes - begun)).ok()) << begun;
  }
  const std::string before = Stored();

  const absl::Status refused = Create(Pdf("more"), Pdf("more")).status();

  EXPECT_EQ(ReasonOf(refused), "UPLOADS_TOO_MANY");
  EXPECT_EQ(DetailOf(refused)->retry_after, kQuotaTime);
  EXPECT_EQ(Stored(), before) << "nothing of it is kept";
  harness_->clock().Advance(kQuotaTime);
  EXPECT_TRUE(Create(Pdf("more"), Pdf("more")).ok());
}

}  // namespace
}  // namespace notary::document
