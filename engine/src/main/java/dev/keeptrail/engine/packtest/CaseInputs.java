package dev.keeptrail.engine.packtest;

import dev.keeptrail.engine.document.Documents;
import dev.keeptrail.engine.exchange.Counters;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.exchange.Unscanned;
import dev.keeptrail.engine.packtest.ChatBodies.Texts;
import dev.keeptrail.engine.packtest.ChatBodies.UnservedBodyException;
import dev.keeptrail.language.kind.ProviderKind;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.testfile.TestCase;
import dev.keeptrail.language.testfile.TestInput;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.TextDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes of a test what the gateway would judge. Stateless. */
public final class CaseInputs {
  private static final String ROUTE = "/v1/chat/completions";
  private static final String MODEL = "test-model";
  private static final String NO_TARGET = "none";

  private final PackPlan plan;
  private final ChatBodies bodies;

  public CaseInputs(PackPlan plan, ChatBodies bodies) {
    this.plan = plan;
    this.bodies = bodies;
  }

  /**
   * One phase of a test.
   *
   * @param bodies what its texts came from
   */
  public record PhaseInput(PhaseContent content, List<Texts> bodies) {
    public PhaseInput {
      bodies = List.copyOf(bodies);
    }
  }

  /**
   * The phases that the test reaches when nothing stops it, in their order.
   *
   * @throws UnservedBodyException when the gateway would not serve one of the bodies
   */
  public List<PhaseInput> phases(TestCase test) throws UnservedBodyException {
    return phases(test, test.phase());
  }

  /**
   * Whether what the test judges has something of its texts; a test that gives none may judge what
   * it likes.
   *
   * @throws UnservedBodyException when the gateway would not serve one of the bodies
   */
  boolean judgesItsTexts(TestCase test) throws UnservedBodyException {
    boolean texts = !test.input().messages().isEmpty() || test.input().answer() != null;
    return test.phase() == null
        || !texts
        || phases(test, null).stream()
            .anyMatch(reached -> reached.content().phase() == test.phase());
  }

  private List<PhaseInput> phases(TestCase test, @Nullable Phase only)
      throws UnservedBodyException {
    TestInput input = test.input();
    ProviderPlan target = target(test.target());
    String model = model(input, target);
    RequestFacts facts =
        new RequestFacts(model, target == null ? NO_TARGET : target.id(), ROUTE, false);
    List<Fact> caller =
        concat(CallerFacts.of(input, target), ConsentFacts.of(plan, input.headers()));

    boolean asks = !input.messages().isEmpty();
    boolean results = !Bodies.of(input, FactType.TOOL_RESULT).isEmpty();
    boolean calls = !Bodies.of(input, FactType.TOOL_CALL).isEmpty();
    boolean usage = !Bodies.of(input, FactType.USAGE).isEmpty();
    boolean answers = input.answer() != null;

    Body request = asks || results ? request(input, model) : Body.NONE;
    Body answer = answers || calls ? completion(input, model) : Body.NONE;
    List<Fact> tools = new ArrayList<>(request.tools());
    tools.addAll(answer.tools());
    if (!answer.tools().isEmpty()) {
      tools.addAll(Counters.ofResults(request.tools()));
    }

    List<PhaseInput> phases = new ArrayList<>();
    if (wanted(only, Phase.INPUT, asks || !(results || calls || usage || answers))) {
      phases.add(
          input(
              Phase.INPUT,
              facts,
              asks ? request : Body.NONE,
              asks ? concat(caller, documents(input, model)) : caller));
    }
    if (wanted(only, Phase.TOOL, !tools.isEmpty())) {
      phases.add(tool(facts, request, answer, concat(tools, caller)));
    }
    if (wanted(only, Phase.OUTPUT, answers || usage)) {
      PhaseInput output =
          input(
              Phase.OUTPUT,
              facts,
              answers ? answer : Body.NONE,
              concat(caller, CallerFacts.usage(input)));
      phases.add(
          new PhaseInput(output.content().comparedWith(request.segments()), output.bodies()));
    }
    return phases;
  }

  private static boolean wanted(@Nullable Phase only, Phase phase, boolean reached) {
    return only == null ? reached : only == phase;
  }

  private static PhaseInput input(Phase phase, RequestFacts facts, Body body, List<Fact> known) {
    return new PhaseInput(
        new PhaseContent(phase, facts, body.segments(), known, body.unscanned()), body.texts());
  }

  /** Only what belongs to a tool call or a tool result is judged here; the rest has its phase. */
  private static PhaseInput tool(RequestFacts facts, Body request, Body answer, List<Fact> known) {
    List<String> places = known.stream().map(Fact::pointer).filter(p -> !p.isEmpty()).toList();
    List<Segment> segments =
        Stream.concat(request.segments().stream(), answer.segments().stream())
            .filter(segment -> isBelow(segment.location().pointer(), places))
            .toList();
    // No body comes with them: their redactions are not carried out here.
    var content = new PhaseContent(Phase.TOOL, facts, segments, known, List.of());
    return new PhaseInput(content.comparedWith(request.segments()), List.of());
  }

  private static boolean isBelow(String pointer, List<String> places) {
    return places.stream().anyMatch(place -> pointer.startsWith(place + "/"));
  }

  private Body request(TestInput input, String model) throws UnservedBodyException {
    String body = Bodies.request(input, model);
    Texts texts = bodies.request(bytes(body));
    return new Body(List.of(texts), ToolFacts.results(JsonValues.tree(body)));
  }

  private List<Fact> documents(TestInput input, String model) {
    return Documents.areAskedFor(plan)
        ? Documents.counters(JsonValues.tree(Bodies.request(input, model)))
        : List.of();
  }

  private Body completion(TestInput input, String model) throws UnservedBodyException {
    String body = Bodies.completion(input, model);
    Texts texts = bodies.completion(bytes(body), bytes(Bodies.request(input, model)));
    return new Body(List.of(texts), ToolFacts.calls(JsonValues.tree(body)));
  }

  private @Nullable ProviderPlan target(@Nullable TextDecl id) {
    return plan.providers().stream()
        .filter(target ->
            id == null
                ? ProviderKind.servesModels(target.provider())
                : target.id().equals(id.value()))
        .findFirst()
        .orElse(null);
  }

  private static String model(TestInput input, @Nullable ProviderPlan target) {
    for (FieldDecl field : input.request().fields()) {
      if (field.name().equals("model") && field.value() instanceof ValueDecl.Text text) {
        return text.value();
      }
    }
    return target == null || target.model() == null ? MODEL : target.model();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static List<Fact> concat(List<Fact> first, List<Fact> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private record Body(List<Texts> texts, List<Fact> tools) {
    static final Body NONE = new Body(List.of(), List.of());

    List<Segment> segments() {
      return texts.stream().flatMap(text -> text.segments().stream()).toList();
    }

    List<Unscanned> unscanned() {
      return texts.stream().flatMap(text -> text.unscanned().stream()).toList();
    }
  }
}
