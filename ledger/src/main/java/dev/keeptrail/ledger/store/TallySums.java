package dev.keeptrail.ledger.store;

/** What a row adds up. */
record TallySums(long events, long tokens, long microUsd, long unpriced) {
  static final TallySums NONE = new TallySums(0, 0, 0, 0);

  /** What an event counts for. */
  static TallySums of(Filing filing) {
    return new TallySums(1, filing.tokens(), filing.microUsd(), filing.unpriced() ? 1 : 0);
  }

  TallySums plus(TallySums more) {
    return new TallySums(
        events + more.events,
        tokens + more.tokens,
        microUsd + more.microUsd,
        unpriced + more.unpriced);
  }

  TallySums minus(TallySums less) {
    return new TallySums(
        events - less.events,
        tokens - less.tokens,
        microUsd - less.microUsd,
        unpriced - less.unpriced);
  }

  boolean isBelowZero() {
    return events < 0 || tokens < 0 || microUsd < 0 || unpriced < 0;
  }
}
