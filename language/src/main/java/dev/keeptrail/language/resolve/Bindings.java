package dev.keeptrail.language.resolve;

import dev.keeptrail.language.rule.FactType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names of facts that are visible at a place, by the origin that bound them. */
final class Bindings {
  private final Map<Origin.Frame, Map<String, Fact>> bound = new LinkedHashMap<>();

  /**
   * A fact with a name.
   *
   * @param type null when its pattern was reported
   */
  record Fact(int slot, @Nullable FactType type) {}

  Bindings() {}

  /** The same names; what is added here is not visible there. */
  Bindings(Bindings outer) {
    outer.bound.forEach((frame, facts) -> bound.put(frame, new LinkedHashMap<>(facts)));
  }

  void put(Origin origin, String name, Fact fact) {
    bound.computeIfAbsent(origin.frame(), _ -> new LinkedHashMap<>()).put(name, fact);
  }

  Optional<Fact> find(Origin origin, String name) {
    return Optional.ofNullable(facts(origin).get(name));
  }

  List<String> names(Origin origin) {
    return new ArrayList<>(facts(origin).keySet());
  }

  private Map<String, Fact> facts(Origin origin) {
    return bound.getOrDefault(origin.frame(), Map.of());
  }
}
