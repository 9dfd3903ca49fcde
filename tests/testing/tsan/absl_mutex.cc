// ThreadSanitizer and Debian's Abseil. The library is not built with the sanitizer, so what its
// mutexes order looks like a race. In a sanitized program these definitions stand before those of
// the library, for gRPC's calls too: each calls the real one and tells the sanitizer.
#include <dlfcn.h>

#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

extern "C" {

void __tsan_acquire(void* address);
void __tsan_release(void* address);

}  // extern "C"

namespace {

// The next definition of a symbol after this program's own.
template <typename Function>
Function* Real(const char* symbol) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, symbol));
}

}  // namespace

// Takes: acquires after the real call, when it took.
#define NOTARY_TAKES(symbol)                        \
  extern "C" void symbol(void* self) {              \
    static auto* real = Real<void(void*)>(#symbol); \
    real(self);                                     \
    __tsan_acquire(self);                           \
  }

#define NOTARY_TRIES(symbol)                        \
  extern "C" bool symbol(void* self) {              \
    static auto* real = Real<bool(void*)>(#symbol); \
    const bool took = real(self);                   \
    if (took) __tsan_acquire(self);                 \
    return took;                                    \
  }

#define NOTARY_GIVES(symbol)                        \
  extern "C" void symbol(void* self) {              \
    static auto* real = Real<void(void*)>(#symbol); \
    __tsan_release(self);                           \
    real(self);                                     \
  }

NOTARY_TAKES(_ZN4absl7debian35Mutex4LockEv)
NOTARY_TAKES(_ZN4absl7debian35Mutex10ReaderLockEv)
NOTARY_TRIES(_ZN4absl7debian35Mutex7TryLockEv)
NOTARY_TRIES(_ZN4absl7debian35Mutex13ReaderTryLockEv)
NOTARY_GIVES(_ZN4absl7debian35Mutex6UnlockEv)
NOTARY_GIVES(_ZN4absl7debian35Mutex12ReaderUnlockEv)
NOTARY_GIVES(_ZN4absl7debian312Notification6NotifyEv)
NOTARY_TAKES(_ZNK4absl7debian312Notification19WaitForNotificationEv)

// Waits: gives the mutex away and takes it again. The condition is looked at by whoever unlocks.

extern "C" void _ZN4absl7debian35Mutex5AwaitERKNS0_9ConditionE(void* self,
                                                               const absl::Condition& condition) {
  static auto* real =
      Real<void(void*, const absl::Condition&)>("_ZN4absl7debian35Mutex5AwaitERKNS0_9ConditionE");
  __tsan_release(self);
  real(self, condition);
  __tsan_acquire(self);
}

extern "C" bool _ZN4absl7debian35Mutex16AwaitWithTimeoutERKNS0_9ConditionENS0_8DurationE(
    void* self, const absl::Condition& condition, absl::Duration timeout) {
  static auto* real = Real<bool(void*, const absl::Condition&, absl::Duration)>(
      "_ZN4absl7debian35Mutex16AwaitWithTimeoutERKNS0_9ConditionENS0_8DurationE");
  __tsan_release(self);
  const bool holds = real(self, condition, timeout);
  __tsan_acquire(self);
  return holds;
}

extern "C" bool _ZNK4absl7debian312Notification30WaitForNotificationWithTimeoutENS0_8DurationE(
    void* self, absl::Duration timeout) {
  static auto* real = Real<bool(void*, absl::Duration)>(
      "_ZNK4absl7debian312Notification30WaitForNotificationWithTimeoutENS0_8DurationE");
  const bool notified = real(self, timeout);
  if (notified) __tsan_acquire(self);
  return notified;
}

// gRPC's condition variables.
extern "C" void _ZN4absl7debian37CondVar4WaitEPNS0_5MutexE(void* self, void* mutex) {
  static auto* real = Real<void(void*, void*)>("_ZN4absl7debian37CondVar4WaitEPNS0_5MutexE");
  __tsan_release(mutex);
  real(self, mutex);
  __tsan_acquire(mutex);
}

extern "C" bool _ZN4absl7debian37CondVar16WaitWithDeadlineEPNS0_5MutexENS0_4TimeE(
    void* self, void* mutex, absl::Time deadline) {
  static auto* real = Real<bool(void*, void*, absl::Time)>(
      "_ZN4absl7debian37CondVar16WaitWithDeadlineEPNS0_5MutexENS0_4TimeE");
  __tsan_release(mutex);
  const bool late = real(self, mutex, deadline);
  __tsan_acquire(mutex);
  return late;
}

extern "C" bool _ZN4absl7debian37CondVar15WaitWithTimeoutEPNS0_5MutexENS0_8DurationE(
    void* self, void* mutex, absl::Duration timeout) {
  static auto* real = Real<bool(void*, void*, absl::Duration)>(
      "_ZN4absl7debian37CondVar15WaitWithTimeoutEPNS0_5MutexENS0_8DurationE");
  __tsan_release(mutex);
  const bool late = real(self, mutex, timeout);
  __tsan_acquire(mutex);
  return late;
}

extern "C" void _ZN4absl7debian35Mutex8LockWhenERKNS0_9ConditionE(
    void* self, const absl::Condition& condition) {
  static auto* real = Real<void(void*, const absl::Condition&)>(
      "_ZN4absl7debian35Mutex8LockWhenERKNS0_9ConditionE");
  __tsan_release(self);
  real(self, condition);
  __tsan_acquire(self);
}
