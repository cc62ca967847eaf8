package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.stream.StreamEvent;
import java.util.List;

/** What goes to the caller, judged and edited. */
public sealed interface Delivery {
  /** One body. A class, not a record, because it holds bytes. */
  final class Whole implements Delivery {
    private final byte[] body;

    private Whole(byte[] body) {
      this.body = body;
    }

    /** The bytes themselves, not a copy. */
    public byte[] body() {
      return body;
    }
  }

  /**
   * Server-sent events.
   *
   * @param done whether a last event says {@code [DONE]}
   */
  record Stream(List<StreamEvent> events, boolean done) implements Delivery {
    public Stream {
      events = List.copyOf(events);
    }
  }

  static Delivery whole(byte[] body) {
    return new Whole(body);
  }

  static Delivery stream(List<StreamEvent> events, boolean done) {
    return new Stream(events, done);
  }
}
