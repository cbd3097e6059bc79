/*
 * The inline string functions of TensorFlow's headers, in terms of the functions that the library exports: so the add-on
 * does not depend on the layout of a string.
 */
#ifndef DL_TENSORFLOW_CORE_PLATFORM_CTSTRING_INTERNAL_H_
#define DL_TENSORFLOW_CORE_PLATFORM_CTSTRING_INTERNAL_H_

#include "tensorflow/c/c_api.h"

#define TF_TString_Init TF_StringInit
#define TF_TString_Copy TF_StringCopy
#define TF_TString_Dealloc TF_StringDealloc
#define TF_TString_GetSize TF_StringGetSize
#define TF_TString_GetDataPointer TF_StringGetDataPointer

#endif
