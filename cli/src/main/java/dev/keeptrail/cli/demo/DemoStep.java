package dev.keeptrail.cli.demo;

import java.util.List;

/**
 * One request of the demo and what has to come of it.
 *
 * @param title what it shows
 * @param parts the text parts of the user's message
 * @param verdict the expected verdict
 * @param status the expected HTTP status
 * @param provider the text the provider must receive; empty when it must not be called
 * @param masked what neither the caller nor any record may see again
 */
public record DemoStep(
    String title,
    List<String> parts,
    String verdict,
    int status,
    String provider,
    List<String> masked) {
  static final String BETWEEN_PARTS = " | ";

  public DemoStep {
    parts = List.copyOf(parts);
    masked = List.copyOf(masked);
  }

  /** The message as it is sent, with a bar between its parts. */
  public String sent() {
    return String.join(BETWEEN_PARTS, parts);
  }
}
