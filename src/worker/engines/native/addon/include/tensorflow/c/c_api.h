/*
 * The part of TensorFlow's C interface that the add-on calls, declared from its documentation: names, argument types and
 * the numbers of the enumerations, which are fixed by TensorFlow's promise of a stable C ABI. TensorFlow's own headers are
 * not on npm. test/worker/native/declarations.test.ts compiles the add-on against those too and compares.
 */
#ifndef DL_TENSORFLOW_C_API_H_
#define DL_TENSORFLOW_C_API_H_

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Element types of tensors. */
typedef enum TF_DataType {
  TF_FLOAT = 1,
  TF_INT32 = 3,
  TF_UINT8 = 4,
  TF_STRING = 7,
  TF_COMPLEX64 = 8,
  TF_INT64 = 9,
  TF_BOOL = 10,
  TF_RESOURCE = 20,
  /* Keeps the type as wide as TensorFlow's own. */
  DL_TF_DATA_TYPE_LARGEST = 33
} TF_DataType;

/* Kinds of attributes. */
typedef enum TF_AttrType {
  TF_ATTR_STRING = 0,
  TF_ATTR_INT = 1,
  TF_ATTR_FLOAT = 2,
  TF_ATTR_BOOL = 3,
  TF_ATTR_TYPE = 4,
  TF_ATTR_SHAPE = 5,
  TF_ATTR_TENSOR = 6,
  TF_ATTR_PLACEHOLDER = 7,
  TF_ATTR_FUNC = 8
} TF_AttrType;

/* Outcome of a call. */
typedef enum TF_Code { TF_OK = 0, DL_TF_CODE_LARGEST = 16 } TF_Code;

typedef struct TF_Status TF_Status;
typedef struct TF_Tensor TF_Tensor;
typedef struct TF_Buffer TF_Buffer;
typedef struct TF_Graph TF_Graph;
typedef struct TF_Operation TF_Operation;
typedef struct TF_Session TF_Session;
typedef struct TF_SessionOptions TF_SessionOptions;
typedef struct TF_DeviceList TF_DeviceList;

/* One result of one node of a graph. */
typedef struct TF_Output {
  TF_Operation* oper;
  int index;
} TF_Output;

/* One element of a string tensor. What is inside is the library's business; only the size is ours. */
typedef struct TF_TString {
  union {
    void* aligned;
    unsigned char bytes[24];
  } opaque;
} TF_TString;

const char* TF_Version(void);

TF_Status* TF_NewStatus(void);
void TF_DeleteStatus(TF_Status*);
TF_Code TF_GetCode(const TF_Status*);
const char* TF_Message(const TF_Status*);

size_t TF_DataTypeSize(TF_DataType);

TF_Tensor* TF_NewTensor(TF_DataType, const int64_t* dims, int num_dims, void* data, size_t len,
                        void (*deallocator)(void* data, size_t len, void* arg), void* deallocator_arg);
TF_Tensor* TF_AllocateTensor(TF_DataType, const int64_t* dims, int num_dims, size_t len);
void TF_DeleteTensor(TF_Tensor*);
TF_DataType TF_TensorType(const TF_Tensor*);
int TF_NumDims(const TF_Tensor*);
int64_t TF_Dim(const TF_Tensor*, int dim_index);
size_t TF_TensorByteSize(const TF_Tensor*);
int64_t TF_TensorElementCount(const TF_Tensor*);
void* TF_TensorData(const TF_Tensor*);

void TF_StringInit(TF_TString*);
void TF_StringCopy(TF_TString*, const char* source, size_t size);
void TF_StringDealloc(TF_TString*);
size_t TF_StringGetSize(const TF_TString*);
const char* TF_StringGetDataPointer(const TF_TString*);

TF_Buffer* TF_NewBuffer(void);
TF_Buffer* TF_NewBufferFromString(const void* proto, size_t proto_len);
void TF_DeleteBuffer(TF_Buffer*);

TF_Graph* TF_NewGraph(void);
void TF_DeleteGraph(TF_Graph*);
TF_Operation* TF_GraphOperationByName(TF_Graph*, const char* oper_name);

TF_SessionOptions* TF_NewSessionOptions(void);
void TF_DeleteSessionOptions(TF_SessionOptions*);
TF_Session* TF_LoadSessionFromSavedModel(const TF_SessionOptions*, const TF_Buffer* run_options,
                                         const char* export_dir, const char* const* tags, int tags_len,
                                         TF_Graph*, TF_Buffer* meta_graph_def, TF_Status*);
void TF_DeleteSession(TF_Session*, TF_Status*);
void TF_SessionRun(TF_Session*, const TF_Buffer* run_options, const TF_Output* inputs,
                   TF_Tensor* const* input_values, int ninputs, const TF_Output* outputs,
                   TF_Tensor** output_values, int noutputs, const TF_Operation* const* target_opers,
                   int ntargets, TF_Buffer* run_metadata, TF_Status*);

int TF_DeviceListCount(const TF_DeviceList*);
const char* TF_DeviceListName(const TF_DeviceList*, int index, TF_Status*);
const char* TF_DeviceListType(const TF_DeviceList*, int index, TF_Status*);
void TF_DeleteDeviceList(TF_DeviceList*);

#ifdef __cplusplus
}
#endif

#endif
