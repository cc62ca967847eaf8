package dev.keeptrail.gateway.fuzz;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer of a provider, said in two ways.
 *
 * @param whole in one piece
 * @param events as a stream
 */
record Told(String whole, List<Said> events) {
  /**
   * One event.
   *
   * @param name null where the protocol has no names
   */
  record Said(@Nullable String name, String data) {}
}
