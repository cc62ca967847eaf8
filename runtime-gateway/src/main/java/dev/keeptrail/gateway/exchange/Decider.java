package dev.keeptrail.gateway.exchange;

import dev.keeptrail.ledger.event.DecisionEvent;
import org.jspecify.annotations.Nullable;

/**
 * Who decides, as events name it.
 *
 * @param gatewayId what the gateway is called
 * @param build which Keeptrail it runs; null where nobody said
 */
public record Decider(String gatewayId, DecisionEvent.@Nullable Build build) {}
