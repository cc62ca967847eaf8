package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.callers.BoundIdentity;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.callers.PublicAddress;
import dev.keeptrail.gateway.callers.Publication;
import dev.keeptrail.gateway.jwt.JwtSettings;
import dev.keeptrail.gateway.jwt.Jwts;
import dev.keeptrail.gateway.jwt.TestIssuer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers find out about the issuer before they have a token (RFC 9728). */
@Timeout(180)
final class ResourceMetadataIT {
  private static final String PLACE = "/.well-known/oauth-protected-resource";
  private static final String ROOT = "https://llm.example.com";
  private static final Map<KeyScope, String> SCOPES =
      Map.of(KeyScope.INVOKE, "llm.invoke", KeyScope.MODELS, "llm.list");

  @TempDir Path folder;
  private TestIssuer issuer;
  private CallerKeys keys;

  @BeforeEach
  void begin() throws Exception {
    issuer = new TestIssuer();
    keys = new CallerKeys(folder);
  }

  @AfterEach
  void end() {
    issuer.close();
  }

  @Test
  void whoShowsNothingIsToldWhoseTokensCount() throws Exception {
    try (House house = house(ROOT, SCOPES)) {
      HttpResponse<String> told = house.get(PLACE + "/mcp/files");

      assertThat(told.statusCode()).isEqualTo(200);
      assertThat(told.headers().firstValue("content-type")).contains("application/json");
      assertThat(told.headers().firstValue("cache-control")).contains("public, max-age=300");
      assertThat(House.json(told))
          .isEqualTo(
              House.json(
                  """
                  {"resource": "https://llm.example.com/mcp/files",
                   "authorization_servers": ["%s"],
                   "bearer_methods_supported": ["header"],
                   "scopes_supported": ["llm.invoke"],
                   "resource_name": "Keeptrail"}
                  """
                      .formatted(issuer.issuer())));
      HttpResponse<String> head = send(house, "HEAD", PLACE + "/mcp/files");
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.headers().firstValue("content-type")).contains("application/json");
      assertThat(send(house, "POST", PLACE + "/mcp/files").statusCode()).isEqualTo(405);
      assertThat(house.store.events).isEmpty();
    }
    try (House house = house(ROOT, Map.of())) {
      assertThat(House.json(house.get(PLACE)).has("scopes_supported")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/mcp/files",
        "/mcp/files/",
        "/mcp/there-is_no.such",
        "/v1",
        "/v1/chat/completions",
        "/v1/models/meta:llama@3"
      })
  void eachRouteIsAResourceOfItsOwn(String route) throws Exception {
    for (String address : List.of(ROOT, ROOT + "/llm", ROOT + ":8443/a/b")) {
      String path = address.replaceFirst("https://[^/]+", "");
      try (House house = house(address, SCOPES)) {
        HttpResponse<String> told = house.get(PLACE + path + route);

        assertThat(told.statusCode()).as(address).isEqualTo(200);
        assertThat(House.json(told).path("resource").asString()).isEqualTo(address + route);
      }
    }
  }

  @Test
  void eachRouteNamesTheScopesThatItNeeds() throws Exception {
    try (House house = house(ROOT, SCOPES)) {
      assertThat(scopes(house, "")).containsExactly("llm.invoke", "llm.list");
      assertThat(scopes(house, "/v1/")).containsExactly("llm.invoke", "llm.list");
      assertThat(scopes(house, "/v1/models")).containsExactly("llm.list");
      assertThat(scopes(house, "/v1/messages")).containsExactly("llm.invoke");
    }
    try (House house = house(ROOT, Map.of(KeyScope.INVOKE, "llm", KeyScope.MODELS, "llm"))) {
      assertThat(scopes(house, "/v1")).containsExactly("llm");
    }
  }

