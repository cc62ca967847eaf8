package dev.keeptrail.language.testfile;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.language.diagnostic.NotUtf8;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import dev.keeptrail.language.yaml.YamlValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something to be judged that is written in a file: a chat completion request as clients send it, a
 * test of a test file, or texts by themselves ({@code phase}, {@code segments} and facts).
 *
 * @param tests the input, as tests whose expectations nobody looks at
 */
public record RequestFile(List<TestCase> tests, Problems problems) {
  private static final List<String> SEGMENT = List.of("text", "role");

  /** The key that each form has: a request, texts by themselves, a test. */
  private static final List<String> FORMS = List.of("messages", "segments", "input");

  public RequestFile {
    tests = List.copyOf(tests);
  }

  /**
   * Reads a file.
   *
   * @param phase the only phase to judge; null leaves it to the file
   */
  public static RequestFile read(SourceReading reading, @Nullable Phase phase) {
    var problems = new Problems();
    List<TestCase> tests =
        switch (reading) {
          case SourceReading.Decoded decoded -> read(decoded.source(), problems);
          case SourceReading.TooLarge large -> {
            Span place = Span.startOf(large.source());
            problems.add(
                DiagnosticCode.SOURCE_TOO_LARGE, place, "", "the file is too large to be read");
            yield List.of();
          }
          case SourceReading.NotUtf8 invalid -> {
            problems.add(NotUtf8.of(invalid.place()));
            yield List.of();
          }
        };
    return new RequestFile(tests.stream().map(test -> in(phase, test)).toList(), problems);
  }

  private static List<TestCase> read(SourceText source, Problems problems) {
    ValueDecl root = YamlValues.read(source, problems).orElse(null);
    if (!(root instanceof ValueDecl.Mapping mapping)) {
      if (root != null) {
        Fields.wrongType(problems, "", root, "a request, a test or a list of segments");
      }
      return List.of();
    }
    var fields = new Fields(problems, mapping.span(), "", mapping.fields());
    if (fields.field("messages").isPresent()) {
      return List.of(request(mapping, fields));
    }
    if (FORMS.stream().noneMatch(form -> fields.field(form).isPresent())
        && (misspelt(fields) || outsideOfInput(fields))) {
      return List.of();
    }
    return fields.field("segments").isPresent()
        ? List.of(segments(fields))
        : new CaseReader(problems).readInput(fields).stream().toList();
  }

  /** Reports the key that makes a form what it is, where it is there but for its spelling. */
  private static boolean misspelt(Fields fields) {
    for (FieldDecl field : fields.all()) {
      Optional<String> near = NearestWord.of(field.name(), FORMS);
      if (near.isPresent()) {
        fields
            .problems()
            .add(
                DiagnosticCode.UNKNOWN_TEST_KEY,
                field.span(),
                field.name(),
                "unknown key " + Quoted.word(field.name()) + " in an input",
                "did you mean " + Quoted.word(near.get()) + "?");
        return true;
      }
    }
    return false;
  }

  /**
   * Reports facts, such as tool calls, that stand where a test has {@code input}, and says what the
   * file has to look like.
   */
  private static boolean outsideOfInput(Fields fields) {
    for (FieldDecl field : fields.all()) {
      if (InputReader.OWN.contains(field.name())) {
        fields
            .problems()
            .add(
                DiagnosticCode.MISSING_TEST_KEY,
                field.span(),
                "input",
                Quoted.word(field.name()) + " stands outside of " + Quoted.word("input"),
                "put it into one: `{\"input\": {\"" + field.name() + "\": ...}}`");
        return true;
      }
    }
    return false;
  }

  private static TestCase request(ValueDecl.Mapping mapping, Fields fields) {
    List<FieldDecl> others =
        mapping.fields().stream().filter(field -> !field.name().equals("messages")).toList();
    TestInput input =
        new TestInput(
            mapping.span(),
            messages(fields),
            new ValueDecl.Mapping(mapping.span(), others),
            null,
            Map.of(),
            List.of());
    return new TestCase(
        mapping.span(), "request", null, null, null, input, nothing(mapping.span()));
  }

  private static List<ValueDecl> messages(Fields fields) {
    return switch (fields.value("messages")) {
      case ValueDecl.Sequence sequence -> sequence.items();
      case null -> List.of();
      case ValueDecl other -> {
        fields.wrongType("messages", other, "a list of messages");
        yield List.of();
      }
    };
  }

  /**
   * Each segment becomes a message of its own, or the answer where the phase is that of answers.
   */
  private static TestCase segments(Fields fields) {
    List<FieldDecl> rewritten = SegmentInput.rewrite(fields, SEGMENT);
    var problems = fields.problems();
    Fields test = new Fields(problems, fields.span(), "", rewritten);
    return new CaseReader(problems).readInput(test).orElseGet(() -> emptyCase(fields.span()));
  }

  private static TestCase emptyCase(Span span) {
    var nowhere = new ValueDecl.Mapping(span, List.of());
    var input = new TestInput(span, List.of(), nowhere, null, Map.of(), List.of());
    return new TestCase(span, "request", null, null, null, input, nothing(span));
  }

  private static TestCase in(@Nullable Phase phase, TestCase test) {
    return phase == null
        ? test
        : new TestCase(
            test.span(),
            test.name(),
            test.suite(),
            test.target(),
            phase,
            test.input(),
            test.expected());
  }

  static Expectation nothing(Span span) {
    return new Expectation(span, null, null, null, null, null, null, Map.of(), null, null, false);
  }
}
