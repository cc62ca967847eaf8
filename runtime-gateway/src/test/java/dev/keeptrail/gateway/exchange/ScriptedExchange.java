package dev.keeptrail.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.cache.AnswerCache;
import dev.keeptrail.gateway.capture.CaptureDesk;
import dev.keeptrail.gateway.capture.Captures;
import dev.keeptrail.gateway.capture.UnusableKeyException;
import dev.keeptrail.gateway.consent.Consents;
import dev.keeptrail.gateway.extraction.ContentExtraction;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.opinion.Judges;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.provider.Target;
import dev.keeptrail.gateway.provider.Targets;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.repeat.RefusedRequests;
import dev.keeptrail.gateway.repetition.Repetitions;
import dev.keeptrail.gateway.routing.Router;
import dev.keeptrail.gateway.stream.StreamEvent;
import dev.keeptrail.gateway.telemetry.GatewayMetrics;
import dev.keeptrail.gateway.telemetry.Surroundings;
import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.PackIdentity;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.RefusedRepeats;
import dev.keeptrail.language.plan.RoutingPlan;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.price.PriceTable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** One exchange from the bytes of a provider to what a caller gets of them. */
final class ScriptedExchange {
  private static final PolicyProgram PROGRAM = program();
  private static final String CANDIDATE_TEXT = "/candidates/0/content/parts/0/text";

  private ScriptedExchange() {}

