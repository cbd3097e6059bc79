/*
 * The add-on as a whole, in one translation unit: the published binding of @tensorflow/tfjs-node-gpu, unchanged, and beside
 * its functions those of ours. It is compiled with -fno-access-control: ours work on the binding's own table of tensors.
 */
#include <node_api.h>

#include <cstdlib>

// Compilers since GCC 11 call this function of their own C++ library; with one of ours the add-on loads with older ones.
namespace std {
[[noreturn]] __attribute__((visibility("hidden"))) void __throw_bad_array_new_length() { abort(); }
}  // namespace std

#undef NAPI_MODULE
#define NAPI_MODULE(name, init) static const napi_addon_register_func InitPublished = init;

#include "binding/tfjs_backend.cc"
#include "binding/tfjs_binding.cc"

#include "adamStep.h"
#include "executeOp.h"

NAPI_MODULE_INIT() {
  exports = tfnodejs::InitPublished(env, exports);
  if (exports == nullptr) return nullptr;
  napi_property_descriptor ours[] = {
      {"executeListOp", nullptr, dl::ExecuteListOp, nullptr, nullptr, nullptr, napi_default, nullptr},
      {"adamStep", nullptr, dl::AdamStep, nullptr, nullptr, nullptr, napi_default, nullptr},
  };
  if (napi_define_properties(env, exports, sizeof ours / sizeof *ours, ours) != napi_ok) return nullptr;
  return exports;
}
