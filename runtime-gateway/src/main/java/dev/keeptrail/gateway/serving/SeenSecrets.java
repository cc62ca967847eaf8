package dev.keeptrail.gateway.serving;

import dev.keeptrail.engine.SecretSource;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.SecretRef;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the secrets of a pack were when it was made ready: a pack whose text is the same is another
 * one where they are not. Has no text of its own, so that none gets into a log. Thread-safe.
 */
public final class SeenSecrets implements SecretSource {
  private final SecretSource source;
  private final Map<SecretRef, Optional<String>> seen = new ConcurrentHashMap<>();

  private SeenSecrets(SecretSource source) {
    this.source = source;
  }

  /** Looks at what policies refer to; what else is made ready resolves its secrets by this. */
  public static SeenSecrets of(PackPlan plan, SecretSource source) {
    var secrets = new SeenSecrets(source);
    plan.chain().forEach(policy -> secrets.look(policy.settings()));
    return secrets;
  }

  private void look(PlanValue value) {
    switch (value) {
      case PlanValue.Secret(SecretRef ref) -> {
        Optional<String> ignored = resolve(ref);
      }
      case PlanValue.Mapping(Map<String, PlanValue> entries) ->
          entries.values().forEach(this::look);
      case PlanValue.Sequence sequence -> sequence.items().forEach(this::look);
      case PlanValue.Text _, PlanValue.Bool _, PlanValue.Int _, PlanValue.Decimal _ -> {}
    }
  }

  @Override
  public Optional<String> resolve(SecretRef ref) {
    Optional<String> found = source.resolve(ref);
    seen.put(ref, found);
    return found;
  }

  /** Whether all of them are what they were. */
  boolean areSame() {
    return seen.entrySet().stream()
        .allMatch(one -> source.resolve(one.getKey()).equals(one.getValue()));
  }
}
