// Build-time tool: the comments of the protos as C++, because linked descriptors have none.
//   embed_comments DESCRIPTOR_SET OUT.cc
// DESCRIPTOR_SET is of protoc --include_source_info --descriptor_set_out.
#include <fstream>
#include <iostream>
#include <map>
#include <string>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/descriptor.pb.h"

namespace {

using Comments = std::map<std::string, std::string>;

template <typename Descriptor>
void Note(const Descriptor& descriptor, Comments& out) {
  google::protobuf::SourceLocation location;
  if (!descriptor.GetSourceLocation(&location) || location.leading_comments.empty()) return;
  std::string text;
  // One space of each line belongs to the comment sign.
  for (size_t i = 0; i < location.leading_comments.size(); ++i) {
    const char c = location.leading_comments[i];
    const bool margin = c == ' ' && (i == 0 || location.leading_comments[i - 1] == '\n');
    if (!margin) text += c;
  }
  while (!text.empty() && text.back() == '\n') text.pop_back();
  out[descriptor.full_name()] = text;
}

void NoteEnum(const google::protobuf::EnumDescriptor& type, Comments& out) {
  Note(type, out);
  for (int i = 0; i < type.value_count(); ++i) Note(*type.value(i), out);
}

void NoteMessage(const google::protobuf::Descriptor& type, Comments& out) {
  Note(type, out);
  for (int i = 0; i < type.field_count(); ++i) Note(*type.field(i), out);
  for (int i = 0; i < type.enum_type_count(); ++i) NoteEnum(*type.enum_type(i), out);
  for (int i = 0; i < type.nested_type_count(); ++i) NoteMessage(*type.nested_type(i), out);
}

void NoteFile(const google::protobuf::FileDescriptor& file, Comments& out) {
  for (int i = 0; i < file.message_type_count(); ++i) NoteMessage(*file.message_type(i), out);
  for (int i = 0; i < file.enum_type_count(); ++i) NoteEnum(*file.enum_type(i), out);
  for (int i = 0; i < file.service_count(); ++i) {
    const google::protobuf::ServiceDescriptor& service = *file.service(i);
    Note(service, out);
    for (int k = 0; k < service.method_count(); ++k) Note(*service.method(k), out);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: embed_comments DESCRIPTOR_SET OUT.cc\n";
    return 2;
  }
  std::ifstream in(argv[1], std::ios::binary);
  google::protobuf::FileDescriptorSet set;
  if (!set.ParseFromIstream(&in)) {
    std::cerr << "embed_comments: cannot read " << argv[1] << "\n";
    return 1;
  }
  google::protobuf::DescriptorPool pool;
  Comments comments;
  for (const auto& file : set.file()) {
    const google::protobuf::FileDescriptor* built = pool.BuildFile(file);
    if (built == nullptr) {
      std::cerr << "embed_comments: " << file.name() << " does not build\n";
      return 1;
    }
    NoteFile(*built, comments);
  }
  std::ofstream out(argv[2]);
  out << "#include \"gateway/transcode/comments.h\"\n\nnamespace notary::gateway {\n\n"
      << "const CommentTable& AllComments() {\n"
      << "  static const auto& table = *new CommentTable{\n";
  for (const auto& [name, text] : comments) {
    out << "      {\"" << name << "\", R\"__c(" << text << ")__c\"},\n";
  }
  out << "  };\n  return table;\n}\n\n}  // namespace notary::gateway\n";
  return out.good() ? 0 : 1;
}
