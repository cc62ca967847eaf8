package dev.keeptrail.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a place that events are sent to stands, since this process began.
 *
 * @param sink what kind of place: {@code webhook} or {@code kafka}
 * @param target the id of a webhook, the name of a topic
 * @param sent how many events were taken
 * @param failed how many attempts came to nothing
 * @param unreadable how many records were passed over that cannot be read
 * @param behind how many numbers of the ledger are not settled yet
 * @param lastSuccess when the last event was taken; null for none
 */
public record SinkFigures(
    String sink,
    String target,
    long sent,
    long failed,
    long unreadable,
    long behind,
    @Nullable Instant lastSuccess) {}
