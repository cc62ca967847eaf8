package dev.keeptrail.detectors;

/** What a tool's parameter takes, declared by its schema or inferred from its name. */
public enum ParameterKind {
  /** Prose for a reader. */
  FREE_TEXT,
  /** A key, name, number or word of an enumeration. */
  IDENTIFIER,
  /** A path in a file system. */
  PATH,
  /** A URL or host name that the tool connects to. */
  URL,
  /** A statement of a query language, executed as such. */
  SQL,
  /** A command line, executed as such. */
  SHELL,
  /** Source text of a program. */
  CODE,
  /** A page or fragment in HTML or Markdown. */
  MARKUP,
  /** Nothing is known. */
  UNKNOWN
}
