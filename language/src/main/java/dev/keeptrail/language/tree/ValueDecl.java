package dev.keeptrail.language.tree;

import dev.keeptrail.language.source.Span;
import java.util.List;

/** A value as written. */
public sealed interface ValueDecl {
  Span span();

  record Text(Span span, String value) implements ValueDecl {}

  record Bool(Span span, boolean value) implements ValueDecl {}

  record Int(Span span, long value) implements ValueDecl {}

  /** Any number that is not an {@link Int}; may be infinite or not a number. */
  record Decimal(Span span, double value) implements ValueDecl {}

  /** No value where one could stand. */
  record Nothing(Span span) implements ValueDecl {}

  record Sequence(Span span, List<ValueDecl> items) implements ValueDecl {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** Field names are unique. */
  record Mapping(Span span, List<FieldDecl> fields) implements ValueDecl {
    public Mapping {
      fields = List.copyOf(fields);
    }
  }

  /** Could not be read and was reported; nothing more is said about it. */
  record Invalid(Span span) implements ValueDecl {}

  /** What the value is, in an author's words, with its article. */
  default String describe() {
    return switch (this) {
      case Text _ -> "a text";
      case Bool _ -> "a truth value";
      case Int _ -> "a whole number";
      case Decimal _ -> "a decimal number";
      case Nothing _ -> "nothing";
      case Sequence _ -> "a list";
      case Mapping _ -> "a mapping";
      case Invalid _ -> "something unreadable";
    };
  }
}
