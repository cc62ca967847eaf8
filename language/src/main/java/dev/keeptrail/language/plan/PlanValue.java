package dev.keeptrail.language.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A resolved setting value: what JSON can say, without null and without positions. */
public sealed interface PlanValue {
  record Text(String value) implements PlanValue {}

  record Bool(boolean value) implements PlanValue {}

  record Int(long value) implements PlanValue {}

  record Decimal(double value) implements PlanValue {}

  record Sequence(List<PlanValue> items) implements PlanValue {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /**
   * Keeps the order of its entries; canonical JSON sorts them. Under keys of the author's own the
   * order is that of the keys.
   */
  record Mapping(Map<String, PlanValue> entries) implements PlanValue {
    public static final Mapping EMPTY = new Mapping(Map.of());

    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }

  /** A secret by reference; the secret itself is never in a plan. */
  record Secret(SecretRef ref) implements PlanValue {}
}
