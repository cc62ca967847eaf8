package dev.keeptrail.language.print;

import dev.keeptrail.language.source.SourceText;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the {@code test} blocks of a pack into the {@code testing} section, as cases of one suite.
 * {@link TestBlocks} is the way back.
 */
final class TestSuites {
  /** Facts of which a test gives several, and the key under {@code input} that lists them. */
  static final Map<String, String> LISTS =
      Map.of("message", "messages", "tool_call", "tool_calls", "tool_result", "tool_results");

  private static final String COUNTER = "counter";
  private static final Span NOWHERE = Span.startOf(new SourceText("", ""));

  private TestSuites() {}

  /** The name of the suite that holds the pack's own test blocks. */
  static String suiteName(PackFile file) {
    BlockDecl pack = file.pack();
    List<FieldDecl> fields = pack == null ? List.of() : pack.fields();
    return fields.stream()
        .filter(field -> field.name().equals("name"))
        .map(FieldDecl::value)
        .filter(ValueDecl.Text.class::isInstance)
        .map(name -> ((ValueDecl.Text) name).value())
        .findFirst()
        .orElse("tests");
  }

  /** The section with the test blocks in it; null when there is nothing to test. */
  static @Nullable BlockDecl section(PackFile file) {
    BlockDecl testing = file.testing();
    if (file.tests().isEmpty()) {
      return testing;
    }
    List<ValueDecl> cases = file.tests().stream().map(TestSuites::testCase).toList();
    ValueDecl suite =
        mapping(List.of(field("name", text(suiteName(file))), field("cases", sequence(cases))));
    if (testing == null) {
      List<FieldDecl> fields = List.of(field("suites", sequence(List.of(suite))));
      return new BlockDecl(NOWHERE, "testing", fields, true);
    }
    return new BlockDecl(testing.span(), testing.path(), withSuite(testing.fields(), suite), true);
  }

  private static List<FieldDecl> withSuite(List<FieldDecl> fields, ValueDecl suite) {
    List<FieldDecl> joined = new ArrayList<>();
    boolean added = false;
    for (FieldDecl field : fields) {
      if (field.name().equals("suites") && field.value() instanceof ValueDecl.Sequence suites) {
        List<ValueDecl> items = new ArrayList<>(suites.items());
        items.add(suite);
        joined.add(new FieldDecl(field.span(), field.name(), sequence(items)));
        added = true;
      } else {
        joined.add(field);
      }
    }
    if (!added) {
      joined.add(field("suites", sequence(List.of(suite))));
    }
    return joined;
  }

  private static ValueDecl testCase(TestDecl test) {
    List<FieldDecl> fields = new ArrayList<>();
    fields.add(new FieldDecl(test.name().span(), "name", text(test.name())));
    NameDecl phase = test.phase();
    if (phase != null) {
      fields.add(new FieldDecl(phase.span(), "phase", text(phase)));
    }
    fields.add(field("input", mapping(input(test.givens()))));
    test.givens().forEach(given -> addBeside(fields, given));
    List<ValueDecl> expected = test.expects().stream().map(TestSuites::expected).toList();
    // WHY: other than one is an error of the test, and shall stay one.
    fields.add(field("expected", expected.size() == 1 ? expected.getFirst() : sequence(expected)));
    return mapping(fields);
  }

  /** What goes under {@code input}: each kind of fact under its key. */
  private static List<FieldDecl> input(List<GivenDecl> givens) {
    Map<String, List<GivenDecl>> kinds = new LinkedHashMap<>();
    for (GivenDecl given : givens) {
      String fact = given.fact().text();
      if (!fact.equals("request") && !fact.equals("response")) {
        kinds.computeIfAbsent(fact, _ -> new ArrayList<>()).add(given);
      }
    }
    List<FieldDecl> input = new ArrayList<>();
    kinds.forEach((kind, facts) -> input.add(facts(kind, facts)));
    return input;
  }

  private static FieldDecl facts(String kind, List<GivenDecl> facts) {
    if (kind.equals(COUNTER)) {
      return field("counters", counters(facts));
    }
    List<ValueDecl> values = facts.stream().map(TestSuites::fact).toList();
    String list = LISTS.get(kind);
    if (list == null && values.size() == 1) {
      return new FieldDecl(facts.getFirst().fact().span(), kind, values.getFirst());
    }
    return field(list == null ? kind : list, sequence(values));
  }

