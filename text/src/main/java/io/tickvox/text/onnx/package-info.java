/**
 * Sequence-classification models in ONNX form as classifiers: a folder with the model, its tokenizer and its labels, as
 * Hugging Face's exporters write it. Run on the processor by ONNX Runtime. Nothing is downloaded and nobody is told.
 */
@NullMarked
package io.tickvox.text.onnx;

import org.jspecify.annotations.NullMarked;
