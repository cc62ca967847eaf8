/**
 * Detectors that run a user's own model: ONNX Runtime for the graph, the tokenizer of the model's
 * own {@code tokenizer.json}.
 *
 * <pre>
 * text -> Tokenizer -> windows of tokens -> Model, in batches -> SequenceTask or TokenTask -> findings
 * </pre>
 */
@NullMarked
package dev.keeptrail.detectors.onnx;

import org.jspecify.annotations.NullMarked;
