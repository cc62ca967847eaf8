package dev.keeptrail.engine.trace;

import java.util.List;

/** The steps of one phase in order; a step's sequence number is its index. */
public record Trace(List<TraceEvent> events) {
  public Trace {
    events = List.copyOf(events);
  }
}
