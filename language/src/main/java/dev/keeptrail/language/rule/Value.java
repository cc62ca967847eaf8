package dev.keeptrail.language.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a fact's field or of a literal: what JSON can say. */
public sealed interface Value {
  record Text(String value) implements Value {}

  /** Finite. */
  record Decimal(double value) implements Value {
    public Decimal {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("not a finite number");
      }
    }
  }

  record Truth(boolean value) implements Value {}

  /** JSON {@code null}: counts as missing. */
  record Nothing() implements Value {}

  record Sequence(List<Value> items) implements Value {
    public Sequence {
      items = List.copyOf(items);
    }

    public static Sequence texts(List<String> texts) {
      return new Sequence(texts.stream().<Value>map(Text::new).toList());
    }
  }

  record Mapping(Map<String, Value> entries) implements Value {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }
}
