package dev.keeptrail.engine.capture;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.Parameter;
import dev.keeptrail.detectors.ParameterKind;
import dev.keeptrail.detectors.Part;
import dev.keeptrail.detectors.View;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.exchange.Unscanned;
import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@link CaptureJson} writes. Holds every span against its text. */
public final class CaptureReader {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final Words<CaptureMode> MODES =
      new Words<>(CaptureMode.values(), CaptureMode::word);
  private static final Words<Phase> PHASES = new Words<>(Phase.values(), Phase::word);
  private static final Words<Channel> CHANNELS = new Words<>(Channel.values(), Channel::word);
  private static final Words<Evidence> EVIDENCE = new Words<>(Evidence.values(), Evidence::word);
  private static final Words<View> VIEWS = new Words<>(View.values(), View::word);
  private static final Words<Verdict> VERDICTS = new Words<>(Verdict.values(), Verdict::word);
  private static final Words<ParameterKind> KINDS =
      new Words<>(ParameterKind.values(), ParameterKind::name);

  private CaptureReader() {}

  /** Words of a closed list. */
  private static final class Words<E> {
    private final Map<String, E> byWord = new LinkedHashMap<>();

    Words(E[] values, Function<E, String> word) {
      for (E value : values) {
        byWord.put(word.apply(value), value);
      }
    }

    E read(JsonNode node) throws CaptureFormatException {
      E value = byWord.get(node.asString(""));
      if (value == null) {
        throw new CaptureFormatException("a word in the capture is not known");
      }
      return value;
    }
  }

  public static CapturedExchange read(byte[] json) throws CaptureFormatException {
    try {
      return read(JSON.readTree(json));
    } catch (JacksonException _) {
      throw new CaptureFormatException("the capture is not JSON");
    }
  }

  /** Reads a capture that stands in a larger document. */
  public static CapturedExchange read(JsonNode node) throws CaptureFormatException {
    int format = node.path("format").asInt(0);
    if (format != CaptureJson.FORMAT) {
      throw new CaptureFormatException("the capture has format %d".formatted(format));
    }
    try {
      List<CapturedPhase> phases = new ArrayList<>();
      for (JsonNode phase : node.path("phases")) {
        phases.add(phase(phase, phases));
      }
      return new CapturedExchange(MODES.read(node.path("mode")), phases);
    } catch (IllegalArgumentException | JacksonException broken) {
      throw new CaptureFormatException("the capture contradicts itself");
    }
  }

  private static CapturedPhase phase(JsonNode node, List<CapturedPhase> before)
      throws CaptureFormatException {
    List<Segment> segments = segments(node.path("segments"));
    return new CapturedPhase(
        new PhaseContent(
            PHASES.read(node.path("phase")),
            request(node.path("request")),
            segments,
            facts(node.path("facts")),
            unscanned(node.path("unscanned")),
            references(node.path("references"), segments, before)),
        texts(node.path("asked")),
        findings(node.path("findings"), segments),
        findings(node.path("sensitive"), segments),
        masked(node.path("masked")),
        node.path("faulted").asBoolean(false),
        decided(node.path("decided"), segments));
  }

  private static List<Segment> references(
      JsonNode node, List<Segment> own, List<CapturedPhase> before) throws CaptureFormatException {
    if (!node.isString()) {
      return segments(node);
    }
    return before.isEmpty() ? own : before.getFirst().content().segments();
  }

  private static RequestFacts request(JsonNode node) {
    return new RequestFacts(
        node.path("model").asString(""),
        node.path("provider").asString(""),
        node.path("route").asString(""),
        node.path("stream").asBoolean(false));
  }

  private static List<Segment> segments(JsonNode nodes) throws CaptureFormatException {
    List<Segment> segments = new ArrayList<>(nodes.size());
    for (JsonNode node : nodes) {
      segments.add(
          new Segment(
              new Location(
                  CHANNELS.read(node.path("channel")),
                  node.path("role").asString(""),
                  node.path("index").asInt(-1),
                  node.path("pointer").asString("")),
              node.path("text").asString(""),
              parameter(node.path("parameter"))));
    }
    return segments;
  }

  private static @Nullable Parameter parameter(JsonNode node) throws CaptureFormatException {
    return node.isObject()
        ? new Parameter(
            node.path("tool").asString(""),
            node.path("path").asString(""),
            KINDS.read(node.path("kind")))
        : null;
  }

