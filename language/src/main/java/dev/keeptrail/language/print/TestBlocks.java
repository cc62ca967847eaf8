package dev.keeptrail.language.print;

import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.BlockDecl;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.TestDecl;
import dev.keeptrail.language.tree.TestDecl.ExpectDecl;
import dev.keeptrail.language.tree.TestDecl.GivenDecl;
import dev.keeptrail.language.tree.TextDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tests of a pack as blocks of their own: those written so, and the suite that {@link
 * TestSuites} makes. Suites that say what blocks cannot say stay in the {@code testing} section.
 *
 * @param rest the section without that suite; null when nothing is left of it
 */
record TestBlocks(List<TestDecl> blocks, @Nullable BlockDecl rest) {
  private static final Set<String> SINGLE_FACTS =
      Set.of("identity", "provider", "usage", "conversation");

  TestBlocks {
    blocks = List.copyOf(blocks);
  }

  static TestBlocks of(PackFile file) {
    List<TestDecl> blocks = new ArrayList<>(file.tests());
    BlockDecl testing = file.testing();
    if (testing == null) {
      return new TestBlocks(blocks, null);
    }
    List<FieldDecl> rest = new ArrayList<>();
    for (FieldDecl field : testing.fields()) {
      if (field.name().equals("suites") && field.value() instanceof ValueDecl.Sequence suites) {
        List<ValueDecl> others = new ArrayList<>();
        for (ValueDecl suite : suites.items()) {
          tests(suite, TestSuites.suiteName(file))
              .ifPresentOrElse(blocks::addAll, () -> others.add(suite));
        }
        if (!others.isEmpty() || suites.items().isEmpty()) {
          ValueDecl kept = new ValueDecl.Sequence(suites.span(), others);
          rest.add(new FieldDecl(field.span(), field.name(), kept));
        }
      } else {
        rest.add(field);
      }
    }
    boolean gone = rest.isEmpty() && !testing.fields().isEmpty();
    BlockDecl left = new BlockDecl(testing.span(), testing.path(), rest, testing.complete());
    return new TestBlocks(blocks, gone ? null : left);
  }

  /** The suite as blocks, when it says nothing that blocks cannot say. */
  private static Optional<List<TestDecl>> tests(ValueDecl value, String name) {
    Optional<Shape> suite = Shape.of(value, Set.of("name", "cases"));
    if (suite.isEmpty()
        || !(suite.get().value("name") instanceof ValueDecl.Text text)
        || !text.value().equals(name)
        || !(suite.get().value("cases") instanceof ValueDecl.Sequence cases)) {
      return Optional.empty();
    }
    List<TestDecl> tests = new ArrayList<>();
    for (ValueDecl item : cases.items()) {
      Optional<TestDecl> test = Shape.of(item, Shape.CASE).flatMap(TestBlocks::test);
      if (test.isEmpty()) {
        return Optional.empty();
      }
      tests.add(test.get());
    }
    return Optional.of(tests);
  }

  private static Optional<TestDecl> test(Shape test) {
    Optional<List<GivenDecl>> givens = givens(test);
    Optional<ExpectDecl> expect =
        Shape.of(test.value("expected"), Shape.EXPECTED).flatMap(TestBlocks::expectation);
    TextDecl name = test.text("name");
    boolean phaseFits = test.value("phase") == null || test.word("phase") != null;
    if (name == null || givens.isEmpty() || expect.isEmpty() || !phaseFits) {
      return Optional.empty();
    }
    return Optional.of(
        new TestDecl(name.span(), name, test.word("phase"), givens.get(), List.of(expect.get())));
  }

  private static Optional<List<GivenDecl>> givens(Shape test) {
    if (!(test.value("input") instanceof ValueDecl.Mapping input)) {
      return Optional.empty();
    }
    List<GivenDecl> givens = new ArrayList<>();
    boolean complete = addRequest(test, givens);
    for (FieldDecl field : input.fields()) {
      complete &= addFacts(field, givens);
    }
    FieldDecl answer = test.field("upstream_response");
    if (answer != null) {
      complete &= answer.value() instanceof ValueDecl.Text;
      FieldDecl text = new FieldDecl(answer.span(), "text", answer.value());
      givens.add(given(answer.span(), "response", List.of(text)));
    }
    return complete ? Optional.of(givens) : Optional.empty();
  }

  private static boolean addRequest(Shape test, List<GivenDecl> givens) {
    FieldDecl request = test.field("request");
    FieldDecl headers = test.field("headers");
    if (request == null && headers == null) {
      return true;
    }
    List<FieldDecl> fields = new ArrayList<>();
    boolean complete = true;
    Span place = headers == null ? test.place() : headers.span();
    if (request != null) {
      place = request.span();
      complete = request.value() instanceof ValueDecl.Mapping;
      fields.addAll(fieldsOf(request.value()));
      complete &= fields.stream().noneMatch(field -> field.name().equals("headers"));
    }
    if (headers != null) {
      fields.add(headers);
    }
    givens.add(given(place, "request", fields));
    return complete;
  }

