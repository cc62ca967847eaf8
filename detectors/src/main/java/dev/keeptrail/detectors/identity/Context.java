package dev.keeptrail.detectors.identity;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which schemes, kinds of number and countries the words of a window name. Confined to one call.
 */
final class Context {
  private final long[] schemes;
  private final long[] countries = new long[ContextWords.MAX_COUNTRIES / Long.SIZE];
  private int kinds;
  private @Nullable Kind lastKind;
  private int lastKindEnd;
  private boolean anyScheme;

  Context(int schemeCount) {
    schemes = new long[(schemeCount + Long.SIZE - 1) / Long.SIZE];
  }

  void clear() {
    Arrays.fill(schemes, 0);
    Arrays.fill(countries, 0);
    kinds = 0;
    lastKind = null;
    anyScheme = false;
  }

  void addScheme(int number) {
    anyScheme = true;
    schemes[number / Long.SIZE] |= 1L << number;
  }

  void addKind(Kind kind, int end) {
    kinds |= kind.bit();
    lastKind = kind;
    lastKindEnd = end;
  }

  void addCountry(int number) {
    countries[number / Long.SIZE] |= 1L << number;
  }

  /** The kind that was named last, if one was. */
  @Nullable Kind lastKind() {
    return lastKind;
  }

  /** Where the last word for a kind ended. */
  int lastKindEnd() {
    return lastKindEnd;
  }

  /** Whether the words name nothing. */
  boolean isEmpty() {
    return kinds == 0 && !anyScheme;
  }

  /** Whether the kind of number is named, of whatever country. */
  boolean namesKind(Kind kind) {
    return (kinds & kind.bit()) != 0;
  }

  /** Whether the scheme is named, or its country and a kind that it serves as are. */
  boolean names(Scheme scheme, int country) {
    boolean itself = (schemes[scheme.number() / Long.SIZE] >>> scheme.number() & 1) != 0;
    return itself
        || (country >= 0
            && (countries[country / Long.SIZE] >>> country & 1) != 0
            && (kinds & scheme.servesAs()) != 0);
  }
}
