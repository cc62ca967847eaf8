package dev.keeptrail.detectors.identity;

import java.util.Arrays;

/**
 * Which schemes, kinds of number and countries the words of a window name. Confined to one call.
 */
final class Context {
  private final long[] schemes;
  private final long[] countries = new long[ContextWords.MAX_COUNTRIES / Long.SIZE];
  private int kinds;

  Context(int schemeCount) {
    schemes = new long[(schemeCount + Long.SIZE - 1) / Long.SIZE];
  }

  void clear() {
    Arrays.fill(schemes, 0);
    Arrays.fill(countries, 0);
    kinds = 0;
  }

  void addScheme(int number) {
    schemes[number / Long.SIZE] |= 1L << number;
  }

  void addKind(int bit) {
    kinds |= bit;
  }

  void addCountry(int number) {
    countries[number / Long.SIZE] |= 1L << number;
  }

  /** Whether the kind of number is named, of whatever country. */
  boolean namesKind(Kind kind) {
    return (kinds & kind.bit()) != 0;
  }

  /** Whether the scheme is named, or its kind and its country are. */
  boolean names(Scheme scheme, int country) {
    boolean itself = (schemes[scheme.number() / Long.SIZE] >>> scheme.number() & 1) != 0;
    return itself
        || (namesKind(scheme.kind())
            && country >= 0
            && (countries[country / Long.SIZE] >>> country & 1) != 0);
  }
}
