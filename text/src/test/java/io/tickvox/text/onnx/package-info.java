@NullMarked
package io.tickvox.text.onnx;

import org.jspecify.annotations.NullMarked;
