package dev.keeptrail.language.yaml;

/** Bounds on what a document may hold, so that no input costs more than its size suggests. */
final class YamlLimits {
  static final int MAX_DEPTH = 64;

  /** Values in the document, those behind an alias counted at each use. */
  static final int MAX_VALUES = 100_000;

  static final int MAX_SCALAR_LENGTH = 64 * 1024;

  private YamlLimits() {}
}
