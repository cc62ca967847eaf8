package dev.keeptrail.engine.exchange;

/** One text of a phase, in the form in which it stands at its location. */
public record Segment(Location location, String text) {
  /** Shows where, never what: segments hold what people wrote. */
  @Override
  public String toString() {
    return "Segment[" + location + ", " + text.length() + " chars]";
  }
}
