package dev.keeptrail.gateway.repetition;

import java.util.List;

/** The headers of a request. */
@FunctionalInterface
public interface Headers {
  /** There are none. */
  Headers NONE = _ -> List.of();

  /** The values of a header, in the order in which they came; empty where it was not sent. */
  List<String> values(String name);
}
