package dev.keeptrail.engine.reference;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.chain.PhaseInput;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Says which facts fit a condition. A fact is named by a number: the index of a finding, or {@link
 * #REQUEST}.
 */
final class Conditions {
  static final int REQUEST = -1;

  private final PhaseInput input;
  private final Set<Integer> hidden;

  /**
   * @param hidden findings that no longer count
   */
  Conditions(PhaseInput input, Set<Integer> hidden) {
    this.input = input;
    this.hidden = hidden;
  }

  /** The facts that fit, ascending. */
  List<Integer> fitting(Pattern condition) {
    List<Integer> facts = new ArrayList<>();
    for (int fact : candidates(condition)) {
      if (condition.constraints().stream().allMatch(constraint -> holds(constraint, fact))) {
        facts.add(fact);
      }
    }
    return facts;
  }

  private List<Integer> candidates(Pattern condition) {
    return switch (condition.type()) {
      case REQUEST -> List.of(REQUEST);
      case FINDING -> visible();
      case MESSAGE, TOOL_CALL, TOOL_RESULT, IDENTITY, PROVIDER, USAGE, COUNTER, CONVERSATION ->
          throw new IllegalArgumentException("no such facts");
    };
  }

  private List<Integer> visible() {
    List<Integer> visible = new ArrayList<>();
    for (int i = 0; i < input.findings().size(); i++) {
      if (!hidden.contains(i)) {
        visible.add(i);
      }
    }
    return visible;
  }

  private boolean holds(Constraint constraint, int fact) {
    return switch (constraint) {
      case Constraint.Equal(String field, String value) -> text(fact, field).equals(value);
      case Constraint.OneOf(String field, Set<String> values) -> values.contains(text(fact, field));
      case Constraint.NoneOf(String field, Set<String> values) ->
          !values.contains(text(fact, field));
      case Constraint.Under(String field, List<String> roots) ->
          roots.stream().anyMatch(root -> isUnder(text(fact, field), root));
      case Constraint.AtLeast(String field, double bound) -> number(fact, field) >= bound;
      case Constraint.Joined _, Constraint.Test _ ->
          throw new IllegalArgumentException("no such test");
    };
  }

  private static boolean isUnder(String category, String root) {
    return category.equals(root) || category.startsWith(root + ".");
  }

  private String text(int fact, String field) {
    return fact == REQUEST ? requestText(field) : findingText(input.findings().get(fact), field);
  }

  private double number(int fact, String field) {
    if (fact != REQUEST && field.equals("score")) {
      return input.findings().get(fact).score();
    }
    throw new IllegalStateException("no number `" + field + "`");
  }

  private String findingText(Finding finding, String field) {
    Location location = input.locationOf(finding);
    return switch (field) {
      case "category" -> finding.category();
      case "label" -> finding.label();
      case "evidence" -> finding.evidence().word();
      case "view" -> finding.view().word();
      case "detector" -> finding.detector();
      case "channel" -> location.channel().word();
      case "role" -> location.role();
      default -> throw new IllegalStateException("no text `" + field + "`");
    };
  }

  private String requestText(String field) {
    RequestFacts request = input.content().request();
    return switch (field) {
      case "model" -> request.model();
      case "provider" -> request.provider();
      case "route" -> request.route();
      case "stream" -> Boolean.toString(request.stream());
      case "phase" -> input.content().phase().word();
      default -> throw new IllegalStateException("no text `" + field + "`");
    };
  }
}