  private static ValueDecl fact(GivenDecl given) {
    return given.fact().text().equals("message")
        ? message(given)
        : new ValueDecl.Mapping(given.fact().span(), given.fields().fields());
  }

  private static ValueDecl message(GivenDecl given) {
    List<FieldDecl> fields = new ArrayList<>();
    boolean hasRole = given.fields().fields().stream().anyMatch(f -> f.name().equals("role"));
    if (!hasRole) {
      fields.add(field("role", text("user")));
    }
    for (FieldDecl part : given.fields().fields()) {
      String key = part.name().equals("text") ? "content" : part.name();
      fields.add(new FieldDecl(part.span(), key, part.value()));
    }
    return new ValueDecl.Mapping(given.fact().span(), fields);
  }

  /** {@code name: value} for each; a counter of another shape stays an error of the test. */
  private static ValueDecl counters(List<GivenDecl> facts) {
    List<FieldDecl> counters = new ArrayList<>();
    for (GivenDecl fact : facts) {
      ValueDecl name = value(fact.fields(), "name");
      ValueDecl value = value(fact.fields(), "value");
      boolean two = fact.fields().fields().size() == 2;
      if (!two || value == null || !(name instanceof ValueDecl.Text text)) {
        return sequence(facts.stream().map(TestSuites::fact).toList());
      }
      counters.add(new FieldDecl(fact.fact().span(), text.value(), value));
    }
    return mapping(counters);
  }

  private static void addBeside(List<FieldDecl> fields, GivenDecl given) {
    List<FieldDecl> parts = given.fields().fields();
    Span place = given.fact().span();
    switch (given.fact().text()) {
      case "request" -> {
        List<FieldDecl> request =
            parts.stream().filter(part -> !part.name().equals("headers")).toList();
        if (!request.isEmpty()) {
          fields.add(new FieldDecl(place, "request", mapping(request)));
        }
        parts.stream().filter(part -> part.name().equals("headers")).forEach(fields::add);
      }
      case "response" -> {
        ValueDecl text = parts.size() == 1 ? value(given.fields(), "text") : null;
        ValueDecl answer = text == null ? mapping(parts) : text;
        fields.add(new FieldDecl(place, "upstream_response", answer));
      }
      default -> {
        // Under `input`.
      }
    }
  }

  private static ValueDecl expected(ExpectDecl expect) {
    List<FieldDecl> fields = new ArrayList<>();
    fields.add(new FieldDecl(expect.verdict().span(), "verdict", text(expect.verdict())));
    NameDecl policy = expect.policy();
    if (policy != null) {
      fields.add(new FieldDecl(policy.span(), "policy", text(policy)));
    }
    TextDecl reason = expect.reason();
    if (reason != null) {
      fields.add(new FieldDecl(reason.span(), "reason_code", text(reason)));
    }
    fields.addAll(expect.options().fields());
    return mapping(fields);
  }

  private static @Nullable ValueDecl value(BlockDecl block, String key) {
    return block.fields().stream()
        .filter(field -> field.name().equals(key))
        .map(FieldDecl::value)
        .findFirst()
        .orElse(null);
  }

  private static FieldDecl field(String name, ValueDecl value) {
    return new FieldDecl(NOWHERE, name, value);
  }

  private static ValueDecl.Sequence sequence(List<ValueDecl> items) {
    return new ValueDecl.Sequence(NOWHERE, items);
  }

  private static ValueDecl.Mapping mapping(List<FieldDecl> fields) {
    return new ValueDecl.Mapping(NOWHERE, fields);
  }

  private static ValueDecl.Text text(String value) {
    return new ValueDecl.Text(NOWHERE, value);
  }

  private static ValueDecl.Text text(NameDecl name) {
    return new ValueDecl.Text(name.span(), name.text());
  }

  private static ValueDecl.Text text(TextDecl text) {
    return new ValueDecl.Text(text.span(), text.value());
  }
}
