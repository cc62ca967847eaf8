package dev.keeptrail.kafka;

import org.jspecify.annotations.Nullable;

/** Something about the sink that a user can mend; the message says what, and holds no secret. */
public final class KafkaSinkException extends Exception {
  private static final long serialVersionUID = 1L;

  public KafkaSinkException(String problem) {
    super(problem);
  }

  KafkaSinkException(String problem, @Nullable Throwable cause) {
    super(problem, cause);
  }
}
