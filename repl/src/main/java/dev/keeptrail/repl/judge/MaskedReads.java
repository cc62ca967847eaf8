package dev.keeptrail.repl.judge;

import dev.keeptrail.engine.capture.CapturedPhase;
import dev.keeptrail.engine.chain.ChainSpec;
import dev.keeptrail.engine.chain.PolicySpec;
import dev.keeptrail.language.rule.Alternative;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Rule;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of facts the rules of a chain read, so that a capture with placeholders in one of
 * them is not taken for what was there. Immutable.
 */
final class MaskedReads {
  private static final String TEXT = "message.text";
  private static final Set<String> TEXTS = Set.of(TEXT, "message.length");
  private static final String ARGUMENTS = "tool_call.arguments";

  private final Set<String> fields;

  private MaskedReads(Set<String> fields) {
    this.fields = fields;
  }

  static MaskedReads of(ChainSpec chain) {
    Set<String> fields = new TreeSet<>();
    for (PolicySpec policy : chain.policies()) {
      if (policy.lowering().check() != null) {
        fields.add(ARGUMENTS);
      }
      if (policy.lowering().answers() != null) {
        fields.add(TEXT);
      }
      for (Rule rule : policy.rules()) {
        rule.alternatives().forEach(alternative -> collect(alternative, fields));
      }
    }
    return new MaskedReads(fields);
  }

  /** A field that is read and has placeholders in it; empty when there is none. */
  Optional<String> in(CapturedPhase phase) {
    CapturedPhase.Masked masked = phase.masked();
    return fields.stream()
        .filter(field ->
            masked.fields().contains(field)
                || (TEXTS.contains(field) && !masked.segments().isEmpty()))
        .findFirst()
        .map(field -> "`" + field + "` as it was");
  }

  private static void collect(Alternative alternative, Set<String> fields) {
    Map<Integer, FactType> slots = new HashMap<>();
    for (Condition condition : alternative.conditions()) {
      for (Pattern pattern : Rule.patterns(condition)) {
        slots.put(pattern.slot(), pattern.type());
      }
    }
    for (Condition condition : alternative.conditions()) {
      for (Pattern pattern : Rule.patterns(condition)) {
        pattern.constraints().forEach(constraint -> collect(pattern, constraint, slots, fields));
      }
      switch (condition) {
        case Condition.Test(Expr test) -> collect(test, slots, fields);
        case Condition.Aggregate aggregate -> {
          Expr value = aggregate.value();
          if (value != null) {
            collect(value, slots, fields);
          }
          collect(aggregate.bound(), slots, fields);
        }
        case Condition.Match _, Condition.Exists _, Condition.Absent _ -> {
          // Nothing beside their patterns.
        }
      }
    }
  }

  private static void collect(
      Pattern pattern, Constraint constraint, Map<Integer, FactType> slots, Set<String> fields) {
    switch (constraint) {
      case Constraint.Equal(var field, var _) -> add(pattern.type(), field, fields);
      case Constraint.OneOf(var field, var _) -> add(pattern.type(), field, fields);
      case Constraint.NoneOf(var field, var _) -> add(pattern.type(), field, fields);
      case Constraint.Under(var field, var _) -> add(pattern.type(), field, fields);
      case Constraint.AtLeast(var field, var _) -> add(pattern.type(), field, fields);
      case Constraint.Joined(var field, var slot, var other) -> {
        add(pattern.type(), field, fields);
        add(slots.get(slot), other, fields);
      }
      case Constraint.Test(Expr test) -> collect(test, slots, fields);
    }
  }

  private static void collect(Expr expr, Map<Integer, FactType> slots, Set<String> fields) {
    expr.fields().forEach(field -> add(slots.get(field.slot()), field.field(), fields));
  }

  private static void add(@Nullable FactType type, String field, Set<String> fields) {
    if (type != null) {
      fields.add(type.word() + "." + field);
    }
  }
}
