package dev.keeptrail.repl.whatif;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.capture.CapturedPhase;
import dev.keeptrail.engine.capture.CapturedPhase.Masked;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.language.rule.FactField;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.FieldType;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Changes a field of one fact in every phase that knows the fact. */
final class FactChange {
  private final FactType type;
  private final int index;
  private final String field;
  private final Pointer below;
  private final Optional<String> raw;

  /**
   * @param raw the value as it was typed; empty to leave the field out
   */
  FactChange(FactType type, Pointer pointer, Optional<String> raw) {
    boolean single = Places.isSingle(type);
    this.type = type;
    this.index = single ? 0 : pointer.index(1);
    this.field = pointer.part(single ? 1 : 2);
    this.below = pointer.from(single ? 2 : 3);
    this.raw = raw;
  }

  static boolean isSettable(FactType type) {
    return switch (type) {
      case REQUEST, MESSAGE, FINDING -> false;
      case TOOL_CALL, TOOL_RESULT, IDENTITY, PROVIDER, USAGE, COUNTER, CONVERSATION -> true;
    };
  }

  /** Empty when the exchange has no such place. */
  Optional<CapturedExchange> in(CapturedExchange exchange) throws WhatIfException {
    Optional<FactField> known = FactSchema.field(type, field);
    if (known.isEmpty() || (!below.isEmpty() && known.get().type() != FieldType.JSON)) {
      return Optional.empty();
    }
    Optional<Value> value = value(known.get());
    boolean present = exchange.phases().stream().anyMatch(phase -> position(phase) >= 0);
    boolean added = !present && Places.isSingle(type) && value.isPresent() && below.isEmpty();
    if (!present && !added) {
      return Optional.empty();
    }
    List<CapturedPhase> phases = new ArrayList<>();
    for (CapturedPhase phase : exchange.phases()) {
      phases.add(in(phase, value, added));
    }
    return Optional.of(new CapturedExchange(exchange.mode(), phases));
  }

  private CapturedPhase in(CapturedPhase phase, Optional<Value> value, boolean added)
      throws WhatIfException {
    List<Fact> facts = new ArrayList<>(phase.content().facts());
    int at = position(phase);
    if (at >= 0) {
      facts.set(at, changed(facts.get(at), value));
    } else if (added && FactSchema.phases(type).contains(phase.content().phase())) {
      facts.add(new Fact(type, "", Map.of(field, value.orElseThrow())));
    } else {
      return phase;
    }
    // WHY: a field that is typed in whole is known from now on; a part of it says nothing of the
    // rest.
    Set<String> masked = new HashSet<>(phase.masked().fields());
    if (below.isEmpty() && facts.stream().filter(fact -> fact.type() == type).count() == 1) {
      masked.remove(type.word() + "." + field);
    }
    return WhatIf.with(
        phase,
        phase.content().knowing(facts),
        new Masked(phase.masked().segments(), phase.masked().references(), masked));
  }

  /** Where the fact stands among the facts of a phase; -1 when it is not there. */
  private int position(CapturedPhase phase) {
    List<Fact> facts = phase.content().facts();
    int seen = 0;
    for (int i = 0; i < facts.size(); i++) {
      if (facts.get(i).type() == type && seen++ == index) {
        return i;
      }
    }
    return -1;
  }

  private Fact changed(Fact fact, Optional<Value> value) throws WhatIfException {
    Map<String, Value> fields = new LinkedHashMap<>(fact.fields());
    Optional<Value> whole =
        below.isEmpty()
            ? value
            : Optional.of(inside(fields.getOrDefault(field, new Value.Nothing()), below, value));
    whole.ifPresentOrElse(now -> fields.put(field, now), () -> fields.remove(field));
    return new Fact(fact.type(), fact.pointer(), fields);
  }

  private static Value inside(Value outer, Pointer path, Optional<Value> value)
      throws WhatIfException {
    return switch (outer) {
      case Value.Mapping(var entries) -> member(entries, path, value);
      case Value.Sequence(var items) when path.index(0) >= 0 && path.index(0) < items.size() ->
          element(items, path, value);
      case Value.Sequence _, Value.Text _, Value.Decimal _, Value.Truth _, Value.Nothing _ ->
          throw new WhatIfException(
              "there is nothing below that place", "set the value above it, as JSON");
    };
  }

  private static Value member(Map<String, Value> entries, Pointer path, Optional<Value> value)
      throws WhatIfException {
    Map<String, Value> changed = new LinkedHashMap<>(entries);
    String name = path.part(0);
    if (path.parts().size() > 1) {
      changed.put(
          name, inside(entries.getOrDefault(name, new Value.Nothing()), path.from(1), value));
    } else {
      value.ifPresentOrElse(now -> changed.put(name, now), () -> changed.remove(name));
    }
    return new Value.Mapping(changed);
  }

  private static Value element(List<Value> items, Pointer path, Optional<Value> value)
      throws WhatIfException {
    List<Value> changed = new ArrayList<>(items);
    int at = path.index(0);
    if (path.parts().size() > 1) {
      changed.set(at, inside(items.get(at), path.from(1), value));
    } else if (value.isPresent()) {
      changed.set(at, value.get());
    } else {
      changed.remove(at);
    }
    return new Value.Sequence(changed);
  }

  private Optional<Value> value(FactField known) throws WhatIfException {
    if (raw.isEmpty()) {
      return Optional.empty();
    }
    String typed = raw.get();
    Value read = JsonText.read(typed).orElse(new Value.Text(typed));
    boolean part = !below.isEmpty();
    Optional<Value> fitting =
        switch (part ? FieldType.JSON : known.type()) {
          case TEXT, CATEGORY ->
              Optional.of(read instanceof Value.Text ? read : new Value.Text(typed));
          case NUMBER -> Optional.of(read).filter(Value.Decimal.class::isInstance);
          case TRUTH -> Optional.of(read).filter(Value.Truth.class::isInstance);
          case TEXTS -> Optional.of(read).filter(all(Value.Text.class));
          case NUMBERS -> Optional.of(read).filter(all(Value.Decimal.class));
          case JSON -> Optional.of(read);
        };
    if (fitting.isEmpty()) {
      throw new WhatIfException(
          "`%s.%s` is a %s".formatted(type.word(), field, known.type().word()),
          "write the value as JSON, such as `%s`".formatted(example(known.type())));
    }
    return fitting;
  }

  private static Predicate<Value> all(Class<? extends Value> kind) {
    return value ->
        value instanceof Value.Sequence(var items) && items.stream().allMatch(kind::isInstance);
  }

  private static String example(FieldType type) {
    return switch (type) {
      case TEXT, CATEGORY -> "\"treasury\"";
      case NUMBER -> "250";
      case TRUTH -> "true";
      case TEXTS -> "[\"treasury\"]";
      case NUMBERS -> "[1, 2]";
      case JSON -> "{\"amount\": 250}";
    };
  }
}