  private static PolicyProgram program() {
    var plan =
        new PackPlan(
            new PackIdentity("test", "1.0.0", true, null),
            List.of(),
            List.of(policy("pii-detector"), policy("dlp-filter")),
            GatewayPlan.DEFAULT);
    try {
      return PolicyEngines.named(PolicyEngines.DEFAULT)
          .load(plan, new EngineOptions(FailMode.BLOCK, _ -> Optional.empty()));
    } catch (PlanLoadException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PolicyPlan policy(String kind) {
    return new PolicyPlan(kind, kind, PolicyMode.ENFORCE, new PlanValue.Mapping(Map.of()));
  }

  /** What a caller speaks, what its target speaks, and where a text stands in an event. */
  enum Way {
    CHAT(Protocol.CHAT_COMPLETIONS, Protocol.CHAT_COMPLETIONS, "/choices/0/delta/content"),
    COMPLETIONS(Protocol.COMPLETIONS, Protocol.COMPLETIONS, "/choices/0/text"),
    MESSAGES(Protocol.MESSAGES, Protocol.MESSAGES, "/delta/text"),
    RESPONSES(Protocol.RESPONSES, Protocol.RESPONSES, "/delta"),
    CHAT_BY_MESSAGES(Protocol.CHAT_COMPLETIONS, Protocol.MESSAGES, "/choices/0/delta/content"),
    MESSAGES_BY_CHAT(Protocol.MESSAGES, Protocol.CHAT_COMPLETIONS, "/delta/text"),
    CONTENTS(Protocol.GENERATE_CONTENT, Protocol.GENERATE_CONTENT, CANDIDATE_TEXT),
    CONTENTS_BY_CHAT(Protocol.GENERATE_CONTENT, Protocol.CHAT_COMPLETIONS, CANDIDATE_TEXT),
    CONTENTS_BY_MESSAGES(Protocol.GENERATE_CONTENT, Protocol.MESSAGES, CANDIDATE_TEXT);

    final Protocol caller;
    final Protocol target;
    private final String place;

    Way(Protocol caller, Protocol target, String place) {
      this.caller = caller;
      this.target = target;
      this.place = place;
    }
  }

  /** What a caller got: its text, all that was said in events, and the record. */
  record Heard(String text, String said, DecisionEvent event) {}

  /** Lets a caller ask, in one way, a provider that does what the script says. */
  static Heard run(Way way, boolean streams, ScriptedProvider.Script script)
      throws RefusedException {
    var target =
        new Target(
            new ProviderPlan("t", "openai", null, null, null),
            new ScriptedProvider(way.target, script),
            null);
    var router =
        new Router(RoutingPlan.NONE, new Targets(List.of(target)), Set.of(), PriceTable.bundled());
    var runner =
        new ExchangeRunner(
            PROGRAM,
            captures(),
            false,
            router,
            PriceTable.bundled(),
            AnswerCache.ofHeap(),
            ReviewDesk.none(),
            ContentExtraction.NONE,
            Repetitions.NONE,
            new RefusedRequests(RefusedRepeats.DEFAULT, System::nanoTime),
            Consents.NONE,
            Judges.NONE,
            Mirror.none(new GatewayMetrics(model -> model, Surroundings.NONE, Clock.systemUTC())),
            () -> "evt_1",
            new Decider("gw", null),
            Clock.systemUTC());
    var caller = new Listening();
    Conclusion conclusion =
        runner.run(
            way.caller,
            way.caller.read(request(way.caller, streams)),
            Claims.NONE,
            new Correlation("req_1", null, System.nanoTime()),
            Submission.NONE,
            caller);
    if (conclusion instanceof Conclusion.Delivered delivered) {
      switch (delivered.delivery()) {
        case Delivery.Whole body -> {
          ObjectNode answer = tree(body.body());
          return new Heard(
              whole(way.caller, answer), StrictJson.writeText(answer), delivered.event());
        }
        case Delivery.Stream rest -> {
          assertThat(caller.gone).isEqualTo(caller.events.size());
          caller.events.addAll(rest.events());
        }
      }
    }
    return caller.heard(way, conclusion.event());
  }

  private static Captures captures() {
    try {
      return Captures.of(PROGRAM.plan(), _ -> Optional.empty(), new CaptureDesk(), null);
    } catch (UnusableKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] request(Protocol protocol, boolean streams) {
    String words =
        switch (protocol) {
          case RESPONSES -> "'input':'Hello'";
          case COMPLETIONS -> "'prompt':'Hello'";
          case GENERATE_CONTENT -> "'contents':[{'parts':[{'text':'Hello'}]}]";
          default -> "'max_tokens':9,'messages':[{'role':'user','content':'Hello'}]";
        };
    return ("{'model':'m','stream':" + streams + "," + words + "}")
        .replace('\'', '"')
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String whole(Protocol protocol, ObjectNode answer) {
    String place =
        switch (protocol) {
          case CHAT_COMPLETIONS -> "/choices/0/message/content";
          case COMPLETIONS -> "/choices/0/text";
          case MESSAGES -> "/content/0/text";
          case RESPONSES -> "/output/0/content/0/text";
          case GENERATE_CONTENT -> CANDIDATE_TEXT;
          default -> throw new IllegalArgumentException(protocol.name());
        };
    return answer.at(place).asString("");
  }

  private static ObjectNode tree(byte[] json) {
    try {
      return (ObjectNode) StrictJson.parse(json);
    } catch (MalformedJsonException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Listening implements CallerStream {
    private final List<StreamEvent> events = new ArrayList<>();
    private int gone;

    Heard heard(Way way, DecisionEvent event) {
      var text = new StringBuilder();
      var said = new StringBuilder();
      for (StreamEvent one : events) {
        text.append(one.data().at(way.place).asString(""));
        said.append(StrictJson.writeText(one.data())).append('\n');
      }
      return new Heard(text.toString(), said.toString(), event);
    }

    @Override
    public void tell(String eventId) {
      assertThat(eventId).isNotEmpty();
    }

    @Override
    public void send(List<StreamEvent> more) {
      events.addAll(more);
    }

    @Override
    public void flush() {
      gone = events.size();
    }

    @Override
    public boolean isBegun() {
      return !events.isEmpty();
    }

    @Override
    public boolean isCut() {
      return false;
    }

    @Override
    public boolean isGone() {
      return false;
    }

    @Override
    public void whenGone(Runnable then) {
      // It listens to the end.
    }
  }
}
