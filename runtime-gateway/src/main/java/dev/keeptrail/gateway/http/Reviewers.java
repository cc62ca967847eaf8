package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.callers.ActorHeader;
import dev.keeptrail.gateway.callers.BoundIdentity;
import dev.keeptrail.gateway.callers.Operator;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.ledger.escalation.EscalationException;
import dev.keeptrail.ledger.escalation.Reviewer;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** As whom somebody decides whom the operators' listener has let in. Stateless. */
final class Reviewers {
  private Reviewers() {}

  /** The holder of a key as its identity says; the gateway's own token is the operator. */
  static Reviewer of(Operator operator) {
    String key = operator.key();
    BoundIdentity bound = operator.identity();
    if (key == null || bound == null) {
      return Reviewer.operator(operator.name());
    }
    Set<String> teams = new HashSet<>(bound.groups());
    if (bound.team() != null) {
      teams.add(bound.team());
    }
    String user = bound.user();
    Actor actor = user == null ? new Actor(Actor.KEY, key) : new Actor(Actor.USER, user);
    return new Reviewer(actor, key, teams, false);
  }

  /**
   * The same, where the holder of the gateway's own token says who he is.
   *
   * @throws EscalationException when it is no name
   */
  static Reviewer saying(Operator operator, @Nullable String said) throws EscalationException {
    return of(called(operator, said));
  }

  /**
   * What the request says of who sends it; null for nothing.
   *
   * @throws EscalationException when it says more than one name: what is in front of the gateway
   *     may have added the one that it has checked
   */
  static @Nullable String said(HttpServletRequest request) throws EscalationException {
    List<String> names = Collections.list(request.getHeaders(ActorHeader.NAME));
    if (names.size() > 1) {
      throw new EscalationException(
          EscalationException.Why.UNFIT,
          "`" + ActorHeader.NAME + "` is sent more than once; send it once");
    }
    return names.isEmpty() ? null : names.getFirst();
  }

  /** As whom the administrative trail names somebody. */
  static Actor actor(Operator operator) {
    return of(operator).actor();
  }

  /** The same; null for the holder of the gateway's own token who does not say his name. */
  static @Nullable Actor known(Operator operator) {
    return operator.key() == null && operator.called() == null ? null : actor(operator);
  }

  /** What somebody is told whose name is none. */
  static Refusal refusal(EscalationException unfit) {
    return Refusal.invalid("invalid_actor", String.valueOf(unfit.getMessage()), null);
  }

  /**
   * Somebody as he says he is.
   *
   * @param said a name; null and blank say nothing
   * @throws EscalationException when it is no name
   */
  static Operator called(Operator operator, @Nullable String said) throws EscalationException {
    if (operator.key() != null || said == null || said.isBlank()) {
      return operator;
    }
    return operator.called(
        ActorHeader.name(said.strip())
            .filter(BoundIdentity::isFit)
            .orElseThrow(() ->
                new EscalationException(
                    EscalationException.Why.UNFIT, "`" + ActorHeader.NAME + "` is no name")));
  }
}
