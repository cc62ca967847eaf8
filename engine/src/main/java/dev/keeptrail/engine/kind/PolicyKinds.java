package dev.keeptrail.engine.kind;

import dev.keeptrail.engine.kind.bundled.BundledKinds;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.ValueCheck;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The policy kinds of this installation, by name. Immutable. Touches no engine. */
public final class PolicyKinds {
  private static final PolicyKinds INSTALLED = of(BundledKinds.all());

  private final Map<String, PolicyKind<?>> byName;

  private PolicyKinds(Map<String, PolicyKind<?>> byName) {
    this.byName = byName;
  }

  /** Every kind there is, ordered by name. */
  public static PolicyKinds installed() {
    return INSTALLED;
  }

  /**
   * Exactly these kinds, ordered by name.
   *
   * @throws IllegalStateException when two share a name
   */
  public static PolicyKinds of(List<PolicyKind<?>> kinds) {
    Map<String, PolicyKind<?>> byName = new LinkedHashMap<>();
    var sorted = new ArrayList<>(kinds);
    sorted.sort(Comparator.comparing(kind -> kind.schema().name()));
    for (PolicyKind<?> kind : sorted) {
      if (byName.put(kind.schema().name(), kind) != null) {
        throw new IllegalStateException(
            "two policy kinds are named `" + kind.schema().name() + "`");
      }
    }
    return new PolicyKinds(byName);
  }

  public Optional<PolicyKind<?>> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** What the language checks packs against. */
  public List<KindSchema> schemas() {
    return byName.values().stream().map(PolicyKinds::checking).toList();
  }

  private static KindSchema checking(PolicyKind<?> kind) {
    KindSchema schema = kind.schema();
    return schema.checking(values -> {
      try {
        kind.check(new Settings(schema, values));
        return Optional.empty();
      } catch (SettingException unusable) {
        return Optional.of(new ValueCheck.Fault(unusable.path(), unusable.problem()));
      }
    });
  }
}
