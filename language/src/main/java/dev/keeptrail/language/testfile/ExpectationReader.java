package dev.keeptrail.language.testfile;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.TextDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a test expects. */
final class ExpectationReader {
  static final List<String> KEYS =
      List.of(
          "verdict",
          "reason_code",
          "policy",
          "redactions",
          "rules",
          "message",
          "tags",
          "phase",
          "trace");

  private static final Map<String, String> VERDICTS =
      Map.of(
          "allow", "allow",
          "allowed", "allow",
          "redact", "redact",
          "redacted", "redact",
          "escalate", "escalate",
          "escalated", "escalate",
          "block", "block",
          "blocked", "block");
  private static final List<String> VERDICT_WORDS = List.of("allow", "redact", "escalate", "block");
  private static final List<String> ITEM_KEYS = List.of("category", "text", "marker", "policy");
  private static final String GOLDEN = "golden";

  private final Problems problems;

  ExpectationReader(Problems problems) {
    this.problems = problems;
  }

  Expectation read(Fields fields) {
    return read(
        fields,
        verdict(fields.path("verdict"), fields.text("verdict")),
        fields.text("reason_code"),
        fields.text("policy"));
  }

  /** Reads the parts that a test block writes as options, beside those it writes as words. */
  Expectation read(
      Fields fields,
      @Nullable TextDecl verdict,
      @Nullable TextDecl reason,
      @Nullable TextDecl policy) {
    boolean golden =
        fields.value("trace") instanceof ValueDecl.Text text && text.value().equals(GOLDEN);
    return new Expectation(
        fields.span(),
        verdict,
        reason,
        policy,
        redactions(fields),
        fields.texts("rules"),
        fields.text("message"),
        tags(fields),
        phase(fields),
        golden ? null : trace(fields),
        golden);
  }

  /** The verdict's own word; null for none, or for one that does not exist and is reported. */
  @Nullable TextDecl verdict(String path, @Nullable TextDecl written) {
    if (written == null) {
      return null;
    }
    String verdict = VERDICTS.get(written.value());
    if (verdict == null) {
      String near =
          NearestWord.of(written.value(), VERDICT_WORDS)
              .map(word -> "did you mean " + Quoted.word(word) + "? ")
              .orElse("");
      problems.add(
          DiagnosticCode.UNKNOWN_VERDICT,
          written.span(),
          path,
          "there is no verdict " + Quoted.word(written.value()),
          near + "verdicts: " + Quoted.words(VERDICT_WORDS));
      return null;
    }
    return new TextDecl(written.span(), verdict);
  }

  /** The phase of that name; empty for none, or for one that does not exist and is reported. */
  Optional<Phase> phase(String path, @Nullable TextDecl written) {
    if (written == null) {
      return Optional.empty();
    }
    Optional<Phase> phase =
        Stream.of(Phase.values()).filter(p -> p.word().equals(written.value())).findFirst();
    if (phase.isEmpty()) {
      List<String> words = Stream.of(Phase.values()).map(Phase::word).toList();
      problems.add(
          DiagnosticCode.INVALID_TEST_VALUE,
          written.span(),
          path,
          "there is no phase " + Quoted.word(written.value()),
          "phases: " + Quoted.words(words));
    }
    return phase;
  }

  private @Nullable TextDecl phase(Fields fields) {
    TextDecl written = fields.text("phase");
    return phase(fields.path("phase"), written).isPresent() ? written : null;
  }

  private Expectation.@Nullable Redactions redactions(Fields fields) {
    return switch (fields.value("redactions")) {
      case null -> null;
      case ValueDecl.Int number when number.value() >= 0 ->
          new Expectation.Redactions.Count(number.span(), number.value());
      case ValueDecl.Sequence sequence ->
          new Expectation.Redactions.Items(sequence.span(), items(fields, sequence));
      case ValueDecl.Int negative -> {
        problems.add(
            DiagnosticCode.INVALID_TEST_VALUE,
            negative.span(),
            fields.path("redactions"),
            "there cannot be " + negative.value() + " redactions");
        yield null;
      }
      case ValueDecl other -> {
        fields.wrongType("redactions", other, "a list of redactions or their number");
        yield null;
      }
    };
  }

  private List<Expectation.Item> items(Fields fields, ValueDecl.Sequence sequence) {
    List<Expectation.Item> items = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      String path = fields.path("redactions[" + i + "]");
      Fields.of(problems, path, sequence.items().get(i))
          .map(item -> item(item.allow(ITEM_KEYS)))
          .ifPresent(items::add);
    }
    return items;
  }

  private static Expectation.Item item(Fields item) {
    return new Expectation.Item(
        item.span(),
        string(item.text("category")),
        string(item.text("text")),
        string(item.text("marker")),
        string(item.text("policy")));
  }

  private static @Nullable String string(@Nullable TextDecl text) {
    return text == null ? null : text.value();
  }

  private Expectation.@Nullable Texts trace(Fields fields) {
    if (fields.value("trace") instanceof ValueDecl.Sequence steps && steps.items().isEmpty()) {
      cannotFail(steps.span(), fields.path("trace"), "lists no step", "name a step");
    }
    return fields.texts("trace");
  }

  private Map<String, TextDecl> tags(Fields fields) {
    Map<String, TextDecl> tags = new LinkedHashMap<>();
    fields
        .mapping("tags")
        .ifPresent(entries -> {
          if (entries.all().isEmpty()) {
            cannotFail(entries.span(), fields.path("tags"), "names no tag", "name a tag");
          }
          for (FieldDecl tag : entries.all()) {
            TextDecl value = entries.text(tag.name());
            if (value != null) {
              tags.put(tag.name(), value);
            }
          }
        });
    return tags;
  }

  private void cannotFail(Span place, String path, String problem, String remedy) {
    problems.add(
        DiagnosticCode.TEST_EXPECTS_NOTHING,
        place,
        path,
        Quoted.word(path) + " " + problem + ", so that it could not fail",
        remedy + ", or leave the key out");
  }
}
