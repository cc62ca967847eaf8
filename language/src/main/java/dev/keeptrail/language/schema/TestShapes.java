package dev.keeptrail.language.schema;

import dev.keeptrail.language.rule.FactType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The shapes of test files, and of the suites in a pack. */
final class TestShapes {
  private static final int MAX_CASES = 100_000;
  private static final int MAX_ITEMS = 10_000;
  private static final Shape.Text TEXT = Shape.Text.upTo(65_536);
  private static final Shape ANYTHING = new Shape.Anything();
  private static final String NOT_CARRIED_OUT = "accepted, and not carried out in this version";

  private TestShapes() {}

  /** A file beside the pack: one case, a list of cases, or suites and cases. */
  static Shape file() {
    return new Shape.Either(
        List.of(
            aCase(),
            new Shape.Items(aCase(), 0, MAX_CASES),
            Shape.Fields.of(
                Field.optional("suites", suites(), "groups of cases"),
                Field.optional(
                    "cases", new Shape.Items(aCase(), 0, MAX_CASES), "cases of no suite"))));
  }

  /** The `testing` section of a pack. */
  static Shape.Fields testing() {
    return Shape.Fields.of(
        Field.optional("suites", suites(), "groups of cases"),
        Field.discouraged("default_threshold", ANYTHING, NOT_CARRIED_OUT),
        Field.discouraged("plugins", ANYTHING, NOT_CARRIED_OUT),
        Field.discouraged("strategies", ANYTHING, NOT_CARRIED_OUT));
  }

  private static Shape suites() {
    return new Shape.Items(
        Shape.Fields.of(
            Field.required("name", TEXT, "what reports call the suite"),
            Field.optional("description", TEXT, "what the suite is there for"),
            Field.optional("target", TEXT, "the provider target that the cases are sent to"),
            Field.required("cases", new Shape.Items(aCase(), 0, MAX_CASES), "in running order"),
            Field.discouraged("assertions", ANYTHING, NOT_CARRIED_OUT)),
        0,
        MAX_CASES);
  }

  private static Shape.Fields aCase() {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.required("name", TEXT, "what reports call the test"));
    fields.add(Field.optional("description", TEXT, "what the test is there for"));
    fields.add(Field.optional("phase", RuleShapes.phase(), "the one phase that is judged"));
    fields.add(Field.required("input", input(), "what is sent"));
    fields.addAll(shared());
    fields.add(Field.required("expected", expected(), "what has to come of it"));
    fields.add(Field.discouraged("proxy_name", ANYTHING, NOT_CARRIED_OUT));
    fields.add(Field.discouraged("team_slugs", ANYTHING, NOT_CARRIED_OUT));
    return new Shape.Fields(fields, List.of());
  }

  private static List<Field> shared() {
    return List.of(
        Field.optional("headers", new Shape.Entries(TEXT, 100), "headers of the request"),
        Field.optional(
            "request",
            new Shape.Entries(ANYTHING, MAX_ITEMS),
            "fields of the request beside its messages, such as `model`"),
        Field.optional(
            "upstream_response",
            new Shape.Either(List.of(TEXT, new Shape.Entries(ANYTHING, MAX_ITEMS))),
            "the model's answer: a text, or a chat completion"));
  }

  private static Shape input() {
    List<Field> fields = new ArrayList<>();
    fields.add(
        Field.optional(
            "messages",
            new Shape.Items(ANYTHING, 0, MAX_ITEMS),
            "messages as in a chat request: `role` and `content`"));
    fields.add(
        Field.optional("tool_calls", facts(FactType.TOOL_CALL), "calls that the model asks for"));
    fields.add(Field.optional("tool_results", facts(FactType.TOOL_RESULT), "what tools answered"));
    fields.add(Field.optional("identity", fact(FactType.IDENTITY), "who is asking"));
    fields.add(Field.optional("provider", fact(FactType.PROVIDER), "the target that serves"));
    fields.add(Field.optional("usage", fact(FactType.USAGE), "what the answer cost"));
    fields.add(
        Field.optional(
            "counters",
            new Shape.Entries(new Shape.Decimal(-Double.MAX_VALUE, Double.MAX_VALUE), MAX_ITEMS),
            "how far counters had come, by name"));
    fields.add(Field.optional("conversation", fact(FactType.CONVERSATION), "the conversation"));
    fields.addAll(shared());
    fields.add(Field.discouraged("proxy_name", ANYTHING, NOT_CARRIED_OUT));
    fields.add(Field.discouraged("team_slugs", ANYTHING, NOT_CARRIED_OUT));
    return new Shape.Fields(fields, List.of());
  }

  private static Shape.Fields fact(FactType type) {
    return Objects.requireNonNull(FactShapes.given(type.word()), type.word());
  }

  private static Shape facts(FactType type) {
    return new Shape.Items(fact(type), 0, MAX_ITEMS);
  }

  private static Shape expected() {
    Shape names = new Shape.Items(TEXT, 0, MAX_ITEMS);
    return Shape.Fields.of(
        Field.optional(
            "verdict",
            Shape.Words.of(
                List.of(
                    "allow",
                    "redact",
                    "escalate",
                    "block",
                    "allowed",
                    "redacted",
                    "escalated",
                    "blocked")),
            "what is decided"),
        Field.optional("reason_code", TEXT, "the reason code of the decision"),
        Field.optional("policy", TEXT, "the policy that decides"),
        Field.optional(
            "redactions",
            new Shape.Either(List.of(new Shape.Whole(0, MAX_ITEMS), redactions())),
            "what is masked, or how much"),
        Field.optional("rules", names, "the rules that fire"),
        Field.optional("message", TEXT, "what the caller is told"),
        Field.optional("tags", new Shape.Entries(TEXT, 1_000), "the tags that are set"),
        Field.optional("phase", RuleShapes.phase(), "the phase that decides"),
        Field.optional(
            "trace",
            new Shape.Either(List.of(Shape.Words.of(List.of("golden")), names)),
            "steps of the trace in order, or `golden` for an approved one"));
  }

  private static Shape redactions() {
    return new Shape.Items(
        Shape.Fields.of(
            Field.optional("category", TEXT, "what was found"),
            Field.optional("text", TEXT, "the text that is masked"),
            Field.optional("marker", TEXT, "what stands in its place"),
            Field.optional("policy", TEXT, "the policy that masks it")),
        0,
        MAX_ITEMS);
  }
}
