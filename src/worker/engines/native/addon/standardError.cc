/*
 * Holds back what C++ code of this process writes to standard error. TensorFlow writes there while it is being loaded, before
 * any of its settings is read: greetings that a learner has no use for, and the only word about missing CUDA libraries.
 */
#include <node_api.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include <string>

namespace {

FILE* held = nullptr;
int original = -1;

void GiveBack() {
  if (original < 0) return;
  dup2(original, STDERR_FILENO);
  close(original);
  original = -1;
}

constexpr int kFatal[] = {SIGABRT, SIGILL};
struct sigaction before[2];

/* When the library ends the process (a processor too old for it, say), its last words go where they were meant to go. */
void SayLastWords(int signal_number) {
  char buffer[4096];
  lseek(fileno(held), 0, SEEK_SET);
  for (ssize_t count; (count = read(fileno(held), buffer, sizeof buffer)) > 0;) {
    if (write(original, buffer, count) < 0) break;
  }
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

void Watch() {
  struct sigaction action = {};
  action.sa_handler = SayLastWords;
  for (int i = 0; i < 2; i++) sigaction(kFatal[i], &action, &before[i]);
}

void Unwatch() {
  for (int i = 0; i < 2; i++) sigaction(kFatal[i], &before[i], nullptr);
}

/* hold(): from now on. Returns whether it could be done. */
napi_value Hold(napi_env env, napi_callback_info) {
  if (original < 0) {
    fflush(stderr);
    held = tmpfile();
    original = held == nullptr ? -1 : dup(STDERR_FILENO);
    if (original >= 0) {
      Watch();
      dup2(fileno(held), STDERR_FILENO);
    }
  }
  napi_value result;
  return napi_get_boolean(env, original >= 0, &result) == napi_ok ? result : nullptr;
}

/* release(): the text held back since. */
napi_value Release(napi_env env, napi_callback_info) {
  std::string text;
  if (original >= 0) {
    fflush(stderr);
    Unwatch();
    GiveBack();
    rewind(held);
    char buffer[4096];
    for (size_t count; (count = fread(buffer, 1, sizeof buffer, held)) > 0;) text.append(buffer, count);
    fclose(held);
    held = nullptr;
  }
  napi_value result;
  return napi_create_string_utf8(env, text.data(), text.size(), &result) == napi_ok ? result : nullptr;
}

}  // namespace

NAPI_MODULE_INIT() {
  napi_property_descriptor functions[] = {
      {"hold", nullptr, Hold, nullptr, nullptr, nullptr, napi_default, nullptr},
      {"release", nullptr, Release, nullptr, nullptr, nullptr, napi_default, nullptr},
  };
  if (napi_define_properties(env, exports, 2, functions) != napi_ok) return nullptr;
  return exports;
}
