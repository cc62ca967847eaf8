package dev.keeptrail.ledger.evidence;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a bundle is to hold, and why.
 *
 * @param since inclusive
 * @param until exclusive
 * @param reason for the reader
 * @param maker who has it made
 * @param withheld fields of events that are left out
 */
public record EvidenceRequest(
    Instant since,
    Instant until,
    String reason,
    String maker,
    Instant made,
    SortedSet<String> withheld) {
  public EvidenceRequest {
    withheld = Collections.unmodifiableSortedSet(new TreeSet<>(withheld));
    if (!Collections.disjoint(withheld, EventFields.ALWAYS_SHOWN)) {
      throw new IllegalArgumentException("some fields are always shown");
    }
  }
}
