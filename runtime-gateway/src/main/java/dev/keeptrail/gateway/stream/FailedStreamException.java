package dev.keeptrail.gateway.stream;

import dev.keeptrail.gateway.body.ToldReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A stream in which the provider says itself that it failed. What it says of that stays there. */
public final class FailedStreamException extends BrokenStreamException {
  private static final long serialVersionUID = 1L;

  /** What events call such an end. */
  public static final String WORD = "error_event";

  private final @Nullable ToldReason reason;

  /**
   * @param said the event; only what is on a short list of reasons is kept of it
   */
  public FailedStreamException(JsonNode said) {
    super("the provider says that it failed");
    this.reason = ToldReason.of(said);
  }

  /** Why; null where it is none that clients do something about. */
  public @Nullable ToldReason reason() {
    return reason;
  }
}
