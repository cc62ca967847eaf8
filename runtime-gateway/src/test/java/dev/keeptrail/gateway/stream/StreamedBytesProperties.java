package dev.keeptrail.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.redaction.Redactions;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.sse.SseEvent;
import dev.keeptrail.gateway.sse.SseFormatException;
import dev.keeptrail.gateway.sse.SseReader;
import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.PackIdentity;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.rule.Phase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.JsonNode;

/**
 * From the bytes of a provider to the text of a client: whatever pieces the bytes come in, inside
 * code points, JSON escapes and lines, the client gets the redaction of the whole answer, and no
 * part of what is masked before.
 */
final class StreamedBytesProperties {
  private static final RequestFacts REQUEST =
      new RequestFacts("gpt", "simulated", "/v1/chat/completions", true);
  private static final PolicyProgram PROGRAM = program();
  private static final List<String> PIECES =
      List.of(
          "The committee met again to look at the plans. ",
          "Write to jane.doe@example.com, please. ",
          "4111 1111 1111 1111 ",
          "\u4f60\u597d \ud83d\ude00 caf\u00e9\n",
          "call +1 415 555 0132 \"now\" ",
          "\\ back\tslash / and \u2028 ",
          "password: hunter2Plus9\n");

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

  @Property(tries = 120)
  void clientGetsTheWholeRedaction(@ForAll long seed)
      throws SseFormatException, MalformedJsonException {
    var random = new Random(seed);
    var texts = new ArrayList<String>();
    for (int choice = 0; choice < 2; choice++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(6); i >= 0; i--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      texts.add(text.toString());
    }
    byte[] bytes = stream(texts, random);
    for (int most : new int[] {1, 5, 400}) {
      check(texts, bytes, random, most);
    }
  }

  private static void check(List<String> texts, byte[] bytes, Random random, int most)
      throws SseFormatException, MalformedJsonException {
    var answer =
        new AnswerChannels(PROGRAM.answers().begin(REQUEST, List.of()), StreamLimits.DEFAULT);
    var out = List.of(new StringBuilder(), new StringBuilder());
    var reader = new SseReader();
    int at = 0;
    while (at < bytes.length) {
      int to = Math.min(bytes.length, at + 1 + random.nextInt(most));
      var events = new ArrayList<SseEvent>();
      reader.read(bytes, at, to, events::add);
      for (SseEvent event : events) {
        take(event, answer, out);
      }
      at = to;
    }
    PhaseDecision decision = decide(answer);
    List<DeltaChannel> channels = answer.channels();
    for (int i = 0; i < channels.size(); i++) {
      int choice = channels.get(i).key().choice();
      var rest = channels.get(i).finish(decision, i);
      assertThat(rest.agrees()).isTrue();
      out.get(choice).append(rest.text());
      assertThat(out.get(choice).toString())
          .isEqualTo(redacted(answer, decision, i))
          .doesNotContain("jane.doe", "4111 1111", "555 0132", "hunter2");
      ChannelAccount account = channels.get(i).account();
      assertThat(account.seen()).isEqualTo(texts.get(choice).length());
      assertThat(account.released()).isEqualTo(account.seen());
    }
  }

  private static void take(SseEvent event, AnswerChannels answer, List<StringBuilder> out)
      throws MalformedJsonException {
    JsonNode delta = StrictJson.parse(event.data().getBytes(StandardCharsets.UTF_8));
    int choice = delta.path("index").asInt();
    var location =
        new Location(
            Channel.CONTENT, "assistant", choice, "/choices/" + choice + "/message/content");
    var key = new ChannelKey(choice, Channel.CONTENT, 0);
    DeltaChannel channel = answer.channel(key, location).orElseThrow();
    out.get(choice).append(channel.append(delta.path("content").asString()));
  }

  private static PhaseDecision decide(AnswerChannels answer) {
    return PROGRAM.evaluate(
        new PhaseContent(Phase.OUTPUT, REQUEST, answer.segments(), List.of(), List.of()));
  }

  private static String redacted(AnswerChannels answer, PhaseDecision decision, int segment) {
    List<Redaction> all = decision.redactions();
    return Redactions.apply(answer.segments(), all).get(segment).text();
  }

  /** Both texts as events, cut and taking turns at random; JSON strings escaped at random. */
  private static byte[] stream(List<String> texts, Random random) {
    var stream = new StringBuilder();
    int[] at = new int[texts.size()];
    while (at[0] < texts.get(0).length() || at[1] < texts.get(1).length()) {
      int choice = random.nextInt(2);
      String text = texts.get(choice);
      int to = Math.min(text.length(), at[choice] + 1 + random.nextInt(6));
      if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
        to++;
      }
      if (at[choice] < to) {
        stream.append("data: {\"index\":").append(choice).append(",\"content\":\"");
        escape(text.substring(at[choice], to), random, stream);
        stream.append(random.nextBoolean() ? "\"}\n\n" : "\"}\r\n\r\n");
        at[choice] = to;
      }
    }
    return stream.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void escape(String text, Random random, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean must = c < ' ' || c == '"' || c == '\\';
      boolean pair = Character.isSurrogate(c);
      if (must || (!pair && random.nextInt(8) == 0)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
  }

  @Example
  void answerBeyondItsLimitIsStopped() {
    var limits = new StreamLimits(40, 60, 4, OnOverflow.BLOCK);
    var answer = new AnswerChannels(PROGRAM.answers().begin(REQUEST, List.of()), limits);
    DeltaChannel channel = channel(answer);
    channel.append("some plain words that fit the limit. ");
    assertThat(answer.isStopped()).isFalse();
    assertThat(channel.append("and some that do not")).isEmpty();
    assertThat(answer.isStopped()).isTrue();
  }

  @Example
  void heldEndOfACutTextIsNotGivenOut() {
    var limits = new StreamLimits(40, 60, 4, OnOverflow.CUT);
    var answer = new AnswerChannels(PROGRAM.answers().begin(REQUEST, List.of()), limits);
    DeltaChannel channel = channel(answer);
    String out = channel.append("The number of the card is 4111 1111 1111 1111, and so on");
    out += channel.finish(decide(answer), 0).text();
    assertThat(out).startsWith("The number of the").doesNotContain("4111");
    assertThat(answer.isStopped()).isFalse();
    assertThat(answer.isOverflown()).isTrue();
    assertThat(channel.account().swallowed()).isEqualTo(16);
  }

  @Example
  void toolCallsAreHeldWhole() {
    var answer =
        new AnswerChannels(PROGRAM.answers().begin(REQUEST, List.of()), StreamLimits.DEFAULT);
    ToolCallBuffer call = answer.call(0, 0).orElseThrow();
    call.identify("call_1", "send_mail");
    call.append("{\"to\":\"jane");
    call.identify("", "");
    answer.call(0, 0).orElseThrow().append("@example.com\"}");
    assertThat(answer.calls())
        .containsExactly(
            new ToolCallBuffer.Call(0, 0, "call_1", "send_mail", "{\"to\":\"jane@example.com\"}"));
  }

  private static DeltaChannel channel(AnswerChannels answer) {
    var location = new Location(Channel.CONTENT, "assistant", 0, "/choices/0/message/content");
    return answer.channel(new ChannelKey(0, Channel.CONTENT, 0), location).orElseThrow();
  }
}
