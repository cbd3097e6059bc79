/* One update by Adam of any number of variables in one call. */
#ifndef DL_ADAM_STEP_H_
#define DL_ADAM_STEP_H_

#include <vector>

#include "executeOp.h"

namespace dl {

/* A TensorFlow variable that exists while one update is computed, on the device where the tensors are. */
class TemporaryVariable {
 public:
  TemporaryVariable(napi_env env, TFJSBackend* backend) : env_(env), backend_(backend) {}
  ~TemporaryVariable() {
    if (resource_ != nullptr) TFE_DeleteTensorHandle(resource_);
  }
  TemporaryVariable(const TemporaryVariable&) = delete;
  TemporaryVariable& operator=(const TemporaryVariable&) = delete;

  TFE_TensorHandle* resource() { return resource_; }

  /* Shares the memory of the tensor until the variable is written to. */
  bool Assign(int32_t id) {
    // TensorFlow's name for a variable without a name, whose memory is freed with its last handle.
    static const char anonymous[] = "cd2c89b7-88b7-44c8-ad83-06c2a9158347";
    Operation create(env_, backend_, "VarHandleOp");
    if (!create.ok()) return false;
    TFE_OpSetDevice(create.get(), backend_->device_name.c_str(), status_.status);
    TFE_OpSetAttrString(create.get(), "container", "", 0);
    TFE_OpSetAttrString(create.get(), "shared_name", anonymous, sizeof anonymous - 1);
    TFE_OpSetAttrType(create.get(), "dtype", TF_FLOAT);
    // Of unknown rank: the shape is the tensor's.
    TFE_OpSetAttrShape(create.get(), "shape", nullptr, -1, status_.status);
    if (!create.Run(&resource_, 1)) return false;

    Operation assign(env_, backend_, "AssignVariableOp");
    assign.Add(resource_);
    assign.AddById(id);
    if (!assign.ok()) return false;
    TFE_OpSetAttrType(assign.get(), "dtype", TF_FLOAT);
    return assign.Run(nullptr, 0);
  }

  /* The id of a new tensor with the variable's value, or -1. */
  int32_t Read() {
    Operation read(env_, backend_, "ReadVariableOp");
    read.Add(resource_);
    if (!read.ok()) return -1;
    TFE_OpSetAttrType(read.get(), "dtype", TF_FLOAT);
    TFE_TensorHandle* value;
    return read.Run(&value, 1) ? backend_->InsertHandle(value) : -1;
  }

 private:
  napi_env env_;
  TFJSBackend* backend_;
  tfnodejs::TF_AutoStatus status_;
  TFE_TensorHandle* resource_ = nullptr;
};

/*
 * adamStep(variableIds, scalarIds): ids of value, first moment, second moment and gradient of each variable, one after the
 * other, and of beta1^t, beta2^t, learning rate, beta1, beta2 and epsilon. Returns ids of the new value and moments of each
 * variable. All float32. The arithmetic is TensorFlow's ResourceApplyAdam.
 */
inline napi_value AdamStep(napi_env env, napi_callback_info info) {
  constexpr size_t kTensors = 4, kStates = 3;
  size_t argc = 2;
  napi_value args[2];
  std::vector<int32_t> ids, scalars;
  if (napi_get_cb_info(env, info, &argc, args, nullptr, nullptr) != napi_ok || argc != 2 ||
      !ReadInts(env, args[0], &ids) || !ReadInts(env, args[1], &scalars) || ids.size() % kTensors != 0) {
    napi_throw_type_error(env, nullptr, "adamStep(variableIds, scalarIds)");
    return nullptr;
  }
  TFJSBackend* backend = tfnodejs::GetTFJSBackend(env);
  if (backend == nullptr) return nullptr;

  napi_value results;
  if (napi_create_array(env, &results) != napi_ok) return nullptr;
  uint32_t result_count = 0;
  for (size_t at = 0; at < ids.size(); at += kTensors) {
    TemporaryVariable value(env, backend), first(env, backend), second(env, backend);
    TemporaryVariable* states[kStates] = {&value, &first, &second};
    Operation apply(env, backend, "ResourceApplyAdam");
    for (size_t i = 0; i < kStates; i++) {
      if (!states[i]->Assign(ids[at + i])) return nullptr;
      apply.Add(states[i]->resource());
    }
    for (int32_t id : scalars) apply.AddById(id);
    apply.AddById(ids[at + kStates]);
    if (!apply.ok()) return nullptr;
    TFE_OpSetAttrType(apply.get(), "T", TF_FLOAT);
    if (!apply.Run(nullptr, 0)) return nullptr;
    for (TemporaryVariable* state : states) {
      int32_t id = state->Read();
      napi_value result;
      if (id < 0 || napi_create_int32(env, id, &result) != napi_ok ||
          napi_set_element(env, results, result_count++, result) != napi_ok)
        return nullptr;
    }
  }
  return results;
}

}  // namespace dl

#endif
