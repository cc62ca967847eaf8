package dev.keeptrail.conformance.bypass;

import java.util.Locale;

/** Where in an exchange the attacker writes. */
enum Direction {
  INPUT,
  OUTPUT;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
