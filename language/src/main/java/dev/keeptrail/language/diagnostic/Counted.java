package dev.keeptrail.language.diagnostic;

import java.util.Locale;

/** A number with its noun, in the form that goes with the number: {@code 1 event, 2,000 events}. */
public final class Counted {
  private Counted() {}

  /** With a noun that takes an {@code s}. */
  public static String of(long number, String noun) {
    return of(number, noun, noun + "s");
  }

  /** With both forms of what follows the number, which may be more than a noun. */
  public static String of(long number, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
  }
}
