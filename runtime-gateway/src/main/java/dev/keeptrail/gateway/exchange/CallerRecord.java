package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.callers.BoundIdentity;
import dev.keeptrail.gateway.callers.Credential;
import dev.keeptrail.gateway.callers.Pseudonym;
import dev.keeptrail.ledger.event.DecisionEvent.RecordedCaller;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who asked, as events say it: whose word that is stands in front of the id. */
final class CallerRecord {
  /** Somebody whom a proxy names that the operator named. */
  private static final String OF_A_PROXY = "proxy_";

  /**
   * Somebody who says so, where the operator believes everybody. Such a name can be anything, so
   * only the id is kept: it tells requests of one name from those of another.
   */
  private static final String UNCHECKED = "unchecked_";

  private CallerRecord() {}

  /** Null where nobody whose word counts has said who asks. */
  static @Nullable RecordedCaller of(Claims claims) {
    Credential shown = claims.shown();
    if (shown != null) {
      return shown(shown, claims);
    }
    if (claims.user() == null
        && claims.team() == null
        && claims.org() == null
        && claims.agent() == null) {
      return null;
    }
    String name = Pseudonym.of(name(claims));
    return claims.vouched()
        ? said(OF_A_PROXY + name, claims, null)
        : new RecordedCaller(UNCHECKED + name, null, null, null, null, null);
  }

  /** What only the caller says beside its key is not on record: the key is all that was checked. */
  private static RecordedCaller shown(Credential shown, Claims claims) {
    BoundIdentity bound = shown.identity();
    return claims.vouched()
        ? said(shown.id(), claims, bound.consumerGroup())
        : new RecordedCaller(
            shown.id(),
            bound.user(),
            bound.team(),
            bound.org(),
            bound.agent(),
            bound.consumerGroup());
  }

  private static RecordedCaller said(String id, Claims claims, @Nullable String group) {
    return new RecordedCaller(
        id, claims.user(), claims.team(), claims.org(), claims.agent(), group);
  }

  /** A user is the same one in every team; what has no user is known by the rest. */
  private static String name(Claims claims) {
    Stream<@Nullable String> parts =
        claims.user() == null
            ? Stream.of(claims.org(), claims.team(), claims.agent())
            : Stream.of(claims.org(), null, null, claims.user());
    return parts.map(part -> part == null ? "-" : "=" + part).collect(Collectors.joining("\n"));
  }
}
