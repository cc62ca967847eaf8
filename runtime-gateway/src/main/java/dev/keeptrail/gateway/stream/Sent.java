package dev.keeptrail.gateway.stream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has gone out of a stream.
 *
 * @param first the event that it began with; null before that
 * @param events how many there were
 */
public record Sent(@Nullable StreamEvent first, int events) {
  public static final Sent NOTHING = new Sent(null, 0);

  public Sent and(List<StreamEvent> more) {
    return more.isEmpty()
        ? this
        : new Sent(first == null ? more.getFirst() : first, events + more.size());
  }
}