  private static List<Fact> facts(JsonNode nodes) throws CaptureFormatException {
    List<Fact> facts = new ArrayList<>(nodes.size());
    for (JsonNode node : nodes) {
      FactType type =
          FactSchema.type(node.path("type").asString(""))
              .orElseThrow(() -> new CaptureFormatException("a fact in the capture is not known"));
      Map<String, Value> fields = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> field : node.path("fields").properties()) {
        fields.put(field.getKey(), value(field.getValue()));
      }
      facts.add(new Fact(type, node.path("pointer").asString(""), fields));
    }
    return facts;
  }

  private static Value value(JsonNode node) {
    if (node.isObject()) {
      Map<String, Value> entries = new LinkedHashMap<>();
      node.properties().forEach(entry -> entries.put(entry.getKey(), value(entry.getValue())));
      return new Value.Mapping(entries);
    }
    if (node.isArray()) {
      List<Value> items = new ArrayList<>(node.size());
      node.forEach(item -> items.add(value(item)));
      return new Value.Sequence(items);
    }
    if (node.isNumber()) {
      return new Value.Decimal(node.asDouble());
    }
    if (node.isBoolean()) {
      return new Value.Truth(node.asBoolean());
    }
    return node.isNull() ? new Value.Nothing() : new Value.Text(node.asString());
  }

  private static List<Unscanned> unscanned(JsonNode nodes) {
    List<Unscanned> parts = new ArrayList<>(nodes.size());
    for (JsonNode node : nodes) {
      parts.add(new Unscanned(node.path("pointer").asString(""), node.path("reason").asString("")));
    }
    return parts;
  }

  private static List<Finding> findings(JsonNode nodes, List<Segment> segments)
      throws CaptureFormatException {
    List<Finding> findings = new ArrayList<>(nodes.size());
    for (JsonNode node : nodes) {
      checkSpan(node, segments);
      findings.add(
          new Finding(
              node.path(0).asInt(),
              node.path(1).asInt(),
              node.path(2).asInt(),
              node.path(3).asString(""),
              node.path(4).asString(""),
              node.path(5).asDouble(0),
              EVIDENCE.read(node.path(6)),
              VIEWS.read(node.path(7)),
              node.path(8).asString(""),
              node.size() > 9
                  ? new Part(node.path(9).asInt(), node.path(10).asInt(), node.path(11).asInt())
                  : null));
    }
    return findings;
  }

  private static CapturedPhase.Masked masked(JsonNode node) {
    if (!node.isObject()) {
      return CapturedPhase.Masked.NOTHING;
    }
    Set<Integer> segments = new LinkedHashSet<>();
    node.path("segments").forEach(index -> segments.add(index.asInt()));
    return new CapturedPhase.Masked(
        segments,
        node.path("references").asBoolean(false),
        new LinkedHashSet<>(texts(node.path("fields"))));
  }

  private static @Nullable CapturedDecision decided(JsonNode node, List<Segment> segments)
      throws CaptureFormatException {
    if (!node.isObject()) {
      return null;
    }
    List<CapturedDecision.Fired> fired = new ArrayList<>();
    for (JsonNode rule : node.path("fired")) {
      fired.add(
          new CapturedDecision.Fired(
              rule.path(0).asString(""),
              rule.path(1).asString(""),
              rule.path(2).asString(""),
              rule.path(3).asString("")));
    }
    List<CapturedDecision.Edit> edits = new ArrayList<>();
    for (JsonNode edit : node.path("edits")) {
      checkSpan(edit, segments);
      edits.add(
          new CapturedDecision.Edit(
              edit.path(0).asInt(),
              edit.path(1).asInt(),
              edit.path(2).asInt(),
              edit.path(3).asString(""),
              edit.path(4).asString(""),
              edit.path(5).asString("")));
    }
    JsonNode policy = node.path("policy");
    return new CapturedDecision(
        VERDICTS.read(node.path("verdict")),
        node.path("reason_code").asString(""),
        policy.isString() ? policy.asString() : null,
        fired,
        edits);
  }

  private static void checkSpan(JsonNode node, List<Segment> segments)
      throws CaptureFormatException {
    int segment = node.path(0).asInt(-1);
    int start = node.path(1).asInt(-1);
    int end = node.path(2).asInt(-1);
    if (segment < 0
        || segment >= segments.size()
        || start < 0
        || end < start
        || end > segments.get(segment).text().length()) {
      throw new CaptureFormatException("a span in the capture is outside its text");
    }
  }

  private static List<String> texts(JsonNode nodes) {
    List<String> texts = new ArrayList<>(nodes.size());
    nodes.forEach(node -> texts.add(node.asString("")));
    return texts;
  }
}
