package dev.keeptrail.language.rule;

import java.util.List;

/** One way in which a rule can come to fire: all its conditions hold. */
public record Alternative(List<Condition> conditions) {
  public Alternative {
    conditions = List.copyOf(conditions);
  }
}
