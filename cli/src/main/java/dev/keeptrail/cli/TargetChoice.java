package dev.keeptrail.cli;

import dev.keeptrail.language.kind.ProviderKind;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import java.util.List;

/** Who answers for the provider targets of a pack that is served. */
sealed interface TargetChoice {
  /** Those that the pack names. */
  TargetChoice AS_WRITTEN = new AsWritten();

  /** The plan as it is served. */
  PackPlan of(PackPlan plan);

  /** The ids of targets that nobody answers for. */
  List<String> leftOut(PackPlan plan);

  /** The option that chose it. */
  String option();

  /** Those that the pack names. */
  record AsWritten() implements TargetChoice {
    @Override
    public PackPlan of(PackPlan plan) {
      return plan;
    }

    @Override
    public List<String> leftOut(PackPlan plan) {
      return List.of();
    }

    @Override
    public String option() {
      return "";
    }
  }

  /** The process itself. */
  record Simulated() implements TargetChoice {
    @Override
    public PackPlan of(PackPlan plan) {
      return SimulatedTargets.of(plan);
    }

    @Override
    public List<String> leftOut(PackPlan plan) {
      return SimulatedTargets.leftOut(plan);
    }

    @Override
    public String option() {
      return "--simulate";
    }
  }

  /**
   * One server for all of them.
   *
   * @param upstream what each target is replaced by, but for its name, its model and its protocol
   */
  record OneUpstream(ProviderPlan upstream) implements TargetChoice {
    private static final String ANTHROPIC = ProviderKind.ANTHROPIC.word();

    /** A pack that names no provider is served all the same. */
    @Override
    public PackPlan of(PackPlan plan) {
      List<ProviderPlan> targets =
          plan.providers().stream()
              .filter(target -> ProviderKind.servesModels(target.provider()))
              .map(this::instead)
              .toList();
      return new PackPlan(
          plan.pack(),
          targets.isEmpty() ? List.of(upstream) : targets,
          plan.chain(),
          plan.gateway());
    }

    /** WHY without its data policy: nobody has declared anything of the server that is asked. */
    private ProviderPlan instead(ProviderPlan target) {
      return new ProviderPlan(
          target.id(),
          target.provider().equals(ANTHROPIC) ? ANTHROPIC : upstream.provider(),
          target.model(),
          upstream.baseUrl(),
          upstream.secret(),
          upstream.access());
    }

    @Override
    public List<String> leftOut(PackPlan plan) {
      return SimulatedTargets.leftOut(plan);
    }

    @Override
    public String option() {
      return "--upstream";
    }
  }
}
