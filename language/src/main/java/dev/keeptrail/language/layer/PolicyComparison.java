package dev.keeptrail.language.layer;

import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.plan.StreamingMode;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares a policy with what the layers below make of it. One use, one thread. */
final class PolicyComparison {
  private static final String TOOL_VALIDATION = "tool-validation";

  private final PolicyPlan below;
  private final PolicyPlan above;
  private final Reports reports;

  PolicyComparison(PolicyPlan below, PolicyPlan above, Reports reports) {
    this.below = below;
    this.above = above;
    this.reports = reports;
  }

  void run() {
    if (above.mode() == PolicyMode.SHADOW && below.mode() == PolicyMode.ENFORCE) {
      report(List.of("enforcement"), "only watches here, and is enforced by the layers below");
    }
    if (!above.kind().equals(below.kind())) {
      report(
          List.of("kind"),
          "is of the kind %s here, and of %s in the layers below"
              .formatted(Quoted.word(above.kind()), Quoted.word(below.kind())));
      return;
    }
    if (above.streaming() == StreamingMode.REALTIME
        && below.streaming() == StreamingMode.BUFFERED) {
      report(
          List.of("streaming_mode"),
          "lets answers out here before all of them is judged, and holds them back in the layers"
              + " below");
    }
    phases();
    rules();
    settings();
    if (above.kind().equals(TOOL_VALIDATION)) {
      declaredTools();
    }
  }

  private void report(List<String> path, String message) {
    List<String> whole = new ArrayList<>(List.of("policy", above.name()));
    whole.addAll(path);
    reports.add(whole, Quoted.word(above.name()) + " " + message);
  }

  private void phases() {
    Set<Phase> left = new LinkedHashSet<>(phases(below));
    left.removeAll(phases(above));
    if (!above.phases().isEmpty() && !left.isEmpty()) {
      report(
          List.of("phases"),
          "no longer judges the %s, as it does in the layers below"
              .formatted(Quoted.words(left.stream().map(Phase::word).toList())));
    }
  }

  private static List<Phase> phases(PolicyPlan policy) {
    return policy.phases().isEmpty() ? List.of(Phase.values()) : policy.phases();
  }

  private void rules() {
    for (Rule rule : below.rules()) {
      if (!rule.then().restricts()) {
        continue;
      }
      Optional<Rule> now =
          above.rules().stream().filter(one -> one.name().equals(rule.name())).findFirst();
      if (now.isEmpty()) {
        report(
            List.of("rules"),
            "leaves out the rule %s, which the layers below have"
                .formatted(Quoted.word(rule.name())));
      } else if (rank(now.get().then()) < rank(rule.then())) {
        report(
            List.of("rules"),
            "has a rule %s that is less strict here than in the layers below"
                .formatted(Quoted.word(rule.name())));
      }
    }
  }

  private static int rank(Effect effect) {
    return switch (effect) {
      case Effect.Allow _, Effect.Flag _, Effect.Tag _ -> 0;
      case Effect.Redact _, Effect.Rewrite _ -> 1;
      case Effect.Escalate _ -> 2;
      case Effect.Block _ -> 3;
    };
  }

  private void settings() {
    Weakenings.of(above.kind()).forEach((path, weakening) -> setting(List.of(), path, weakening));
  }

  /** Compares what stands on a path, and where it has a star, each name that both sides have. */
  private void setting(List<String> done, List<String> left, Weakening weakening) {
    if (left.isEmpty()) {
      PlanValue before = at(below.settings(), done);
      PlanValue now = at(above.settings(), done);
      if (before != null || now != null) {
        weakening
            .of(orInstead(before, below.settings(), done), orInstead(now, above.settings(), done))
            .ifPresent(words ->
                report(done, "is weaker: %s %s".formatted(Quoted.word(dotted(done)), words)));
      }
      return;
    }
    List<String> rest = left.subList(1, left.size());
    if (!left.getFirst().equals("*")) {
      setting(step(done, left.getFirst()), rest, weakening);
    } else if (at(below.settings(), done) instanceof PlanValue.Mapping(var before)
        && at(above.settings(), done) instanceof PlanValue.Mapping(var now)) {
      before.keySet().stream()
          .filter(now::containsKey)
          .forEach(name -> setting(step(done, name), rest, weakening));
    }
  }

  private static @Nullable PlanValue orInstead(
      @Nullable PlanValue value, PlanValue.Mapping settings, List<String> path) {
    List<String> instead = Weakenings.instead(path);
    return value == null && !instead.isEmpty() ? at(settings, instead) : value;
  }

  private static List<String> step(List<String> done, String name) {
    List<String> path = new ArrayList<>(done);
    path.add(name);
    return path;
  }

  private static String dotted(List<String> path) {
    return String.join(".", path);
  }

  private static @Nullable PlanValue at(PlanValue.Mapping settings, List<String> path) {
    PlanValue value = settings;
    for (String name : path) {
      value = value instanceof PlanValue.Mapping(var entries) ? entries.get(name) : null;
    }
    return value;
  }

  /** With any tool declared, calls of others are refused. */
  private void declaredTools() {
    PlanValue.Sequence before = declared(below);
    PlanValue.Sequence now = declared(above);
    if (before.items().isEmpty()) {
      return;
    }
    if (now.items().isEmpty()) {
      report(List.of(), "declares no tool here, so that each may be called");
      return;
    }
    List<String> gained = Members.WILDCARDS.beyond(before, now);
    if (!gained.isEmpty()) {
      report(
          List.of("declared_tools"),
          "is weaker: it declares %s, which the layers below do not"
              .formatted(Quoted.words(gained)));
    }
    schemas(below).keySet().stream()
        .filter(tool -> !schemas(above).containsKey(tool))
        .filter(tool -> isDeclared(above, tool))
        .forEach(tool ->
            report(
                List.of("schemas", tool),
                "is weaker: arguments of %s need not fit a schema here, as they must in the layers"
                        .formatted(Quoted.word(tool))
                    + " below"));
  }

  private static boolean isDeclared(PolicyPlan policy, String tool) {
    PlanValue.Sequence one = new PlanValue.Sequence(List.of(new PlanValue.Text(tool)));
    return Members.WILDCARDS.beyond(declared(policy), one).isEmpty();
  }

  private static Map<String, PlanValue> schemas(PolicyPlan policy) {
    return at(policy.settings(), List.of("schemas")) instanceof PlanValue.Mapping(var schemas)
        ? schemas
        : Map.of();
  }

  private static PlanValue.Sequence declared(PolicyPlan policy) {
    List<PlanValue> all = new ArrayList<>();
    if (at(policy.settings(), List.of("declared_tools"))
        instanceof PlanValue.Sequence(var declared)) {
      all.addAll(declared);
    }
    schemas(policy).keySet().forEach(tool -> all.add(new PlanValue.Text(tool)));
    return new PlanValue.Sequence(all);
  }
}
