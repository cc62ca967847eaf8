package dev.keeptrail.kafka;

import org.jspecify.annotations.Nullable;

/** Something about the sink that a user can mend; the message says what, and holds no secret. */
public final class KafkaSinkException extends Exception {
  private static final long serialVersionUID = 1L;

  private final @Nullable String setting;

  public KafkaSinkException(String problem) {
    this(problem, (String) null);
  }

  KafkaSinkException(String problem, @Nullable Throwable cause) {
    super(problem, cause);
    this.setting = null;
  }

  private KafkaSinkException(String problem, @Nullable String setting) {
    super(problem);
    this.setting = setting;
  }

  /** The same problem, of the setting with this name. */
  KafkaSinkException of(String name) {
    return new KafkaSinkException(String.valueOf(getMessage()), name);
  }

  /** The setting that is wrong; null where it is the whole file. */
  @Nullable String setting() {
    return setting;
  }
}
