package dev.keeptrail.engine;

/** What happens to content when judging it failed. */
public enum FailMode {
  /** The content is blocked; the default. */
  BLOCK,
  /** The content passes and the fault is recorded. */
  ALLOW
}
