package dev.keeptrail.gateway.provider;

import java.util.List;

/** The targets of a pack in its order; never empty. */
public final class Targets {
  private final List<Target> targets;

  public Targets(List<Target> targets) {
    this.targets = List.copyOf(targets);
  }

  public List<Target> all() {
    return targets;
  }

  /** The target that sets this model, or else the first one. */
  public Target forModel(String model) {
    for (Target target : targets) {
      if (model.equals(target.model())) {
        return target;
      }
    }
    return targets.getFirst();
  }
}
