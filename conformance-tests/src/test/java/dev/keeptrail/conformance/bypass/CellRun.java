package dev.keeptrail.conformance.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.conformance.AsFarAsItGoes;
import dev.keeptrail.conformance.bypass.ScriptedProvider.Script;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventJson;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts the exchanges of one cell through a gateway, and holds them against what must hold. */
final class CellRun {
  private static final JsonNode NOTED = JsonNodeFactory.instance.stringNode("Noted.");
  private static final JsonNode GO_ON = JsonNodeFactory.instance.stringNode("Go on.");
  private static final int REFUSED = 400;

  private final BypassCase given;
  private final Houses houses;
  private final ScriptedProvider provider;
  private final String exchange;
  private final StringBuilder shown = new StringBuilder();

  /**
   * Prepares a cell.
   *
   * @param exchange a name of its own for the exchanges of the cell
   */
  CellRun(BypassCase given, Houses houses, String exchange) {
    this.given = given;
    this.houses = houses;
    this.provider = houses.provider();
    this.exchange = exchange;
  }

  /** What came of the exchanges of a cell, as it stands in a golden file. */
  String cell(Direction direction, Tongue tongue, String mode, Cut cut) throws Exception {
    boolean streams = mode.equals("stream");
    for (Step step : given.side(direction).steps()) {
      provider.script(exchange, script(step, direction, spoken(tongue), cut));
      String body = request(step, direction, tongue, streams);
      run(step, direction, "POST", tongue.protocol.route(), body, streams);
    }
    return shown.toString();
  }

  /** What came of an exchange outside of the matrix. */
  String route(RouteStep route) throws Exception {
    Step step = route.step();
    JsonNode said = step.text().fill(step.say().getOrDefault("body", NOTED));
    String answer = said.isString() ? said.stringValue() : StrictJson.writeText(said);
    provider.script(
        exchange, new Script(step.status(), step.type(), named(answer, false), List.of()));
    JsonNode asked = step.text().fill(step.ask().getOrDefault("body", NOTED));
    String body = asked.isString() ? asked.stringValue() : StrictJson.writeText(asked);
    run(
        step,
        Direction.INPUT,
        route.method(),
        named(route.path(), false),
        named(body, false),
        false);
    return shown.toString();
  }

  /** What the provider speaks. */
  private Tongue spoken(Tongue asked) {
    if (!given.translated()) {
      return asked;
    }
    return asked == Tongue.MESSAGES ? Tongue.CHAT : Tongue.MESSAGES;
  }

  private String request(Step step, Direction direction, Tongue tongue, boolean streams) {
    JsonNode said = JsonNodeFactory.instance.stringNode(step.text().whole());
    JsonNode asked = step.ask().get(tongue.word());
    if (asked == null) {
      asked = direction == Direction.INPUT ? said : GO_ON;
    } else if (asked.path("raw").isString()) {
      return named(step.text().fill(asked.path("raw").stringValue()), streams);
    } else {
      asked = step.text().fill(asked);
    }
    ObjectNode body = tongue.request(asked, exchange);
    if (streams) {
      body.put("stream", true);
    }
    return StrictJson.writeText(body);
  }

  private String named(String body, boolean streams) {
    return body.replace("${model}", exchange)
        .replace("${stream}", streams ? ",\"stream\":true" : "");
  }

  private Script script(Step step, Direction direction, Tongue tongue, Cut cut) {
    JsonNode told = step.say().get(tongue.word());
    if (told == null) {
      told =
          direction == Direction.OUTPUT
              ? JsonNodeFactory.instance.stringNode(step.text().whole())
              : NOTED;
    } else if (told.path("raw").isString()) {
      String raw = step.text().fill(told.path("raw").stringValue());
      return new Script(step.status(), step.type(), raw, events(step, tongue, cut));
    } else {
      told = step.text().fill(told);
    }
    ObjectNode answer = tongue.answer(told, "model-of-the-provider");
    List<byte[]> stream = events(step, tongue, cut);
    return new Script(
        step.status(),
        step.type(),
        StrictJson.writeText(answer),
        stream.isEmpty() ? ProviderStream.of(tongue, answer, step.text(), cut) : stream);
  }

