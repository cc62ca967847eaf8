package dev.keeptrail.gateway.imports;

import dev.keeptrail.engine.capture.CaptureMask;
import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.capture.CapturedPhase;
import dev.keeptrail.engine.capture.CapturedPhase.Masked;
import dev.keeptrail.engine.exchange.Counters;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.ModelAnswer;
import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.body.UnreadableToolException;
import dev.keeptrail.gateway.contents.ContentsCall;
import dev.keeptrail.gateway.exchange.Claims;
import dev.keeptrail.gateway.exchange.SharedFacts;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.messages.RawCall;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.sse.SseEvent;
import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.language.plan.DataPolicy;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes captures of logged pairs, with the same readers as the gateway: what it would refuse as no
 * request is no capture either. Nothing was decided, so nothing of a decision is in them.
 */
public final class PairCapture {
  /** What stands in the place of a target. */
  private static final String TARGET = "imported";

  private final CaptureMode mode;

  /** Keeps texts with placeholders, or as they were. */
  public PairCapture(CaptureMode mode) {
    this.mode = mode;
  }

  public ImportedExchange of(LoggedPair pair) {
    Optional<Protocol> protocol = Protocols.of(pair);
    if (protocol.isEmpty()) {
      return ImportedExchange.missing(pair.id(), "the address is none of a model's");
    }
    try {
      ModelRequest request = protocol.get().read(body(protocol.get(), pair));
      ModelAnswer answer = answer(protocol.get(), request, pair.answer());
      var whole =
          new CapturedExchange(CaptureMode.FULL, phases(pair, protocol.get(), request, answer));
      return kept(whole)
          .map(kept -> new ImportedExchange(pair.id(), kept, "", answer != null))
          .orElseGet(() ->
              ImportedExchange.missing(pair.id(), "there are too many sensitive values in it"));
    } catch (RefusedException refused) {
      return ImportedExchange.missing(
          pair.id(), "a gateway would refuse it: " + refused.refusal().message());
    } catch (UnreadableToolException _) {
      return ImportedExchange.missing(pair.id(), "it has a tool call that no rule could be given");
    }
  }

  /** With what the address says, where the protocol has that there; a log may hold no address. */
  private static byte[] body(Protocol protocol, LoggedPair pair) throws RefusedException {
    byte[] written = StrictJson.write(pair.request());
    if (!protocol.namesModelInPath()) {
      Optional<RawCall> raw = RawCall.at(pair.path());
      return raw.isPresent() ? raw.get().into(written) : written;
    }
    return ContentsCall.at(pair.path())
        .orElse(new ContentsCall("unknown", protocol.method().orElseThrow()))
        .into(written);
  }

  private Optional<CapturedExchange> kept(CapturedExchange whole) {
    return mode == CaptureMode.REDACTED ? CaptureMask.of(whole) : Optional.of(whole);
  }

  private static @Nullable ModelAnswer answer(
      Protocol protocol, ModelRequest request, @Nullable LoggedAnswer answer) {
    return switch (answer) {
      case null -> null;
      case LoggedAnswer.Whole(JsonNode body) -> request.answer(StrictJson.write(body)).orElse(null);
      case LoggedAnswer.Streamed(List<SseEvent> events) ->
          StreamedAnswer.of(protocol, request, events).orElse(null);
    };
  }

  private static List<CapturedPhase> phases(
      LoggedPair pair, Protocol protocol, ModelRequest request, @Nullable ModelAnswer answer)
      throws UnreadableToolException {
    var facts = new RequestFacts(request.model(), TARGET, protocol.route(), request.streams());
    List<Fact> shared = shared(pair, request);
    List<CapturedPhase> phases = new ArrayList<>();
    phases.add(phase(Phase.INPUT, facts, request.texts(), shared, List.of()));
    List<Fact> results = request.toolResults();
    if (!results.isEmpty()) {
      phases.add(
          phase(Phase.TOOL, facts, request.textsOf(results), with(shared, results), List.of()));
    }
    if (answer == null) {
      return phases;
    }
    List<Segment> asked = request.texts().segments();
    List<Fact> calls = answer.toolCalls();
    if (!calls.isEmpty()) {
      List<Fact> known = with(shared, calls);
      known.add(Counters.fact(Counters.TOOL_RESULTS, results.size()));
      phases.add(phase(Phase.TOOL, facts, answer.textsOf(calls), known, asked));
    }
    phases.add(phase(Phase.OUTPUT, facts, answer.texts(), with(shared, usage(answer)), asked));
    return phases;
  }

  private static List<Fact> shared(LoggedPair pair, ModelRequest request) {
    List<Fact> shared = new ArrayList<>();
    for (Fact fact :
        SharedFacts.of(
            Claims.NONE, TARGET, TARGET, request.model(), DataPolicy.UNDECLARED, request.turns())) {
      shared.add(fact.type() == FactType.IDENTITY ? identity(fact, pair.user()) : fact);
    }
    return shared;
  }

  private static Fact identity(Fact nobody, @Nullable String user) {
    if (user == null) {
      return nobody;
    }
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("user", new Value.Text(user));
    fields.putAll(nobody.fields());
    return new Fact(FactType.IDENTITY, "", fields);
  }

  private static List<Fact> usage(ModelAnswer answer) {
    return answer
        .tokens()
        .map(tokens -> {
          Map<String, Value> fields = new LinkedHashMap<>();
          fields.put("input_tokens", new Value.Decimal(tokens.input()));
          fields.put("output_tokens", new Value.Decimal(tokens.output()));
          fields.put("total_tokens", new Value.Decimal(tokens.total()));
          return List.of(new Fact(FactType.USAGE, "", fields));
        })
        .orElse(List.of());
  }

  private static List<Fact> with(List<Fact> shared, List<Fact> own) {
    List<Fact> all = new ArrayList<>(shared);
    all.addAll(own);
    return all;
  }

  private static CapturedPhase phase(
      Phase phase,
      RequestFacts request,
      BodyTexts texts,
      List<Fact> facts,
      List<Segment> references) {
    return new CapturedPhase(
        new PhaseContent(phase, request, texts.segments(), facts, texts.unscanned(), references),
        List.of(),
        List.of(),
        List.of(),
        Masked.NOTHING,
        false,
        null);
  }
}
