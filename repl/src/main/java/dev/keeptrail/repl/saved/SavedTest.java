package dev.keeptrail.repl.saved;

import dev.keeptrail.engine.capture.CaptureFormatException;
import dev.keeptrail.engine.capture.CaptureJson;
import dev.keeptrail.engine.capture.CaptureMask;
import dev.keeptrail.engine.capture.CaptureReader;
import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.packtest.CaseRun;
import dev.keeptrail.engine.packtest.CaseRun.JudgedPhase;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.judge.Course;
import dev.keeptrail.repl.judge.JudgedPack;
import dev.keeptrail.repl.judge.Judgement;
import dev.keeptrail.repl.judge.RecordedTrial;
import dev.keeptrail.repl.judge.Trial;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A test of a pack that is made of a captured exchange: what was judged, and what is to come of it.
 * As JSON, an object with {@code keeptrail_saved_test} (the format), {@code name}, {@code from},
 * {@code expected}, {@code complete}, {@code approved} where a person had approved something, and
 * {@code capture}.
 *
 * @param from id of the event
 */
public record SavedTest(
    String name, String from, Expected expected, Course course, CapturedExchange exchange) {
  /** The member by which such a file is known, and its format. */
  public static final String MARK = "keeptrail_saved_test";

  private static final int FORMAT = 1;
  private static final String NOT_REPLAYABLE = "not_replayable";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /**
   * What a test expects, or got.
   *
   * @param policy the decisive policy; null when all allowed
   * @param masked texts that are masked, each as its phase and its JSON Pointer, sorted
   */
  public record Expected(
      String verdict, String reasonCode, @Nullable String policy, List<String> masked) {
    public Expected {
      masked = List.copyOf(masked);
    }

    static Expected of(Trial trial, CapturedExchange exchange) {
      List<String> masked =
          trial.edits().stream()
              .map(edit ->
                  exchange.phases().get(edit.phase()).content().phase().word()
                      + " "
                      + edit.pointer())
              .distinct()
              .sorted()
              .toList();
      return new Expected(trial.verdict().word(), trial.reasonCode(), trial.policy(), masked);
    }

    /** Such as {@code block by pii-detector (pii_detector.found)}. */
    public String words() {
      return verdict + (policy == null ? "" : " by " + policy) + " (" + reasonCode + ")";
    }
  }

  /**
   * A test that expects what was recorded, or what a pack makes of it now. In an exchange that was
   * captured in full, placeholders take the place of everything sensitive.
   *
   * @param pack null to expect what was recorded
   * @throws SavedTestException when that cannot be said of the exchange with placeholders
   */
  public static SavedTest masked(String name, ReplayCase recorded, @Nullable JudgedPack pack)
      throws SavedTestException {
    CapturedExchange exchange = exchange(recorded);
    CapturedExchange kept =
        exchange.mode() == CaptureMode.REDACTED
            ? exchange
            : CaptureMask.of(exchange)
                .orElseThrow(() ->
                    new SavedTestException(
                        "`%s` holds more sensitive values than can be masked"
                            .formatted(recorded.id())));
    return of(name, recorded, kept, pack);
  }

  /**
   * A test of an exchange as it was captured, for a run at once: it expects what was recorded.
   *
   * @throws SavedTestException when nothing was recorded that a pack could have decided
   */
  public static SavedTest asCaptured(ReplayCase recorded) throws SavedTestException {
    return of(recorded.id(), recorded, exchange(recorded), null);
  }

  private static CapturedExchange exchange(ReplayCase recorded) throws SavedTestException {
    CapturedExchange exchange = recorded.exchange();
    if (exchange == null) {
      throw new SavedTestException("`%s`: %s".formatted(recorded.id(), recorded.missing()));
    }
    return exchange;
  }

  private static SavedTest of(
      String name, ReplayCase recorded, CapturedExchange exchange, @Nullable JudgedPack pack)
      throws SavedTestException {
    Course course = recorded.course(exchange);
    Judgement expected =
        pack == null ? RecordedTrial.of(recorded.event(), exchange) : pack.judge(exchange, course);
    return switch (expected) {
      case Judgement.Judged(Trial trial) ->
          new SavedTest(name, recorded.id(), Expected.of(trial, exchange), course, exchange);
      case Judgement.NotReplayable(String needs) ->
          throw new SavedTestException(
              "`%s` is not replayable: needs %s".formatted(recorded.id(), needs));
    };
  }

  /** What a pack makes of it. */
  public SavedTestResult run(JudgedPack pack) {
    List<JudgedPhase> phases = new ArrayList<>();
    return switch (pack.watch(exchange, course, phases::add)) {
      case Judgement.Judged(Trial trial) ->
          new SavedTestResult(this, Expected.of(trial, exchange), "", run(trial, phases));
      case Judgement.NotReplayable(String needs) ->
          new SavedTestResult(
              this,
              null,
              needs,
              new CaseRun(List.of(), Verdict.ALLOW, NOT_REPLAYABLE, null, null, null));
    };
  }

  private static CaseRun run(Trial trial, List<JudgedPhase> phases) {
    JudgedPhase settling =
        trial.verdict() == Verdict.ALLOW
            ? null
            : phases.stream()
                .filter(phase -> phase.decision().verdict() == trial.verdict())
                .findFirst()
                .orElse(phases.getLast());
    return new CaseRun(
        phases,
        trial.verdict(),
        trial.reasonCode(),
        trial.policy(),
        settling == null ? null : settling.phase(),
        settling == null ? null : settling.decision().message());
  }

  /** The test as a file; ends in a line end. */
  public String toJson() {
    JsonWriter json = JsonWriter.indented().beginObject();
    json.name(MARK).value(FORMAT);
    json.name("name").value(name);
    json.name("from").value(from);
    json.name("expected").beginObject().name("verdict").value(expected.verdict());
    json.name("reason_code").value(expected.reasonCode());
    json.name("policy").value(expected.policy());
    json.name("masked").beginArray();
    expected.masked().forEach(json::value);
    json.endArray().endObject();
    SavedCourse.write(course, json);
    CaptureJson.write(exchange, json.name("capture"));
    return json.endObject() + "\n";
  }

  /**
   * Reads a file's text.
   *
   * @throws SavedTestException when it is no saved test of this version
   */
  public static SavedTest parse(String text) throws SavedTestException {
    try {
      JsonNode node = JSON.readTree(text);
      if (node.path(MARK).asInt(0) != FORMAT) {
        throw new SavedTestException("it is no saved test of this version");
      }
      JsonNode expected = node.path("expected");
      List<String> masked =
          expected.path("masked").valueStream().map(pointer -> pointer.asString("")).toList();
      JsonNode policy = expected.path("policy");
      return new SavedTest(
          required(node, "name"),
          node.path("from").asString(""),
          new Expected(
              required(expected, "verdict"),
              required(expected, "reason_code"),
              policy.isString() ? policy.asString() : null,
              masked),
          SavedCourse.read(node),
          CaptureReader.read(node.path("capture")));
    } catch (JacksonException _) {
      throw new SavedTestException("it is not JSON");
    } catch (CaptureFormatException unreadable) {
      throw new SavedTestException(String.valueOf(unreadable.getMessage()));
    }
  }

  private static String required(JsonNode node, String member) throws SavedTestException {
    String text = node.path(member).asString("");
    if (text.isEmpty()) {
      throw new SavedTestException("it has no `%s`".formatted(member));
    }
    return text;
  }
}
