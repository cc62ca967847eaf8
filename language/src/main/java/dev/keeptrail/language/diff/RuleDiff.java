package dev.keeptrail.language.diff;

import dev.keeptrail.language.diff.Change.Sort;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Compares the rules of one policy: conditions one by one, then the effect, then the tags. */
final class RuleDiff {
  private RuleDiff() {}

  static void compare(List<Rule> before, List<Rule> after, Changes policy) {
    Names<Rule> names =
        Names.of(
            before, after, Rule::name, (old, now) -> old.alternatives().equals(now.alternatives()));
    names
        .removed()
        .forEach(rule -> policy.add("rule " + rule.name(), Sort.REMOVED, RuleText.of(rule), null));
    names
        .pairs()
        .forEach((name, pair) -> {
          String path = "rule " + name;
          if (!pair.before().name().equals(name)) {
            policy.add(path, Sort.RENAMED, pair.before().name(), name);
          }
          if (names.moved().contains(name)) {
            policy.add(
                path,
                Sort.MOVED,
                Integer.toString(pair.placeBefore()),
                Integer.toString(pair.placeAfter()));
          }
          compareRules(path, pair.before(), pair.after(), policy);
        });
    names
        .added()
        .forEach(rule -> policy.add("rule " + rule.name(), Sort.ADDED, null, RuleText.of(rule)));
  }

  private static void compareRules(String path, Rule before, Rule after, Changes policy) {
    if (!before.alternatives().equals(after.alternatives())) {
      compareConditions(path + " when", before, after, policy);
    }
    policy.compare(path + " then", RuleText.effect(before), RuleText.effect(after));
    Set<String> tags = new LinkedHashSet<>(before.tags().keySet());
    tags.addAll(after.tags().keySet());
    for (String tag : tags) {
      policy.compare(path + " tag " + tag, RuleText.tag(before, tag), RuleText.tag(after, tag));
    }
  }

  private static void compareConditions(String path, Rule before, Rule after, Changes policy) {
    boolean plain = before.alternatives().size() == 1 && after.alternatives().size() == 1;
    List<String> old = plain ? RuleText.conditions(before) : RuleText.alternatives(before);
    List<String> now = plain ? RuleText.conditions(after) : RuleText.alternatives(after);
    List<String> removed = new ArrayList<>(old);
    now.forEach(removed::remove);
    List<String> added = new ArrayList<>(now);
    old.forEach(added::remove);
    int common = Math.min(removed.size(), added.size());
    for (int at = 0; at < common; at++) {
      policy.add(path, Sort.CHANGED, removed.get(at), added.get(at));
    }
    removed.stream().skip(common).forEach(text -> policy.add(path, Sort.REMOVED, text, null));
    added.stream().skip(common).forEach(text -> policy.add(path, Sort.ADDED, null, text));
    if (removed.isEmpty() && added.isEmpty()) {
      // The same conditions in another order, or joined differently.
      policy.add(path, Sort.CHANGED, RuleText.when(before), RuleText.when(after));
    }
  }
}
