package dev.keeptrail.ledger.export;

/** Is told now and then how far a reading of many events is. */
@FunctionalInterface
public interface EventProgress {
  /** So many numbers of so many were looked at. */
  void of(long done, long total);
}
