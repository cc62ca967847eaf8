package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.integrity.Breach;
import dev.keeptrail.ledger.integrity.Verification;
import java.util.ArrayList;
import java.util.List;

/** What a check has found so far, in the order in which it was found. One thread. */
final class Breaches implements Copies.Sink {
  private final List<Breach> kept = new ArrayList<>();
  private long further;

  @Override
  public void found(Breach.Kind kind, long first, long last, String message) {
    if (kept.size() < Verification.MOST_BREACHES) {
      kept.add(new Breach(kind, first, last, message));
    } else {
      further++;
    }
  }

  List<Breach> kept() {
    return kept;
  }

  /** How many more there are than are kept. */
  long further() {
    return further;
  }

  /** Whether none was found yet that is of events. */
  boolean spareEvents() {
    return further == 0 && kept.stream().noneMatch(breach -> breach.kind().isOfEvents());
  }
}
