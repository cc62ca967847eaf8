package dev.keeptrail.engine.exchange;

import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a judge says of an answer that policies have flagged, or why it says nothing; handed in by
 * whoever evaluates. It counts for policies that want one, and only of an answer that is flagged.
 */
public enum Opinion {
  /** The judge has nothing against it. */
  PASSED,
  /** The judge says that it should not go out. */
  REJECTED,
  /** The answer is a judge's own, asked for by this gateway. */
  NESTED,
  /** The judge would be the provider that made the answer. */
  NOT_ISOLATED,
  /** The answer is longer than what a judge is shown. */
  TOO_LONG,
  /** The judge could not be asked, or said that it failed. */
  UNREACHABLE,
  /** The judge took too long. */
  LATE,
  /** What the judge said is no opinion. */
  UNREADABLE,
  /** Nobody has asked. */
  NOT_ASKED;

  private static final String ROOT = "review.";

  /** As counters, events and headers say it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The counter that says so to a policy. */
  public String counter(String policy) {
    return ROOT + policy + "." + word();
  }

  /** The counter as a fact. */
  public Fact fact(String policy) {
    return Counters.fact(counter(policy), 1);
  }

  /** Whether the fact is an opinion, for whichever policy. */
  public static boolean is(Fact fact) {
    return fact.type() == FactType.COUNTER
        && fact.fields().get("name") instanceof Value.Text(String name)
        && name.startsWith(ROOT);
  }

  /** Those of the facts that are opinions for the policy. */
  public static List<Fact> of(String policy, List<Fact> facts) {
    Set<Value> names = new HashSet<>();
    for (Opinion one : values()) {
      names.add(new Value.Text(one.counter(policy)));
    }
    return facts.stream()
        .filter(Opinion::is)
        .filter(fact -> names.contains(fact.fields().get("name")))
        .toList();
  }
}
