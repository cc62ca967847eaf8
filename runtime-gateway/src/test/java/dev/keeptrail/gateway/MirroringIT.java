package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Copies of requests, and that the requests do not notice. */
@Timeout(180)
final class MirroringIT {
  private static final String PACK =
      """
      pack: {name: mirrored, version: 1.0.0}
      providers:
        targets:
          - {id: sim, provider: simulated}
          - {id: copies, provider: openai, model: other-model, base_url: "URL", DATA}
        mirroring: {enabled: true, mirror_target: copies, sample_rate: RATE, timeout_ms: 60000}
      policies: {chain: [data-routing-policy, pii-detector]}
      policy:
        data-routing-policy: {require_no_training: true, on_no_compliant_provider: warn}
        pii-detector: {action: redact}
      """;
  private static final String BUDGET = "budgets: [{scope: user, usd: 5}]\n";
  private static final String COMPLIANT = "data_policy: {training_opt_out: true}";

  private static House house(FakeUpstream upstream, String rate, String data) throws Exception {
    return house(PACK, upstream, rate, data);
  }

  private static House house(String pack, FakeUpstream upstream, String rate, String data)
      throws Exception {
    String whole =
        pack.replace("URL", upstream.baseUrl()).replace("RATE", rate).replace("DATA", data);
    return new House(House.settings(), Programs.of(whole));
  }

  private static void until(House house, String metric) throws Exception {
    while (!house.get("/metrics").body().contains(metric)) {
      Thread.sleep(50);
    }
  }

  @Test
  void aCopyGoesThereAsItIsAfterEdits() throws Exception {
    try (var upstream = FakeUpstream.saying("nobody reads this");
        var house = house(upstream, "1", COMPLIANT)) {
      HttpResponse<String> answer = house.ask(House.prompt("write to ann@example.com"));
      until(house, "keeptrusts_gateway_mirrored_total{result=\"answered\"} 1.0");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).doesNotContain("nobody reads this");
      String sent = upstream.only().body();
      assertThat(sent).contains("write to [EMAIL]", "\"other-model\"").doesNotContain("ann@");
      assertThat(house.store.only().tags()).containsEntry("mirrored", "copies");
      assertThat(house.store.only().provider()).isEqualTo("sim");
      assertThat(house.get("/v1/models").body()).doesNotContain("other-model");
    }
  }

  @Test
  void aMirrorThatHangsOrFailsIsNotNoticed() throws Exception {
    var release = new CountDownLatch(1);
    try (var upstream = new FakeUpstream((_, _) -> release.await());
        var house = house(upstream, "1", COMPLIANT)) {
      for (int time = 0; time < 10; time++) {
        assertThat(house.ask(House.prompt("hello")).statusCode()).isEqualTo(200);
      }
      assertThat(house.get("/metrics").body()).as("none is over").doesNotContain("mirrored_total{");
      release.countDown();
      until(house, "keeptrusts_gateway_mirrored_total{result=\"failed\"}");
      assertThat(house.store.events).hasSize(10);
    } finally {
      release.countDown();
    }
  }

  @Test
  void aMirrorThatHangsIsGivenUp() throws Exception {
    var release = new CountDownLatch(1);
    try (var upstream = new FakeUpstream((_, _) -> release.await());
        var house = house(PACK.replace("60000", "100"), upstream, "1", COMPLIANT)) {
      assertThat(house.ask(House.prompt("hello")).statusCode()).isEqualTo(200);
      until(house, "keeptrusts_gateway_mirrored_total{result=\"failed\"} 1.0");
    } finally {
      release.countDown();
    }
  }

  @Test
  void aTargetThatPoliciesKeepRequestsFromGetsNone() throws Exception {
    try (var upstream = FakeUpstream.saying("hi");
        var house = house(upstream, "1", "data_policy: {training_opt_out: false}")) {
      assertThat(house.ask(House.prompt("hello")).statusCode()).isEqualTo(200);
      Thread.sleep(300);

      assertThat(upstream.received).isEmpty();
      assertThat(house.store.only().tags()).doesNotContainKey("mirrored");
    }
  }

  @Test
  void aCopyIsJudgedWithTheConsentOfItsRequest() throws Exception {
    String wanted = PACK.replace("[data-routing-policy, pii", "[gdpr-compliance, pii");
    String pack = wanted.substring(0, wanted.indexOf("  data-routing-policy:"));
    try (var upstream = FakeUpstream.saying("hi");
        var house = house(pack + "  pii-detector: {action: redact}\n", upstream, "1", COMPLIANT)) {
      HttpResponse<String> answer =
          house.ask(
              House.prompt("write to ann@example.com"),
              "content-type",
              "application/json",
              "x-consent-token",
              "given");

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      until(house, "keeptrusts_gateway_mirrored_total{");
      assertThat(house.get("/metrics").body()).contains("{result=\"answered\"} 1.0");
    }
  }

  @Test
  void aModelWithoutAPriceCanGetCopies() throws Exception {
    try (var upstream = FakeUpstream.saying("hi");
        var house = house(PACK + BUDGET, upstream, "1", COMPLIANT)) {
      HttpResponse<String> answer = house.ask(House.prompt("hello"));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      until(house, "keeptrusts_gateway_mirrored_total{result=\"answered\"} 1.0");
    }
  }

  @Test
  void aPartIsAPart() throws Exception {
    try (var upstream = FakeUpstream.saying("hi");
        var house = house(upstream, "0", COMPLIANT)) {
      assertThat(house.ask(House.prompt("hello")).statusCode()).isEqualTo(200);
      assertThat(house.store.only().tags()).doesNotContainKey("mirrored");
      assertThat(upstream.received).isEmpty();
    }
  }
}
