package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.gateway.callers.KeyFile;
import dev.keeptrail.gateway.callers.KeyRing;
import dev.keeptrail.gateway.jwt.Jwts;
import dev.keeptrail.gateway.jwt.TestIssuer;
import dev.keeptrail.gateway.tls.ClientCertificates;
import dev.keeptrail.gateway.tls.TlsSettings;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Value;
import dev.keeptrail.ledger.event.EventJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Callers that are known by a token of an issuer or by a certificate, beside those with keys. */
@Timeout(180)
final class KnownCallersIT {
  @TempDir Path folder;
  private TestCertificates authority;
  private TlsSettings tls;

  @BeforeEach
  void files() throws Exception {
    authority = new TestCertificates("Test Authority");
    Path certificate = folder.resolve("tls.crt");
    Path key = folder.resolve("tls.key");
    Path authorities = folder.resolve("ca.crt");
    authority.server("EC").write(certificate, key);
    Files.writeString(authorities, authority.authorityPem());
    tls = new TlsSettings(certificate, key, authorities, ClientCertificates.OPTIONAL);
  }

  @Test
  void aTokenSaysWhoItsHolderIs() throws Exception {
    try (var issuer = new TestIssuer();
        var house = house(issuer)) {
      String token = issuer.sign(issuer.claims().claim("team", "billing").build());
      var answer = ask(house, null, "authorization", "Bearer " + token, "x-user-id", "root");

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(house.program.facts(Phase.INPUT, FactType.IDENTITY))
          .extracting(Fact::fields)
          .containsExactly(
              Map.of(
                  "user",
                  new Value.Text("ana"),
                  "team",
                  new Value.Text("billing"),
                  "authenticated",
                  new Value.Truth(true)));
      assertThat(house.store.only().caller())
          .satisfies(caller -> assertThat(caller.key()).matches("jwt_[0-9a-f]{16}"));
      assertThat(EventJson.write(house.store.only())).doesNotContain(token.split("\\.", -1)[2]);
    }
  }

  @Test
  void whatIsShownMustBeGood() throws Exception {
    try (var issuer = new TestIssuer();
        var house = house(issuer)) {
      var ana = authority.client("ana", null, null, null);
      String other = issuer.sign(issuer.claims().audience("other").build());

      assertThat(ask(house, null).statusCode()).isEqualTo(401);
      assertThat(ask(house, ana, "authorization", "Bearer " + other).statusCode()).isEqualTo(401);
      assertThat(ask(house, ana, "x-api-key", "kt_live_made_up").statusCode()).isEqualTo(401);
      assertThat(ask(house, ana).statusCode()).isEqualTo(200);
      assertThat(house.store.events).hasSize(1);
    }
  }

  @Test
  void aCertificateSaysWhoItsHolderIs() throws Exception {
    try (var issuer = new TestIssuer();
        var house = house(issuer)) {
      String spiffe = "spiffe://example.org/ns/billing/sa/worker";
      var answer =
          ask(house, authority.client("ana", "billing", "Example", spiffe), "x-user-id", "root");

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(house.store.only().caller())
          .satisfies(caller -> {
            assertThat(caller.key()).matches("cert_[0-9a-f]{16}");
            assertThat(caller.user()).isEqualTo("ana");
            assertThat(caller.team()).isEqualTo("billing");
            assertThat(caller.org()).isEqualTo("Example");
            assertThat(caller.agent()).isEqualTo(spiffe);
          });
      assertThat(ask(house, authority.client("anä", null, null, null)).statusCode()).isEqualTo(200);
      assertThat(house.store.events.getLast().caller())
          .satisfies(caller -> assertThat(caller.user()).isEqualTo("anä"));
      for (String name : List.of("an\u200ba", "ana\u202e", "ana\u0308")) {
        var unfit = authority.client(name, null, null, null);
        assertThat(ask(house, unfit).statusCode()).isEqualTo(401);
      }
    }
  }

  @Test
  void withoutItsIssuersKeysNoTokenIsGood() throws Exception {
    var issuer = new TestIssuer();
    String token = issuer.sign(issuer.claims().build());
    issuer.close();
    try (var house = house(issuer)) {
      var refused = ask(house, null, "authorization", "Bearer " + token);

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(House.error(refused).path("code").asString()).isEqualTo("issuer_unavailable");
      assertThat(house.store.events).isEmpty();
    }
  }

  private House house(TestIssuer issuer) throws Exception {
    Jwts tokens = Jwts.open(issuer.settings(Map.of("team", "team")), Clock.systemUTC(), null);
    KeyRing keys = KeyRing.open(new KeyFile(folder.resolve("keys.json")), Clock.systemUTC());
    var check = new CallerCheck.Known(keys, tokens, true);
    return new House(
        House.settings().withTls(tls).withCallers(CallerSettings.OPEN.withCheck(check)),
        new FakeProgram(List.of(House.simulatedTarget())));
  }

  private HttpResponse<String> ask(
      House house, TestCertificates.@Nullable Identity shown, String... headers) throws Exception {
    SSLContext context = authority.client(shown);
    URI uri = URI.create("https://127.0.0.1:" + house.gateway.port() + "/v1/chat/completions");
    var request =
        HttpRequest.newBuilder(uri)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(House.prompt("hi")));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
