package dev.keeptrail.gateway.callers;

import dev.keeptrail.gateway.admission.ApiToken;

/** What callers must show. */
public sealed interface CallerCheck {
  /** Nothing: whoever reaches the gateway may ask. */
  record Nothing() implements CallerCheck {}

  /** One token that all callers share; it says that somebody may ask, not who it is. */
  record SharedToken(ApiToken token) implements CallerCheck {}

  /** A key of the caller's own. */
  record Keys(KeyRing ring) implements CallerCheck {}
}
