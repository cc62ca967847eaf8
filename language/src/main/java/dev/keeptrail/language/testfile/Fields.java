package dev.keeptrail.language.testfile;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.TextDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of a test, read strictly: keys that are not known are reported, and so is every value
 * of another type than the key has.
 */
final class Fields {
  private final Problems problems;
  private final Span span;
  private final String path;
  private final List<FieldDecl> fields;

  Fields(Problems problems, Span span, String path, List<FieldDecl> fields) {
    this.problems = problems;
    this.span = span;
    this.path = path;
    this.fields = fields;
  }

  /** The value as a mapping; anything else is reported. */
  static Optional<Fields> of(Problems problems, String path, ValueDecl value) {
    if (value instanceof ValueDecl.Mapping mapping) {
      return Optional.of(new Fields(problems, mapping.span(), path, mapping.fields()));
    }
    wrongType(problems, path, value, "a mapping");
    return Optional.empty();
  }

  Problems problems() {
    return problems;
  }

  Span span() {
    return span;
  }

  List<FieldDecl> all() {
    return fields;
  }

  String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Reports every key but these; those of the second list are said to be not carried out. */
  Fields allow(List<String> known, Set<String> notCarriedOut) {
    for (FieldDecl field : fields) {
      if (notCarriedOut.contains(field.name())) {
        problems.add(
            DiagnosticCode.TEST_KEY_NOT_AVAILABLE,
            field.span(),
            path(field.name()),
            "key " + Quoted.word(field.name()) + " is not carried out in this version",
            "remove it, because the test would pass whatever it says");
      } else if (!known.contains(field.name())) {
        unknown(field, known);
      }
    }
    return this;
  }

  Fields allow(List<String> known) {
    return allow(known, Set.of());
  }

  private void unknown(FieldDecl field, List<String> known) {
    String near =
        NearestWord.of(field.name(), known)
            .map(word -> "did you mean " + Quoted.word(word) + "? ")
            .orElse("");
    String where = path.isEmpty() ? "in a test" : "in " + Quoted.word(path);
    problems.add(
        DiagnosticCode.UNKNOWN_TEST_KEY,
        field.span(),
        path(field.name()),
        "unknown key " + Quoted.word(field.name()) + " " + where,
        near + "valid keys: " + Quoted.words(known));
  }

  Optional<FieldDecl> field(String key) {
    return fields.stream().filter(field -> field.name().equals(key)).findFirst();
  }

  /** The value under a key; null where there is none. */
  @Nullable ValueDecl value(String key) {
    return field(key).map(FieldDecl::value).orElse(null);
  }

  Optional<Fields> mapping(String key) {
    return field(key).flatMap(field -> of(problems, path(key), field.value()));
  }

  /** A text; null where there is none, or something else that is then reported. */
  @Nullable TextDecl text(String key) {
    return switch (value(key)) {
      case null -> null;
      case ValueDecl.Text text -> new TextDecl(text.span(), text.value());
      case ValueDecl other -> {
        wrongType(key, other, "a text");
        yield null;
      }
    };
  }

  /** Reports a value that is no text, for keys whose text nobody needs. */
  void checkText(String key) {
    ValueDecl value = value(key);
    if (value != null && !(value instanceof ValueDecl.Text)) {
      wrongType(key, value, "a text");
    }
  }

  /** A list of texts; null where there is none, or something else that is then reported. */
  Expectation.@Nullable Texts texts(String key) {
    ValueDecl value = value(key);
    if (value == null) {
      return null;
    }
    if (!(value instanceof ValueDecl.Sequence sequence)) {
      wrongType(key, value, "a list of texts");
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      if (sequence.items().get(i) instanceof ValueDecl.Text text) {
        texts.add(text.value());
      } else {
        wrongType(key + "[" + i + "]", sequence.items().get(i), "a text");
      }
    }
    return new Expectation.Texts(value.span(), texts);
  }

  void wrongType(String key, ValueDecl value, String expected) {
    wrongType(problems, path(key), value, expected);
  }

  static void wrongType(Problems problems, String path, ValueDecl value, String expected) {
    if (!(value instanceof ValueDecl.Invalid)) {
      String what = path.isEmpty() ? "a test" : Quoted.word(path);
      problems.add(
          DiagnosticCode.INVALID_TEST_VALUE,
          value.span(),
          path,
          what + " must be " + expected + ", not " + value.describe());
    }
  }
}
