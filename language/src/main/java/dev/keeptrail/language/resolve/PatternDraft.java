package dev.keeptrail.language.resolve;

import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A pattern that is still being written, with the places of its constraints. */
final class PatternDraft {
  private final int slot;
  private final FactType type;
  private final String name;
  private final List<Constraint> constraints = new ArrayList<>();
  private final List<Span> spans = new ArrayList<>();

  PatternDraft(int slot, FactType type, String name) {
    this.slot = slot;
    this.type = type;
    this.name = name;
  }

  int slot() {
    return slot;
  }

  FactType type() {
    return type;
  }

  String name() {
    return name;
  }

  List<Span> spans() {
    return spans;
  }

  void add(Expr test, Span span, Map<Integer, FactType> types) {
    for (Constraint constraint : new ConstraintMaker(slot, type, types).constraints(test)) {
      constraints.add(constraint);
      spans.add(span);
    }
  }

  /** Whether a constraint is false whatever the fact. */
  boolean isImpossible() {
    return constraints.contains(new Constraint.Test(Folding.truth(false)));
  }

  Pattern pattern() {
    return new Pattern(slot, type, constraints);
  }
}
