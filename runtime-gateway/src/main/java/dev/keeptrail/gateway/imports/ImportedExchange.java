package dev.keeptrail.gateway.imports;

import dev.keeptrail.engine.capture.CapturedExchange;
import org.jspecify.annotations.Nullable;

/**
 * What became of one pair.
 *
 * @param exchange null when it could not be captured
 * @param missing why; empty when it was
 * @param answered whether the answer is in it
 */
public record ImportedExchange(
    String id, @Nullable CapturedExchange exchange, String missing, boolean answered) {
  static ImportedExchange missing(String id, String why) {
    return new ImportedExchange(id, null, why, false);
  }
}
