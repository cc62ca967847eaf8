package dev.keeptrail.gateway.telemetry;

import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a tracing backend of exchanges. Never holds up a request, never holds content. */
public interface Traces extends AutoCloseable {
  /** Tells nobody. */
  Traces OFF =
      new Traces() {
        @Override
        public @Nullable TraceParent begin(@Nullable String header) {
          return TraceParent.parse(header);
        }

        @Override
        public void exchange(
            DecisionEvent event,
            int status,
            @Nullable TraceParent parent,
            List<ProviderCall> calls,
            long totalNanos) {}

        @Override
        public void close() {}
      };

  /**
   * The trace of a request.
   *
   * @param header what the caller sent as {@code traceparent}
   * @return null where it has none and nobody is told
   */
  @Nullable TraceParent begin(@Nullable String header);

  /** Tells of an exchange whose event is settled, at its end. */
  void exchange(
      DecisionEvent event,
      int status,
      @Nullable TraceParent parent,
      List<ProviderCall> calls,
      long totalNanos);

  /** How many spans nobody got or will get. */
  default long lost() {
    return 0;
  }

  /** Sends what is left, for a while. */
  @Override
  void close();
}
