package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.admission.ApiToken;
import dev.keeptrail.gateway.exchange.EscalationBounds;
import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A gateway with people behind it, who are asked over the operators' listener. */
final class Office implements AutoCloseable {
  static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final String TOKEN = "operators-own";

  final FakeUpstream upstream;
  final Administration administration;
  final House house;
  private final Clock clock;

  /** One whose escalations are kept in a folder. */
  Office(Path folder, FakeUpstream upstream, PolicyProgram program) throws Exception {
    this(folder, upstream, program, Clock.systemUTC());
  }

  /** The same, by a clock of its own. */
  Office(Path folder, FakeUpstream upstream, PolicyProgram program, Clock clock) throws Exception {
    this.upstream = upstream;
    this.clock = clock;
    this.administration = Ledgers.openAdministration(folder, clock);
    this.house =
        program instanceof FakeProgram fake
            ? new House(settings(), fake)
            : new House(settings(), program);
  }

  private GatewaySettings settings() {
    return House.settings()
        .withClock(clock)
        .withAdmin(new AdminSettings("127.0.0.1", 0, ApiToken.of(TOKEN)))
        .withAdministration(
            new AdministrationSettings(
                administration,
                new Actor(Actor.OPERATOR, "root"),
                Duration.ofHours(1),
                new EscalationBounds(3, 2)));
  }

  HttpResponse<String> ask(String body, String... headers) throws Exception {
    String[] all = new String[headers.length + 2];
    all[0] = "content-type";
    all[1] = "application/json";
    System.arraycopy(headers, 0, all, 2, headers.length);
    return house.ask(body, all);
  }

  HttpResponse<String> again(String body, String id) throws Exception {
    return ask(body, "x-keeptrail-escalation-id", id, "x-user-id", "ana");
  }

  HttpResponse<String> operate(String method, String path, String body) throws Exception {
    URI address =
        URI.create(
            "http://127.0.0.1:%d/keeptrusts/escalations%s"
                .formatted(house.gateway.adminPort().orElseThrow(), path));
    return CLIENT.send(
        HttpRequest.newBuilder(address)
            .header("authorization", "Bearer " + TOKEN)
            .header("x-keeptrail-actor", "ben")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  void approve(String id) throws Exception {
    HttpResponse<String> done =
        operate(
            "POST",
            "/" + id + "/resolve",
            "{\"outcome\":\"approved\",\"reason\":\"looked at it\"}");
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
  }

  DecisionEvent last() {
    return house.store.events.getLast();
  }

  @Override
  public void close() throws IOException {
    house.close();
    administration.close();
    upstream.close();
  }

  /** One whose provider says this. */
  static Office saying(Path folder, String answer) throws Exception {
    FakeUpstream upstream = FakeUpstream.saying(answer);
    return new Office(folder, upstream, new FakeProgram(List.of(House.openai(upstream, null))));
  }

  /** The id of the escalation that a refusal names. */
  static String id(HttpResponse<String> refused) {
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
    String id = House.error(refused).path("escalation_id").asString("");
    assertThat(refused.headers().firstValue("x-keeptrail-escalation-id")).hasValue(id);
    assertThat(House.error(refused).path("message").asString(""))
        .endsWith(
            "send the same request again with the header `x-keeptrail-escalation-id: " + id + "`");
    assertThat(id).startsWith("esc_");
    return id;
  }

  static String code(HttpResponse<String> refused) {
    return House.error(refused).path("code").asString("");
  }
}
