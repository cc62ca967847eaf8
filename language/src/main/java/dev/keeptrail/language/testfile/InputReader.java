package dev.keeptrail.language.testfile;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a test sends. */
final class InputReader {
  /** Keys of the documented form that may stand beside {@code input} too. */
  static final List<String> SHARED = List.of("headers", "request", "upstream_response");

  /** Keys that only {@code input} has. */
  static final List<String> OWN =
      List.of(
          "messages",
          "tool_calls",
          "tool_results",
          "identity",
          "provider",
          "usage",
          "counters",
          "conversation");

  static final Set<String> NOT_CARRIED_OUT = Set.of("proxy_name", "team_slugs");

  private static final List<String> HEADERS =
      List.of(
          "x-user-id",
          "x-team-id",
          "x-org-id",
          "x-user-role",
          "x-keeptrusts-agent-id",
          "x-conversation-id",
          "x-request-id",
          "x-consent-token",
          "traceparent",
          "authorization",
          "content-type",
          "accept",
          "user-agent");

  private final Problems problems;
  private final FactReader facts;

  InputReader(Problems problems) {
    this.problems = problems;
    this.facts = new FactReader(problems);
  }

  /**
   * Reads the input of a test file's case.
   *
   * @param inner the mapping under {@code input}; null where there is none
   */
  TestInput read(Fields test, @Nullable Fields inner) {
    List<TestInput.GivenFact> given = new ArrayList<>();
    List<ValueDecl> messages = new ArrayList<>();
    if (inner != null) {
      for (FieldDecl field : inner.all()) {
        String path = inner.path(field.name());
        switch (field.name()) {
          case "messages" -> messages.addAll(messages(path, field.value()));
          case "tool_calls" -> given.addAll(facts.many(FactType.TOOL_CALL, path, field.value()));
          case "tool_results" ->
              given.addAll(facts.many(FactType.TOOL_RESULT, path, field.value()));
          case "identity" ->
              facts.one(FactType.IDENTITY, path, field.value()).ifPresent(given::add);
          case "provider" ->
              facts.one(FactType.PROVIDER, path, field.value()).ifPresent(given::add);
          case "usage" -> facts.one(FactType.USAGE, path, field.value()).ifPresent(given::add);
          case "conversation" ->
              facts.one(FactType.CONVERSATION, path, field.value()).ifPresent(given::add);
          case "counters" -> given.addAll(facts.counters(path, field.value()));
          default -> {
            // Read below, or reported as unknown.
          }
        }
      }
    }
    return new TestInput(
        inner == null ? test.span() : inner.span(),
        messages,
        request(test.span(), shared(test, inner, "request")),
        answer(shared(test, inner, "upstream_response")),
        headers(shared(test, inner, "headers")),
        given);
  }

  private List<ValueDecl> messages(String path, ValueDecl value) {
    if (value instanceof ValueDecl.Sequence sequence) {
      return sequence.items();
    }
    Fields.wrongType(problems, path, value, "a list of messages");
    return List.of();
  }

  private @Nullable Place shared(Fields test, @Nullable Fields inner, String key) {
    FieldDecl outside = test.field(key).orElse(null);
    FieldDecl inside = inner == null ? null : inner.field(key).orElse(null);
    if (outside != null && inside != null && inner != null) {
      problems.add(
          DiagnosticCode.INVALID_TEST_VALUE,
          outside.span(),
          test.path(key),
          Quoted.word(key) + " is written both in the test and in its `input`",
          "keep one of the two");
    }
    if (inside != null && inner != null) {
      return new Place(inner.path(key), inside.value());
    }
    return outside == null ? null : new Place(test.path(key), outside.value());
  }

  ValueDecl.Mapping request(Span nowhere, @Nullable Place place) {
    if (place != null && place.value() instanceof ValueDecl.Mapping mapping) {
      for (FieldDecl field : mapping.fields()) {
        if (field.name().equals("messages")) {
          problems.add(
              DiagnosticCode.INVALID_TEST_VALUE,
              field.span(),
              place.path() + ".messages",
              "messages are written under `input`, not under `request`",
              "move them to `input.messages`");
        }
      }
      return mapping;
    }
    if (place != null) {
      Fields.wrongType(problems, place.path(), place.value(), "a mapping");
    }
    return new ValueDecl.Mapping(nowhere, List.of());
  }

  @Nullable ValueDecl answer(@Nullable Place place) {
    return switch (place == null ? null : place.value()) {
      case null -> null;
      case ValueDecl.Text text -> text;
      case ValueDecl.Mapping mapping -> mapping;
      case ValueDecl other -> {
        Fields.wrongType(
            problems, place == null ? "" : place.path(), other, "a text or a chat completion");
        yield null;
      }
    };
  }

  Map<String, String> headers(@Nullable Place place) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (place == null) {
      return headers;
    }
    List<FieldDecl> fields =
        Fields.of(problems, place.path(), place.value()).map(Fields::all).orElse(List.of());
    for (FieldDecl field : fields) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (!HEADERS.contains(name)) {
        unknownHeader(place, field, name);
      } else if (field.value() instanceof ValueDecl.Text text) {
        headers.put(name, text.value());
      } else {
        Fields.wrongType(problems, place.path() + "." + field.name(), field.value(), "a text");
      }
    }
    return headers;
  }

  private void unknownHeader(Place place, FieldDecl field, String name) {
    String near =
        NearestWord.of(name, HEADERS)
            .map(word -> "did you mean " + Quoted.word(word) + "? ")
            .orElse("");
    problems.add(
        DiagnosticCode.UNKNOWN_TEST_KEY,
        field.span(),
        place.path() + "." + field.name(),
        "header " + Quoted.word(field.name()) + " is none that decisions can depend on",
        near + "headers that may stand in a test: " + Quoted.words(HEADERS));
  }

  /** A value and where it is. */
  record Place(String path, ValueDecl value) {}
}
