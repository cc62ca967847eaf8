package dev.keeptrail.engine.decision;

import dev.keeptrail.engine.exchange.Unscanned;
import java.util.List;

/** How much of a phase the detectors looked at. Characters are UTF-16 units. */
public record Coverage(
    int segments, long characters, long scannedCharacters, List<Unscanned> unscanned) {
  public Coverage {
    unscanned = List.copyOf(unscanned);
  }
}
