package dev.keeptrail.kafka;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a topic has got.
 *
 * @param position number of the last event that is settled: acknowledged by all in-sync replicas,
 *     or refused for good
 * @param sent how many were acknowledged, repetitions included
 * @param lastSent when the last of them was; null for none
 * @param refused how many events the brokers will never take, because they are too large
 * @param lastRefused id of the last of these; null for none
 * @param unreadable how many records were passed over because the ledger's row of them is damaged
 * @param lastUnreadable id of the last of these, or its number; null for none
 * @param failingSince since when nothing gets through; null while it works
 * @param problem what went wrong last; null while it works
 */
public record Standing(
    String topic,
    long position,
    long sent,
    @Nullable Instant lastSent,
    long refused,
    @Nullable String lastRefused,
    long unreadable,
    @Nullable String lastUnreadable,
    @Nullable Instant failingSince,
    @Nullable String problem) {
  static Standing fresh(String topic, long position) {
    return new Standing(topic, position, 0, null, 0, null, 0, null, null, null);
  }

  /** Everything up to this number is settled, and nothing of it was sent. */
  Standing at(long settled) {
    return new Standing(
        topic,
        Math.max(position, settled),
        sent,
        lastSent,
        refused,
        lastRefused,
        unreadable,
        lastUnreadable,
        null,
        null);
  }

  /** Everything up to this number is settled, and this one was acknowledged. */
  Standing sending(long settled, Instant now) {
    return new Standing(
        topic,
        Math.max(position, settled),
        sent + 1,
        now,
        refused,
        lastRefused,
        unreadable,
        lastUnreadable,
        null,
        null);
  }

  /** The same, this event being one that is never taken. */
  Standing refusing(long sequence, String id) {
    return new Standing(
        topic,
        sequence,
        sent,
        lastSent,
        refused + 1,
        id,
        unreadable,
        lastUnreadable,
        failingSince,
        problem);
  }

  /** The same, this number being of something that cannot be read. */
  Standing missing(long sequence, String name) {
    return new Standing(
        topic,
        sequence,
        sent,
        lastSent,
        refused,
        lastRefused,
        unreadable + 1,
        name,
        failingSince,
        problem);
  }

  Standing failing(Instant now, String why) {
    Instant since = failingSince == null ? now : failingSince;
    return new Standing(
        topic,
        position,
        sent,
        lastSent,
        refused,
        lastRefused,
        unreadable,
        lastUnreadable,
        since,
        why);
  }
}
