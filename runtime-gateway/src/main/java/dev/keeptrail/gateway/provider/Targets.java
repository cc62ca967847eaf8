package dev.keeptrail.gateway.provider;

import java.util.List;
import java.util.Set;

/** The targets of a pack in its order; never empty. */
public final class Targets {
  private final List<Target> targets;

  public Targets(List<Target> targets) {
    this.targets = List.copyOf(targets);
  }

  public List<Target> all() {
    return targets;
  }

  /** All but the named ones; all where none would be left. */
  public Targets without(Set<String> ids) {
    List<Target> left = targets.stream().filter(target -> !ids.contains(target.id())).toList();
    return left.isEmpty() ? this : new Targets(left);
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
