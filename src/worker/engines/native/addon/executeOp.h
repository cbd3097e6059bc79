/* Operations with attributes that are lists of strings or of types, which the published executeOp cannot set. */
#ifndef DL_EXECUTE_OP_H_
#define DL_EXECUTE_OP_H_

#include <memory>
#include <string>
#include <vector>

namespace dl {

using tfnodejs::TFJSBackend;

/* An operation being put together and run. The first error is thrown as a JavaScript error; from then on `ok` is false. */
class Operation {
 public:
  Operation(napi_env env, TFJSBackend* backend, const char* name)
      : env_(env), backend_(backend), op_(TFE_NewOp(backend->tfe_context_, name, status_.status)) {
    Check();
  }
  ~Operation() {
    if (op_ != nullptr) TFE_DeleteOp(op_);
  }
  Operation(const Operation&) = delete;
  Operation& operator=(const Operation&) = delete;

  TFE_Op* get() { return op_; }
  bool ok() const { return ok_; }

  void Add(TFE_TensorHandle* input) {
    if (!ok_) return;
    TFE_OpAddInput(op_, input, status_.status);
    Check();
  }

  void AddById(int32_t id) {
    if (!ok_) return;
    auto entry = backend_->tfe_handle_map_.find(id);
    if (entry == backend_->tfe_handle_map_.end()) {
      napi_throw_error(env_, nullptr, "A tensor of this operation has been disposed.");
      ok_ = false;
      return;
    }
    Add(entry->second);
  }

  /* The results belong to the caller. */
  bool Run(TFE_TensorHandle** results, int count) {
    if (!ok_) return false;
    TFE_Execute(op_, results, &count, status_.status);
    Check();
    return ok_;
  }

 private:
  void Check() {
    if (TF_GetCode(status_.status) == TF_OK) return;
    napi_throw_error(env_, nullptr, TF_Message(status_.status));
    ok_ = false;
  }

  napi_env env_;
  TFJSBackend* backend_;
  tfnodejs::TF_AutoStatus status_;
  TFE_Op* op_;
  bool ok_ = true;
};

inline bool ReadInts(napi_env env, napi_value list, std::vector<int32_t>* result) {
  uint32_t length;
  if (napi_get_array_length(env, list, &length) != napi_ok) return false;
  result->resize(length);
  for (uint32_t i = 0; i < length; i++) {
    napi_value element;
    if (napi_get_element(env, list, i, &element) != napi_ok ||
        napi_get_value_int32(env, element, &(*result)[i]) != napi_ok)
      return false;
  }
  return true;
}

/* { name, type, value }, where a value that is an array of strings or of types is a list. */
inline void SetAttribute(napi_env env, TFE_Op* op, napi_value attribute) {
  napi_value type_value, value;
  int32_t type;
  bool is_list;
  if (napi_get_named_property(env, attribute, "type", &type_value) != napi_ok ||
      napi_get_value_int32(env, type_value, &type) != napi_ok ||
      napi_get_named_property(env, attribute, "value", &value) != napi_ok ||
      napi_is_array(env, value, &is_list) != napi_ok)
    return;
  if (!is_list || (type != TF_ATTR_STRING && type != TF_ATTR_TYPE))
    return tfnodejs::AssignOpAttr(env, op, attribute);

  napi_value name_value;
  std::string name;
  if (napi_get_named_property(env, attribute, "name", &name_value) != napi_ok ||
      tfnodejs::GetStringParam(env, name_value, name) != napi_ok)
    return;
  if (type == TF_ATTR_TYPE) {
    std::vector<int32_t> numbers;
    if (!ReadInts(env, value, &numbers)) return;
    std::vector<TF_DataType> types;
    for (int32_t number : numbers) types.push_back(static_cast<TF_DataType>(number));
    return TFE_OpSetAttrTypeList(op, name.c_str(), types.data(), static_cast<int>(types.size()));
  }
  uint32_t length;
  if (napi_get_array_length(env, value, &length) != napi_ok) return;
  std::vector<std::string> strings(length);
  std::vector<const void*> pointers;
  std::vector<size_t> lengths;
  for (uint32_t i = 0; i < length; i++) {
    napi_value element;
    if (napi_get_element(env, value, i, &element) != napi_ok ||
        tfnodejs::GetStringParam(env, element, strings[i]) != napi_ok)
      return;
    pointers.push_back(strings[i].data());
    lengths.push_back(strings[i].size());
  }
  TFE_OpSetAttrStringList(op, name.c_str(), pointers.data(), lengths.data(), static_cast<int>(length));
}

/* executeListOp(name, attributes, inputIds, outputCount): as the published executeOp. */
inline napi_value ExecuteListOp(napi_env env, napi_callback_info info) {
  size_t argc = 4;
  napi_value args[4];
  std::string name;
  std::vector<int32_t> inputs;
  uint32_t attribute_count;
  int32_t output_count;
  if (napi_get_cb_info(env, info, &argc, args, nullptr, nullptr) != napi_ok || argc != 4 ||
      tfnodejs::GetStringParam(env, args[0], name) != napi_ok ||
      napi_get_array_length(env, args[1], &attribute_count) != napi_ok || !ReadInts(env, args[2], &inputs) ||
      napi_get_value_int32(env, args[3], &output_count) != napi_ok) {
    napi_throw_type_error(env, nullptr, "executeListOp(name, attributes, inputIds, outputCount)");
    return nullptr;
  }
  TFJSBackend* backend = tfnodejs::GetTFJSBackend(env);
  if (backend == nullptr) return nullptr;

  Operation operation(env, backend, name.c_str());
  for (int32_t id : inputs) operation.AddById(id);
  for (uint32_t i = 0; i < attribute_count && operation.ok(); i++) {
    napi_value attribute;
    if (napi_get_element(env, args[1], i, &attribute) != napi_ok) return nullptr;
    SetAttribute(env, operation.get(), attribute);
    if (tfnodejs::IsExceptionPending(env)) return nullptr;
  }
  std::vector<TFE_TensorHandle*> results(output_count, nullptr);
  if (!operation.Run(results.data(), output_count)) return nullptr;

  napi_value outputs;
  if (napi_create_array_with_length(env, output_count, &outputs) != napi_ok) return nullptr;
  for (int32_t i = 0; i < output_count; i++) {
    napi_value output = backend->GenerateOutputTensorInfo(env, results[i]);
    if (output == nullptr || napi_set_element(env, outputs, i, output) != napi_ok) return nullptr;
  }
  return outputs;
}

}  // namespace dl

#endif
