package dev.keeptrail.language.source;

/** What came of reading a file that could be opened. */
public sealed interface SourceReading {
  /** The file's text. */
  record Decoded(SourceText source) implements SourceReading {}

  /** The file holds more than {@link SourceReader#MAX_BYTES}; the source is empty. */
  record TooLarge(SourceText source) implements SourceReading {}

  /** The file is not UTF-8; the span is the first place where it is not. */
  record NotUtf8(Span place) implements SourceReading {}
}
