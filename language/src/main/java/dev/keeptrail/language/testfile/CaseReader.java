package dev.keeptrail.language.testfile;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.TextDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one case of a test file or of a suite. */
final class CaseReader {
  private static final List<String> KEYS =
      List.of(
          "name",
          "description",
          "phase",
          "input",
          "headers",
          "request",
          "upstream_response",
          "expected");

  private final Problems problems;
  private final InputReader inputs;
  private final ExpectationReader expectations;

  CaseReader(Problems problems) {
    this.problems = problems;
    this.inputs = new InputReader(problems);
    this.expectations = new ExpectationReader(problems);
  }

  Optional<TestCase> read(
      String path, ValueDecl value, @Nullable String suite, @Nullable TextDecl target) {
    return Fields.of(problems, path, value).flatMap(fields -> read(fields, suite, target));
  }

  /** Reads a case for its input alone; name and expectations may be left out. */
  Optional<TestCase> readInput(Fields fields) {
    List<String> keys = new ArrayList<>(KEYS);
    keys.addAll(List.of("target"));
    fields.allow(keys, InputReader.NOT_CARRIED_OUT);
    Optional<Phase> phase = expectations.phase(fields.path("phase"), fields.text("phase"));
    Fields inner = fields.mapping("input").orElse(null);
    if (inner == null) {
      missing(fields, "input", "give a chat completion request, a test, or `segments`");
      return Optional.empty();
    }
    inner.allow(inputKeys(), notCarriedOut(inner));
    return Optional.of(
        new TestCase(
            fields.span(),
            "request",
            null,
            fields.text("target"),
            phase.orElse(null),
            inputs.read(fields, inner),
            RequestFile.nothing(fields.span())));
  }

  private Optional<TestCase> read(
      Fields fields, @Nullable String suite, @Nullable TextDecl target) {
    fields.allow(KEYS, InputReader.NOT_CARRIED_OUT);
    TextDecl name = name(fields);
    fields.checkText("description");
    Optional<Phase> phase = expectations.phase(fields.path("phase"), fields.text("phase"));
    Fields inner = fields.mapping("input").orElse(null);
    if (inner != null) {
      inner.allow(inputKeys(), notCarriedOut(inner));
    } else if (fields.field("input").isEmpty()) {
      missing(fields, "input", "add `input: {messages: [{role: user, content: \"...\"}]}`");
    }
    TestInput input = inputs.read(fields, inner);
    Expectation expected = expected(fields);
    if (name == null) {
      return Optional.empty();
    }
    return Optional.of(
        new TestCase(
            name.span(), name.value(), suite, target, phase.orElse(null), input, expected));
  }

  private @Nullable TextDecl name(Fields fields) {
    TextDecl name = fields.text("name");
    if (fields.field("name").isEmpty()) {
      missing(fields, "name", "add `name: ...`; reports call the test by it");
    } else if (name != null && name.value().isBlank()) {
      problems.add(
          DiagnosticCode.INVALID_TEST_VALUE,
          name.span(),
          fields.path("name"),
          "the name of a test is empty");
    }
    return name;
  }

  private Expectation expected(Fields fields) {
    Fields inner = fields.mapping("expected").orElse(null);
    Span place = fields.field("name").map(f -> f.span()).orElse(fields.span());
    if (inner == null) {
      if (fields.field("expected").isEmpty()) {
        expectsNothing(place, fields.path("expected"));
      }
      return expectations.read(new Fields(problems, place, fields.path("expected"), List.of()));
    }
    inner.allow(ExpectationReader.KEYS);
    Expectation expected = expectations.read(inner);
    if (inner.all().isEmpty()) {
      expectsNothing(place, fields.path("expected"));
    }
    return expected;
  }

  private void expectsNothing(Span place, String path) {
    problems.add(
        DiagnosticCode.TEST_EXPECTS_NOTHING,
        place,
        path,
        "the test expects nothing, so that it could not fail",
        "add `expected: {verdict: block}`, or what else is to come of it");
  }

  private void missing(Fields fields, String key, String hint) {
    problems.add(
        DiagnosticCode.MISSING_TEST_KEY,
        fields.span(),
        fields.path(key),
        "the test lacks " + Quoted.word(key),
        hint);
  }

  private static List<String> inputKeys() {
    List<String> keys = new ArrayList<>(InputReader.OWN);
    keys.addAll(InputReader.SHARED);
    return keys;
  }

  /** The documented settings of a gateway under test are many; none of them is carried out. */
  private static Set<String> notCarriedOut(Fields inner) {
    var keys = new LinkedHashSet<>(InputReader.NOT_CARRIED_OUT);
    inner.all().stream()
        .map(field -> field.name())
        .filter(name -> name.startsWith("gateway_"))
        .forEach(keys::add);
    return keys;
  }
}
