package dev.keeptrail.language.archive;

import org.jspecify.annotations.Nullable;

/**
 * An archive, key or signature that is not to be used. The message is one clause for people and
 * holds nothing from the file that could drive a terminal.
 */
public final class ArchiveException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Problem problem;
  private final @Nullable String hint;

  public ArchiveException(Problem problem, String message) {
    this(problem, message, null);
  }

  public ArchiveException(Problem problem, String message, @Nullable String hint) {
    super(message, null, false, false);
    this.problem = problem;
    this.hint = hint;
  }

  public Problem problem() {
    return problem;
  }

  /** What to do; null when there is nothing to say. */
  public @Nullable String hint() {
    return hint;
  }

  /** What kind of trouble it is. */
  public enum Problem {
    /** It is no compiled pack, or one that was damaged or put together by hand. */
    MALFORMED("malformed"),
    /** It is larger than, or holds more than, is accepted. */
    TOO_LARGE("too_large"),
    /** A newer version wrote it. */
    NEWER_FORMAT("newer_format"),
    /** Members and manifest disagree. */
    TAMPERED("tampered"),
    /** Another version compiled it, and to this one its sources mean something else. */
    OTHER_COMPILER("other_compiler"),
    /** A signature that was asked for is not there. */
    UNSIGNED("unsigned"),
    /** A signature is there and does not hold. */
    BAD_SIGNATURE("bad_signature"),
    /** The key is not one that can be used. */
    UNUSABLE_KEY("unusable_key"),
    /** The pack cannot be put into an archive. */
    NOT_PACKABLE("not_packable");

    private final String word;

    Problem(String word) {
      this.word = word;
    }

    /** The word for scripts. */
    public String word() {
      return word;
    }
  }
}