  private static List<byte[]> events(Step step, Tongue tongue, Cut cut) {
    JsonNode own = step.events().get(tongue.word());
    return own == null ? List.of() : ProviderStream.of(tongue, step.text().fill(own), cut);
  }

  private void run(
      Step step, Direction direction, String method, String path, String body, boolean streams)
      throws Exception {
    Map<String, String> headers = new LinkedHashMap<>(Map.of("content-type", "application/json"));
    headers.putAll(step.headers());
    BypassHouse house = houses.house(given, path);
    int before = house.events(exchange).size();
    HttpResponse<InputStream> answer =
        house.ask(method, path, headers, step.encoding().bytes(body));
    byte[] heard = AsFarAsItGoes.read(answer.body());
    List<DecisionEvent> events = house.events(exchange);
    DecisionEvent event = events.size() > before ? events.getFirst() : named(house, answer);
    var seen =
        new Seen(
            answer.statusCode(),
            streams,
            provider.received(exchange),
            new String(heard, StandardCharsets.UTF_8),
            event);
    check(step.must(), direction, seen);
    shown.append(seen.shown());
  }

  /** An event of no model, which the answer names. */
  private @Nullable DecisionEvent named(BypassHouse house, HttpResponse<?> answer)
      throws Exception {
    String id = answer.headers().firstValue("x-keeptrail-event-id").orElse("");
    return id.isEmpty() ? null : house.event(id).orElseThrow();
  }

  private void check(Must must, Direction direction, Seen seen) {
    String provided = seen.providedTexts();
    String answered = seen.answeredTexts();
    for (String raw : given.never()) {
      // What an answer must not tell, the provider may know.
      if (direction == Direction.INPUT && !must.allowsProvider()) {
        assertThat(provided).as("what the provider got").doesNotContain(raw);
      }
      if (!must.allowsCaller()) {
        assertThat(answered).as("what the caller got").doesNotContain(raw);
      }
      if (seen.event() != null) {
        assertThat(EventJson.write(seen.event())).as("the event").doesNotContain(raw);
      }
    }
    switch (must) {
      case MASK -> masked(seen);
      case REFUSE -> refused(seen);
      case REJECT -> {
        assertThat(seen.status()).as(seen.shown()).isBetween(REFUSED, 499);
        assertThat(seen.event()).as("the event").isNull();
        assertThat(provided).as("what the provider got").isEmpty();
      }
      case FAIL -> {
        assertThat(seen.said().errors()).as(seen.shown()).isNotEmpty();
        assertThat(seen.event()).as("the event").isNotNull();
      }
      case RESTORE -> {
        masked(seen);
        assertThat(answered).as("what the caller got").contains(given.never());
      }
      case TELL -> {
        delivered(seen);
        assertThat(seen.shown()).contains("not scanned: ");
      }
      case DROP, PASS -> delivered(seen);
    }
  }

  private static void masked(Seen seen) {
    delivered(seen);
    DecisionEvent event = Objects.requireNonNull(seen.event());
    assertThat(event.verdict()).as(seen.shown()).isEqualTo("redact");
    assertThat(event.transformed()).as(seen.shown()).isTrue();
  }

  private static void refused(Seen seen) {
    assertThat(seen.said().errors()).as(seen.shown()).isNotEmpty();
    DecisionEvent event = Objects.requireNonNull(seen.event());
    assertThat(event.verdict()).as(seen.shown()).isIn("block", "escalate");
    if (event.outcome() == DecisionEvent.Outcome.INPUT_BLOCKED) {
      assertThat(seen.provided()).as("what the provider got").isEmpty();
    }
  }

  private static void delivered(Seen seen) {
    assertThat(seen.status()).as(seen.shown()).isEqualTo(200);
    assertThat(seen.event()).as("the event").isNotNull();
    assertThat(seen.said().errors()).as(seen.shown() + seen.answer()).isEmpty();
  }
}