  private static List<String> scopes(House house, String route) throws Exception {
    return House.json(house.get(PLACE + route))
        .path("scopes_supported")
        .valueStream()
        .map(scope -> scope.asString())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/llm/mcp",
        "/llm/mcp/a/b",
        "/llm/mcp/a%20b",
        "/llm/mcp/a\"b",
        "/llm/mcp/..",
        "/llm/healthz",
        "/llm/v2/models",
        "/llmx/v1",
        "/mcp/files",
        ""
      })
  void otherPathsAreNoResources(String path) throws Exception {
    try (House house = house(ROOT + "/llm", SCOPES)) {
      String answer =
          house.raw(
              "GET %s%s HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
                  .formatted(PLACE, path)
                  .getBytes(StandardCharsets.US_ASCII));

      assertThat(answer).containsPattern("\\AHTTP/1.1 40[04] ").doesNotContain("resource_name");
    }
  }

  @Test
  void withoutAPublicAddressThereIsNoSuchRouteAndNothingMoreIsSaid() throws Exception {
    try (House house = house(CallerSettings.OPEN.withCheck(check(SCOPES)))) {
      HttpResponse<String> unknown = house.get(PLACE);

      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(House.error(unknown).path("code").asString()).isEqualTo("not_found");
      assertThat(challenge(send(house, "POST", "/mcp/files"))).isEqualTo("Bearer");
      assertThat(
              challenge(send(house, "POST", "/mcp/files", "authorization", "Bearer kt_live_made")))
          .isEqualTo("Bearer");
      String narrow = issuer.sign(issuer.claims().build());
      HttpResponse<String> unfit =
          send(house, "POST", "/mcp/files", "authorization", "Bearer " + narrow);
      assertThat(unfit.statusCode()).isEqualTo(403);
      assertThat(unfit.headers().firstValue("www-authenticate")).isEmpty();
    }
  }

  @Test
  void refusalsSayWhereItIsSaidForTheRouteThatWasAsked() throws Exception {
    try (House house = house(ROOT + "/llm", SCOPES)) {
      String place = ROOT + PLACE + "/llm";

      assertThat(challenge(send(house, "POST", "/mcp/none")))
          .isEqualTo("Bearer scope=\"llm.invoke\", resource_metadata=\"" + place + "/mcp/none\"");
      assertThat(challenge(send(house, "DELETE", "/mcp/files/")))
          .endsWith("resource_metadata=\"" + place + "/mcp/files/\"");
      assertThat(challenge(send(house, "GET", "/v1/models?limit=2")))
          .isEqualTo("Bearer scope=\"llm.list\", resource_metadata=\"" + place + "/v1/models\"");
      String wrong = issuer.sign(issuer.claims().audience("other").build());
      for (String shown : List.of(wrong, "kt_live_made_up")) {
        assertThat(
                challenge(send(house, "POST", "/v1/messages", "authorization", "Bearer " + shown)))
            .isEqualTo(
                "Bearer error=\"invalid_token\", scope=\"llm.invoke\", resource_metadata=\""
                    + place
                    + "/v1/messages\"");
      }
      assertThat(challenge(send(house, "POST", "/v1/messages", "authorization", "Basic eDp5")))
          .startsWith("Bearer scope=");
    }
  }

  /** What cannot stand in a header as it was asked does not, and no length of it matters. */
  @Test
  void refusalsOfOddPathsNameTheWholeGateway() throws Exception {
    String whole = "Bearer resource_metadata=\"" + ROOT + PLACE + "\"";
    try (House house = house(ROOT, Map.of())) {
      for (String path :
          List.of("/mcp/a'b", "/mcp/a,b=%22c", "/mcp/" + "x".repeat(9000), "/v1/models/a%20b")) {
        String method = path.startsWith("/mcp") ? "POST" : "GET";
        HttpResponse<String> refused = send(house, method, path);

        assertThat(challenge(refused)).as(path).isEqualTo(whole);
      }
    }
  }

  @Test
  void aTokenWithoutTheScopeIsToldWhichItNeeds() throws Exception {
    try (House house = house(ROOT, SCOPES)) {
      String token = issuer.sign(issuer.claims().claim("scope", "llm.invoke other").build());
      String[] shown = {"authorization", "Bearer " + token};

      HttpResponse<String> unfit = send(house, "GET", "/v1/models", shown);
      assertThat(unfit.statusCode()).isEqualTo(403);
      assertThat(House.error(unfit).path("code").asString()).isEqualTo("insufficient_scope");
      assertThat(unfit.headers().allValues("www-authenticate"))
          .containsExactly(
              "Bearer error=\"insufficient_scope\", scope=\"llm.list\", resource_metadata=\""
                  + ROOT
                  + PLACE
                  + "/v1/models\"");
      assertThat(
              house
                  .ask(
                      House.prompt("hi"),
                      "content-type",
                      "application/json",
                      "authorization",
                      shown[1])
                  .statusCode())
          .isEqualTo(200);
    }
  }

  /** No issuer gives what a key lacks. */
  @Test
  void aKeyForSomethingElseIsSentToNoIssuer() throws Exception {
    String key = keys.add(BoundIdentity.NOBODY, null, KeyScope.INVOKE).reveal();
    try (House house = house(ROOT, SCOPES)) {
      HttpResponse<String> unfit = send(house, "GET", "/v1/models", "x-api-key", key);

      assertThat(unfit.statusCode()).isEqualTo(403);
      assertThat(unfit.headers().firstValue("www-authenticate")).isEmpty();
    }
  }

  private CallerCheck check(Map<KeyScope, String> scopes) throws Exception {
    JwtSettings plain = issuer.settings(Map.of());
    var settings =
        new JwtSettings(
            plain.issuer(),
            plain.audiences(),
            plain.clients(),
            plain.keys(),
            plain.algorithms(),
            plain.leeway(),
            plain.claims(),
            scopes);
    return new CallerCheck.Known(keys.ring(), Jwts.open(settings, Clock.systemUTC(), null), false);
  }

  private House house(String address, Map<KeyScope, String> scopes) throws Exception {
    var publication =
        new Publication(PublicAddress.of(address).orElseThrow(), issuer.issuer(), scopes);
    return house(CallerSettings.OPEN.withCheck(check(scopes)).withPublication(publication));
  }

  private static House house(CallerSettings callers) throws Exception {
    return new House(
        House.settings().withCallers(callers), new FakeProgram(List.of(House.simulatedTarget())));
  }

  private static String challenge(HttpResponse<String> refused) {
    assertThat(refused.statusCode()).isEqualTo(401);
    return String.join(" | ", refused.headers().allValues("www-authenticate"));
  }

  private static HttpResponse<String> send(
      House house, String method, String path, String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(house.uri(path))
            .method(method, HttpRequest.BodyPublishers.ofString("{}"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
