package dev.keeptrail.language.testfile;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.TestDecl;
import dev.keeptrail.language.tree.TextDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the test blocks of a pack. */
final class TestBlockReader {
  private static final List<String> OPTIONS =
      List.of("redactions", "rules", "message", "tags", "trace", "phase");
  private static final List<String> MESSAGE = List.of("role", "text");
  private static final List<String> RESPONSE = List.of("text");

  private final Problems problems;
  private final InputReader inputs;
  private final FactReader facts;
  private final ExpectationReader expectations;

  TestBlockReader(Problems problems) {
    this.problems = problems;
    this.inputs = new InputReader(problems);
    this.facts = new FactReader(problems);
    this.expectations = new ExpectationReader(problems);
  }

  Optional<TestCase> read(TestDecl test) {
    Optional<Phase> phase = expectations.phase("on", text(test.phase()));
    TestInput input = input(test);
    if (test.expects().size() != 1) {
      reportExpects(test);
      return Optional.empty();
    }
    Expectation expected = expectation(test.expects().getFirst());
    return Optional.of(
        new TestCase(
            test.name().span(),
            test.name().value(),
            null,
            null,
            phase.orElse(null),
            input,
            expected));
  }

  private void reportExpects(TestDecl test) {
    if (test.expects().isEmpty()) {
      problems.add(
          DiagnosticCode.TEST_EXPECTS_NOTHING,
          test.name().span(),
          "",
          "the test expects nothing, so that it could not fail",
          "add `expect block`, or what else is to come of it");
    } else {
      problems.add(
          DiagnosticCode.INVALID_TEST_VALUE,
          test.expects().get(1).span(),
          "",
          "the test expects more than one outcome",
          "keep one `expect`, and write another test for the other");
    }
  }

  private Expectation expectation(TestDecl.ExpectDecl expect) {
    var options = fields("expect", expect.span(), expect.options().fields()).allow(OPTIONS);
    return expectations.read(
        options,
        expectations.verdict("expect", text(expect.verdict())),
        expect.reason(),
        text(expect.policy()));
  }

  private TestInput input(TestDecl test) {
    List<ValueDecl> messages = new ArrayList<>();
    List<FieldDecl> request = new ArrayList<>();
    List<TestInput.GivenFact> given = new ArrayList<>();
    Map<String, String> headers = new LinkedHashMap<>();
    ValueDecl answer = null;
    for (TestDecl.GivenDecl fact : test.givens()) {
      String path = "given " + fact.fact().text();
      Fields fields = fields(path, fact.fields().span(), fact.fields().fields());
      switch (fact.fact().text()) {
        case "message" -> messages.add(message(fact, fields.allow(MESSAGE)));
        case "response" -> answer = response(fact, fields.allow(RESPONSE), answer);
        case "request" ->
            fields
                .all()
                .forEach(field -> {
                  if (field.name().equals("headers")) {
                    headers.putAll(
                        inputs.headers(new InputReader.Place(path + ".headers", field.value())));
                  } else {
                    request.add(field);
                  }
                });
        default -> fact(fact, fields).ifPresent(given::add);
      }
    }
    ValueDecl.Mapping body = new ValueDecl.Mapping(test.span(), request);
    return new TestInput(
        test.span(),
        messages,
        inputs.request(test.span(), new InputReader.Place("given request", body)),
        answer,
        headers,
        given);
  }

  private Optional<TestInput.GivenFact> fact(TestDecl.GivenDecl given, Fields fields) {
    Optional<FactType> type =
        FactSchema.type(given.fact().text()).filter(t -> t != FactType.FINDING);
    if (type.isEmpty()) {
      List<String> words = words();
      String near =
          NearestWord.of(given.fact().text(), words)
              .map(word -> "did you mean " + Quoted.word(word) + "? ")
              .orElse("");
      boolean finding = given.fact().text().equals(FactType.FINDING.word());
      problems.add(
          DiagnosticCode.UNKNOWN_TEST_KEY,
          given.fact().span(),
          "given",
          finding
              ? "findings cannot be given, because detectors make them"
              : "there is no fact " + Quoted.word(given.fact().text()),
          finding
              ? "give the message or the tool call that holds what is to be found"
              : near + "a test can give: " + Quoted.words(words));
    }
    return type.map(t -> facts.fact(t, given.span(), fields));
  }

  private static List<String> words() {
    return Stream.concat(
            Stream.of("response"),
            Stream.of(FactType.values()).filter(t -> t != FactType.FINDING).map(FactType::word))
        .toList();
  }

  private ValueDecl message(TestDecl.GivenDecl given, Fields fields) {
    List<FieldDecl> parts = new ArrayList<>();
    Span place = given.span();
    FieldDecl role = fields.field("role").orElse(null);
    parts.add(
        role == null ? new FieldDecl(place, "role", new ValueDecl.Text(place, "user")) : role);
    FieldDecl text = fields.field("text").orElse(null);
    if (text == null) {
      missing(given, "text");
    } else {
      parts.add(new FieldDecl(text.span(), "content", text.value()));
    }
    return new ValueDecl.Mapping(place, parts);
  }

  private @Nullable ValueDecl response(
      TestDecl.GivenDecl given, Fields fields, @Nullable ValueDecl before) {
    TextDecl text = fields.text("text");
    if (fields.field("text").isEmpty()) {
      missing(given, "text");
    }
    if (before != null) {
      problems.add(
          DiagnosticCode.INVALID_TEST_VALUE,
          given.span(),
          "given response",
          "the test gives more than one response",
          "write one test for each");
    }
    return text == null ? before : new ValueDecl.Text(text.span(), text.value());
  }

  private void missing(TestDecl.GivenDecl given, String key) {
    problems.add(
        DiagnosticCode.MISSING_TEST_KEY,
        given.fact().span(),
        "given " + given.fact().text(),
        Quoted.word(given.fact().text()) + " lacks " + Quoted.word(key),
        "add `" + key + ": \"...\"`");
  }

  private Fields fields(String path, Span span, List<FieldDecl> fields) {
    return new Fields(problems, span, path, fields);
  }

  private static @Nullable TextDecl text(@Nullable NameDecl name) {
    return name == null ? null : new TextDecl(name.span(), name.text());
  }
}
