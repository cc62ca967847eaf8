package dev.keeptrail.language.diagnostic;

/** How much a problem matters: an error refuses the pack, a warning and a note do not. */
public enum Severity {
  ERROR,
  WARNING,
  NOTE
}
