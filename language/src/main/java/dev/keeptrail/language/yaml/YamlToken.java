package dev.keeptrail.language.yaml;

import dev.keeptrail.language.source.Span;
import org.jspecify.annotations.Nullable;

/** One step through a document: where a node starts, or where something ends. */
sealed interface YamlToken {
  Span span();

  /** A scalar, the start of a collection, or an alias. */
  sealed interface Node extends YamlToken {}

  /** A node that is written out, and so may carry an anchor and a tag. */
  sealed interface Content extends Node {
    /** The anchor's name, without {@code &}. */
    @Nullable String anchor();

    @Nullable String tag();
  }

  record Alias(Span span, String anchor) implements Node {}

  /**
   * A key or a value.
   *
   * @param plain whether it stands without quotes and is no block text
   */
  record Scalar(
      Span span, @Nullable String anchor, @Nullable String tag, String text, boolean plain)
      implements Content {}

  /**
   * The start of a collection.
   *
   * @param flow whether it is written in brackets
   */
  record Start(
      Span span, @Nullable String anchor, @Nullable String tag, boolean mapping, boolean flow)
      implements Content {}

  /** The end of the innermost open collection; when none is open, of the document. */
  record End(Span span) implements YamlToken {}
}
