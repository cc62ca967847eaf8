package dev.keeptrail.ledger.escalation;

import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who decides.
 *
 * @param key public id of the key that was shown; null where none was
 * @param teams the teams and groups that somebody else has bound to the key
 * @param operator whether this is the operator of the gateway, who may decide for every team
 */
public record Reviewer(Actor actor, @Nullable String key, Set<String> teams, boolean operator) {
  public Reviewer {
    teams = Set.copyOf(teams);
  }

  /** The operator, under the name that he gives himself. */
  public static Reviewer operator(String name) {
    return new Reviewer(new Actor(Actor.OPERATOR, name), null, Set.of(), true);
  }

  /** Whether it is for this one to decide. */
  public boolean isMeantBy(@Nullable Assignee assignee) {
    return assignee == null
        || operator
        || (assignee.kind().equals("user")
            ? assignee.name().equals(actor.name())
            : teams.contains(assignee.name()));
  }
}
