package dev.keeptrail.language.yaml;

import dev.keeptrail.language.source.Span;
import java.util.List;

/** A YAML value with its place; aliases are resolved, nothing else is interpreted. */
sealed interface YamlNode {
  Span span();

  /** The same value, shown at another place: where an alias stands. */
  YamlNode at(Span place);

  /**
   * A scalar.
   *
   * @param plain whether it stands without quotes, so that {@code true} and {@code 12} are not text
   */
  record Scalar(Span span, String text, boolean plain) implements YamlNode {
    @Override
    public Scalar at(Span place) {
      return new Scalar(place, text, plain);
    }
  }

  record Sequence(Span span, List<YamlNode> items) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public Sequence at(Span place) {
      return new Sequence(place, items);
    }
  }

  /** A mapping; keys are unique. */
  record Mapping(Span span, List<Entry> entries) implements YamlNode {
    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public Mapping at(Span place) {
      return new Mapping(place, entries);
    }
  }

  /** Could not be read and was reported. */
  record Invalid(Span span) implements YamlNode {
    @Override
    public Invalid at(Span place) {
      return new Invalid(place);
    }
  }

  /** One key of a mapping and its value; the key has a place of its own. */
  record Entry(Span keySpan, String key, YamlNode value) {}
}
