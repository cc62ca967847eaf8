package dev.keeptrail.detectors.pipeline;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.text.ScannedText;
import org.jspecify.annotations.Nullable;

/**
 * A text to scan and where its findings belong: each at its own place, or, for a decoded text, all
 * at the encoded run of the segment.
 */
record Frame(ScannedText text, @Nullable Span encoded) {
  /** A range of the segment's original text. */
  record Span(int start, int end) {}

  static Frame of(ScannedText text) {
    return new Frame(text, null);
  }

  /** The frame for what a run in this one decodes to. */
  Frame decoded(EncodedRun run) {
    return new Frame(run.decoded().from(text.origin()), original(run.start(), run.end()));
  }

  Span original(int start, int end) {
    return encoded != null ? encoded : new Span(text.originalStart(start), text.originalEnd(end));
  }

  View view(int start, int end) {
    return encoded != null ? View.BASE64 : text.viewOf(start, end);
  }
}