  /** Adds the facts that a key of {@code input} lists; false when blocks cannot say them. */
  private static boolean addFacts(FieldDecl field, List<GivenDecl> givens) {
    for (Map.Entry<String, String> list : TestSuites.LISTS.entrySet()) {
      if (list.getValue().equals(field.name())) {
        return addList(list.getKey(), field.value(), givens);
      }
    }
    if (!(field.value() instanceof ValueDecl.Mapping mapping)) {
      return false;
    }
    if (field.name().equals("counters")) {
      for (FieldDecl counter : mapping.fields()) {
        ValueDecl name = new ValueDecl.Text(counter.span(), counter.name());
        List<FieldDecl> parts =
            List.of(
                new FieldDecl(counter.span(), "name", name),
                new FieldDecl(counter.span(), "value", counter.value()));
        givens.add(given(counter.span(), "counter", parts));
      }
      return true;
    }
    givens.add(given(field.span(), field.name(), mapping.fields()));
    return SINGLE_FACTS.contains(field.name());
  }

  private static boolean addList(String fact, ValueDecl value, List<GivenDecl> givens) {
    if (!(value instanceof ValueDecl.Sequence sequence)) {
      return false;
    }
    boolean complete = true;
    for (ValueDecl item : sequence.items()) {
      complete &= item instanceof ValueDecl.Mapping;
      List<FieldDecl> fields = fieldsOf(item);
      if (fact.equals("message")) {
        complete &= isMessage(fields);
        fields = fields.stream().map(TestBlocks::messagePart).toList();
      }
      givens.add(given(item.span(), fact, fields));
    }
    return complete;
  }

  /** Whether it is a role and a text, all that a block can say of a message. */
  private static boolean isMessage(List<FieldDecl> fields) {
    return fields.size() == 2
        && fields.stream().allMatch(field -> field.value() instanceof ValueDecl.Text)
        && fields.stream().anyMatch(field -> field.name().equals("role"))
        && fields.stream().anyMatch(field -> field.name().equals("content"));
  }

  private static FieldDecl messagePart(FieldDecl field) {
    String name = field.name().equals("content") ? "text" : field.name();
    return new FieldDecl(field.span(), name, field.value());
  }

  private static Optional<ExpectDecl> expectation(Shape expected) {
    NameDecl verdict = expected.word("verdict");
    boolean policyFits = expected.value("policy") == null || expected.word("policy") != null;
    boolean reasonFits =
        expected.value("reason_code") == null || expected.text("reason_code") != null;
    if (verdict == null || !policyFits || !reasonFits) {
      return Optional.empty();
    }
    List<FieldDecl> options =
        expected.fields().stream()
            .filter(field -> !Set.of("verdict", "policy", "reason_code").contains(field.name()))
            .toList();
    return Optional.of(
        new ExpectDecl(
            verdict.span(),
            verdict,
            expected.word("policy"),
            expected.text("reason_code"),
            new BlockDecl(verdict.span(), "expect", options, true)));
  }

  private static GivenDecl given(Span place, String fact, List<FieldDecl> fields) {
    return new GivenDecl(
        place, new NameDecl(place, "given", fact), new BlockDecl(place, "given", fields, true));
  }

  private static List<FieldDecl> fieldsOf(ValueDecl value) {
    return value instanceof ValueDecl.Mapping mapping ? mapping.fields() : List.of();
  }

  /** A mapping with no other keys than those expected. */
  private record Shape(Span place, List<FieldDecl> fields) {
    static final Set<String> CASE =
        Set.of("name", "phase", "input", "request", "headers", "upstream_response", "expected");
    static final Set<String> EXPECTED =
        Set.of(
            "verdict",
            "policy",
            "reason_code",
            "redactions",
            "rules",
            "message",
            "tags",
            "phase",
            "trace");

    static Optional<Shape> of(@Nullable ValueDecl value, Set<String> keys) {
      return value instanceof ValueDecl.Mapping mapping
              && mapping.fields().stream().allMatch(field -> keys.contains(field.name()))
          ? Optional.of(new Shape(mapping.span(), mapping.fields()))
          : Optional.empty();
    }

    @Nullable FieldDecl field(String key) {
      return fields.stream().filter(field -> field.name().equals(key)).findFirst().orElse(null);
    }

    @Nullable ValueDecl value(String key) {
      FieldDecl field = field(key);
      return field == null ? null : field.value();
    }

    @Nullable TextDecl text(String key) {
      return value(key) instanceof ValueDecl.Text text
          ? new TextDecl(text.span(), text.value())
          : null;
    }

    /** The text, where it can stand as a name; null otherwise. */
    @Nullable NameDecl word(String key) {
      return value(key) instanceof ValueDecl.Text text && TextLiterals.isName(text.value())
          ? new NameDecl(text.span(), key, text.value())
          : null;
    }
  }
}
