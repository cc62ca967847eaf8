package dev.keeptrail.engine.exchange;

import dev.keeptrail.detectors.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * One text of a phase, in the form in which it stands at its location.
 *
 * @param parameter what it is a value of; set for texts inside the arguments of a tool call only,
 *     and there only where the tool is known
 */
public record Segment(Location location, String text, @Nullable Parameter parameter) {
  /** A text that is no value of a tool's parameter. */
  public Segment(Location location, String text) {
    this(location, text, null);
  }

  /** The same place with another text. */
  public Segment saying(String other) {
    return new Segment(location, other, parameter);
  }

  /** Shows where, never what: segments hold what people wrote. */
  @Override
  public String toString() {
    return "Segment[" + location + ", " + text.length() + " chars]";
  }
}
