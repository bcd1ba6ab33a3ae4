/** Small models for the tests of whatever runs models. */
@NullMarked
package io.tickvox.testkit.onnx;

import org.jspecify.annotations.NullMarked;
