package dev.keeptrail.gateway.exchange;

import java.time.Instant;

/** The part of an event that is known without any decision. */
record Stamp(
    String eventId,
    String route,
    boolean stream,
    Instant timestamp,
    String model,
    String provider,
    String gatewayId,
    Correlation correlation) {}
