package dev.keeptrail.gateway.exchange;

import dev.keeptrail.ledger.event.DecisionEvent.RecordedCaller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The part of an event that is known without any decision. */
record Stamp(
    String eventId,
    String route,
    boolean stream,
    Instant timestamp,
    String model,
    String provider,
    Decider decider,
    Correlation correlation,
    @Nullable RecordedCaller caller) {}
