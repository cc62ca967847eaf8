package dev.keeptrail.engine.kind;

import org.jspecify.annotations.Nullable;

/** A value of a block that fits its type, and that its kind cannot use all the same. */
public final class SettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String path;

  /**
   * Names the setting.
   *
   * @param path within the block, such as {@code assertions[2].value}
   * @param problem in words for the author: one clause
   */
  public SettingException(String path, String problem) {
    this(path, problem, null);
  }

  /** The same for a problem that something else has shown. */
  public SettingException(String path, String problem, @Nullable Throwable cause) {
    super(problem, cause);
    this.path = path;
  }

  /** The path of the setting within its block. */
  public String path() {
    return path;
  }

  /** The problem, in words for the author. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
