/* Declared together with the rest. */
#include "tensorflow/c/c_api.h"
