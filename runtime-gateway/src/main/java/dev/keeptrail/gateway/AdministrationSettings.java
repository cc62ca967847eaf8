package dev.keeptrail.gateway;

import dev.keeptrail.gateway.exchange.EscalationBounds;
import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import java.time.Duration;

/**
 * What a gateway keeps beside its events: escalations, packs, and the trail of what was done to it.
 *
 * @param administration stays the caller's, to be closed after the gateway
 * @param operator who started the gateway
 * @param escalationLifetime how long a decision may take, and an approval is good for, where the
 *     policy does not say
 * @param escalations how much may wait for people
 */
public record AdministrationSettings(
    Administration administration,
    Actor operator,
    Duration escalationLifetime,
    EscalationBounds escalations) {
  public static final Duration DEFAULT_LIFETIME = Duration.ofHours(24);

  public AdministrationSettings {
    if (!escalationLifetime.isPositive()) {
      throw new IllegalArgumentException("escalations live for some time");
    }
  }

  /** With the usual bounds. */
  public AdministrationSettings(
      Administration administration, Actor operator, Duration escalationLifetime) {
    this(administration, operator, escalationLifetime, EscalationBounds.DEFAULT);
  }
}
