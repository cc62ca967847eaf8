package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.OnUnscannable;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.RoutingPlan;
import dev.keeptrail.language.plan.RoutingStrategy;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StatusIT {
  @Test
  void countsWhatWasAskedUnderFewLabels() throws Exception {
    try (var house = House.simulated()) {
      house.ask(House.prompt("hello there"));
      house.ask(House.prompt("BLOCK-ME"));
      house.ask(House.prompt("hi").replace("gpt-4o", "somebodys-invention-1"));
      house.ask(House.prompt("hi").replace("gpt-4o", "gpt-4o-2031-01-01"));
      house.ask("{}");

      assertThat(house.get("/metrics").body())
          .contains(
              "keeptrusts_gateway_requests_total{model=\"gpt-4o\",provider=\"sim\",status=\"200\"} 2.0",
              "keeptrusts_gateway_requests_total{model=\"gpt-4o\",provider=\"sim\",status=\"409\"} 1.0",
              "keeptrusts_gateway_requests_total{model=\"other\",provider=\"sim\",status=\"200\"} 1.0",
              "keeptrusts_gateway_requests_total{model=\"none\",provider=\"none\",status=\"422\"} 1.0",
              "keeptrusts_gateway_request_duration_seconds_bucket{provider=\"sim\",le=\"0.001\"}",
              "keeptrusts_gateway_policy_evaluations_total{policy=\"words\",result=\"block\"} 1.0",
              "keeptrusts_gateway_tokens_total{direction=\"input\",model=\"gpt-4o\"} 3.0",
              "keeptrusts_gateway_overhead_seconds_count 4")
          .doesNotContain("somebodys-invention");
    }
  }

  @Test
  void saysHowItIs() throws Exception {
    try (var house = House.simulated()) {
      house.ask(House.prompt("hello"));
      var health = House.json(house.get("/health"));

      assertThat(health.path("status").asString()).isEqualTo("healthy");
      assertThat(health.at("/providers/sim").asString()).isEqualTo("reachable");
      assertThat(health.path("requests_processed").asInt()).isEqualTo(1);
      assertThat(health.at("/pack/version").asString()).isEqualTo("1.2.3");
      assertThat(health.at("/pack/digest").asString()).startsWith("sha256:");
      assertThat(House.json(house.get("/readyz")).path("status").asString()).isEqualTo("ready");
      assertThat(house.get("/healthz").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthz", "/readyz", "/health", "/v1/models", "/v1/models/no-such"})
  void aHeadSaysWhatTheWholeWouldSay(String path) throws Exception {
    try (var house = House.simulated();
        HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> head =
          client.send(
              HttpRequest.newBuilder(house.uri(path)).HEAD().build(),
              HttpResponse.BodyHandlers.ofString());

      assertThat(head.statusCode()).isEqualTo(house.get(path).statusCode());
      assertThat(head.headers().firstValue("content-type")).contains("application/json");
      assertThat(head.body()).isEmpty();
    }
  }

  @Test
  void aDisabledPackIsServedAndCalledDegraded() throws Exception {
    var program = new FakeProgram(List.of(House.simulatedTarget()), GatewayPlan.DEFAULT, false);
    try (var house = new House(House.settings(), program)) {
      house.ask(House.prompt("hello"));

      assertThat(house.get("/readyz").statusCode()).isEqualTo(200);
      assertThat(House.json(house.get("/readyz")).path("status").asString()).isEqualTo("degraded");
      assertThat(house.store.only().degraded()).isTrue();
    }
  }

  @Test
  void listsTheModelsOfThePack() throws Exception {
    var targets =
        List.of(
            new ProviderPlan("a", "simulated", "m1", null, null),
            new ProviderPlan("b", "simulated", "m1", null, null),
            new ProviderPlan("c", "simulated", null, null, null));
    try (var house = new House(House.settings(), new FakeProgram(targets))) {
      var models = House.json(house.get("/v1/models"));

      assertThat(models.path("object").asString()).isEqualTo("list");
      assertThat(models.path("data")).hasSize(1);
      assertThat(models.at("/data/0/id").asString()).isEqualTo("m1");
      assertThat(models.at("/data/0/owned_by").asString()).isEqualTo("simulated");
    }
  }

  @Test
  void listsModelGroupsFirst() throws Exception {
    var group = new RoutingPlan.ModelGroup("best", List.of("a"), List.of("finest", "m2"));
    var routing =
        new RoutingPlan(RoutingStrategy.ORDERED, Map.of(), null, null, null, List.of(group));
    var targets =
        List.of(
            new ProviderPlan("a", "simulated", "m1", null, null),
            new ProviderPlan("b", "simulated", "m2", null, null));
    var program =
        new FakeProgram(targets, new GatewayPlan(409, OnUnscannable.ALLOW, routing), true);
    try (var house = new House(House.settings(), program)) {
      var data = House.json(house.get("/v1/models")).path("data");

      assertThat(data.findValuesAsString("id")).containsExactly("best", "finest", "m2", "m1");
      assertThat(data.at("/0/owned_by").asString()).isEqualTo("keeptrail");
    }
  }

  @Test
  void saysWhatIsKnownOfOneModel() throws Exception {
    var targets =
        List.of(
            new ProviderPlan("a", "simulated", "m1", null, null),
            new ProviderPlan("b", "simulated", "meta/llama", null, null));
    try (var house = new House(House.settings(), new FakeProgram(targets))) {
      assertThat(House.json(house.get("/v1/models/m1")).path("id").asString()).isEqualTo("m1");
      assertThat(House.json(house.get("/v1/models/meta/llama")).path("object").asString())
          .isEqualTo("model");
      var unknown = house.get("/v1/models/m2");
      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(House.error(unknown).path("code").asString()).isEqualTo("model_not_found");
      assertThat(unknown.body()).doesNotContain("m2");
    }
  }

  @Test
  void listsModelsInTheWordsOfAnthropicsClients() throws Exception {
    var targets = List.of(new ProviderPlan("a", "simulated", "m1", null, null));
    try (var house = new House(House.settings(), new FakeProgram(targets))) {
      var list = House.json(anthropics(house, "/v1/models"));
      assertThat(list.at("/data/0/type").asString()).isEqualTo("model");
      assertThat(list.path("first_id").asString()).isEqualTo("m1");
      assertThat(list.path("has_more").asBoolean(true)).isFalse();
      assertThat(House.json(anthropics(house, "/v1/models/m1")).path("display_name").asString())
          .isEqualTo("m1");
      assertThat(House.json(anthropics(house, "/v1/models/m2")).path("type").asString())
          .isEqualTo("error");
    }
  }

  private static HttpResponse<String> anthropics(House house, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(house.uri(path)).header("anthropic-version", "2023-06-01").build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void saysThatThePortIsTaken() throws Exception {
    try (var house = House.simulated()) {
      int taken = house.gateway.port();

      assertThatThrownBy(() ->
              new House(
                  House.settings().withListen("127.0.0.1", taken),
                  new FakeProgram(List.of(House.simulatedTarget()))))
          .isInstanceOf(GatewayStartException.class)
          .hasMessage(
              "cannot listen on 127.0.0.1:%d; choose an address of this machine and a port nobody uses"
                  .formatted(taken));
    }
  }

  @Test
  void saysThatAHostIsNotOfThisMachine() {
    assertThatThrownBy(() ->
            new House(
                House.settings().withListen("192.0.2.1", 0),
                new FakeProgram(List.of(House.simulatedTarget()))))
        .isInstanceOf(GatewayStartException.class)
        .hasMessageContaining("192.0.2.1");
  }

  @Test
  void startsWithUsableTargetsOnly() {
    assertThatThrownBy(() -> new House(House.settings(), new FakeProgram(List.of())))
        .isInstanceOf(GatewayStartException.class)
        .hasMessageContaining("providers.targets");
    for (String url : List.of("ftp://x", "not an address", "http://user:pass@host/v1")) {
      var target = new ProviderPlan("p", "openai", null, url, null);
      assertThatThrownBy(() -> new House(House.settings(), new FakeProgram(List.of(target))))
          .isInstanceOf(GatewayStartException.class)
          .hasMessageContaining("base_url")
          .hasMessageNotContaining("pass@");
    }
    var unknown = new ProviderPlan("p", "abacus", null, null, null);
    assertThatThrownBy(() -> new House(House.settings(), new FakeProgram(List.of(unknown))))
        .isInstanceOf(GatewayStartException.class)
        .hasMessageContaining("`abacus`");
  }
}
