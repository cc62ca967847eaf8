package dev.keeptrail.cli;

import static dev.keeptrail.cli.GatewayInProcess.send;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Options of `kt gateway run` about tokens of an issuer, each by what a user sees of it. */
@Timeout(300)
final class TokenOptionsIT {
  private static final String PACK =
      Path.of("..", "packs", "audit-trail-example", "policy-config.yaml").toString();

  @TempDir Path home;
  private StartedGateway gateway;

  @BeforeEach
  void here() {
    gateway = new StartedGateway(home);
  }

  @AfterEach
  void stop() throws Exception {
    gateway.stop();
  }

  @Test
  void tokensHoldByTheKeysInAFileAndNoLongerThanTheLeeway() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    Path keys = keys(pair);
    String address =
        gateway.run(
            PACK,
            "--auth",
            "jwt",
            "--jwt-issuer",
            "https://login.example.com",
            "--jwt-audience",
            "gateway",
            "--jwt-keys",
            keys.toString(),
            "--jwt-leeway",
            "5m");

    Instant now = Instant.now();
    assertThat(send(address, "hello", token(pair, now.minusSeconds(120))).statusCode())
        .isEqualTo(200);
    assertThat(send(address, "hello", token(pair, now.minusSeconds(420))).statusCode())
        .isEqualTo(401);
    assertThat(gateway.lastEvent().at("/caller/user").stringValue()).isEqualTo("zoe");
    assertThat(gateway.lastEvent().at("/caller/key").stringValue()).startsWith("jwt_");
  }

  /** Of a token with several roles the first counts that the operator names. */
  @Test
  void tokensHoldForTheApplicationsThatAreNamedAndHaveTheRoleThatIsNamedFirst() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    Path keys = keys(pair);
    Path pack = home.resolve("roles.yaml");
    Files.writeString(
        pack,
        """
        pack: {name: roles, version: 1.0.0}
        providers: {targets: [{id: sim, provider: simulated}]}
        policies: {chain: [interns]}
        policy:
          interns:
            kind: rules
            on: [input]
            rules:
              - name: intern
                when: identity(role == "intern")
                then: {block: roles.intern}
        """);
    String address =
        gateway.run(
            pack.toString(),
            "--auth",
            "jwt",
            "--jwt-issuer",
            "https://login.example.com",
            "--jwt-client",
            "app",
            "--jwt-keys",
            keys.toString(),
            "--jwt-claim",
            "role=realm_access.roles",
            "--jwt-role",
            "analyst",
            "--jwt-role",
            "intern");

    Instant soon = Instant.now().plusSeconds(300);
    String of = "\"azp\": \"%s\", \"realm_access\": {\"roles\": [%s]}";
    assertThat(
            send(address, "hello", token(pair, soon, of.formatted("app", "\"intern\",\"x\"")))
                .statusCode())
        .isEqualTo(409);
    assertThat(
            send(address, "hello", token(pair, soon, of.formatted("app", "\"intern\",\"analyst\"")))
                .statusCode())
        .isEqualTo(200);
    assertThat(
            send(address, "hello", token(pair, soon, of.formatted("other", "\"analyst\"")))
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void operatorsSeeThatAnIssuersKeysCannotBeHad() throws Exception {
    gateway.run(
        PACK,
        "--auth",
        "jwt",
        "--jwt-issuer",
        "https://login.example.com",
        "--jwt-audience",
        "gateway",
        "--jwt-keys",
        home.resolve("none.jwks").toString());

    CommandRun doctor = CommandRun.of(home);
    doctor.run("doctor");
    assertThat(doctor.out()).containsPattern("warning +callers .*the issuer's keys cannot be read");
    CommandRun status = CommandRun.of(home);
    assertThat(status.run("gateway", "status")).as(status.err()).isZero();
    assertThat(status.out()).containsPattern("callers +the issuer's keys cannot be read");
  }

  @Test
  void rolesNeedAClaimThatNamesThem() {
    CommandRun run = CommandRun.of(home);

    assertThat(
            run.run(
                "gateway",
                "run",
                "--policy-config",
                PACK,
                "--auth",
                "jwt",
                "--jwt-issuer",
                "https://login.example.com",
                "--jwt-audience",
                "gateway",
                "--jwt-role",
                "analyst"))
        .isEqualTo(1);

    assertThat(run.err()).contains("--jwt-claim role=<claim>");
  }

  @Test
  void aLeewayGoesWithTokensOnly() {
    CommandRun run = CommandRun.of(home);

    assertThat(run.run("gateway", "run", "--policy-config", PACK, "--jwt-leeway", "5m"))
        .isEqualTo(1);

    assertThat(run.err()).contains("--jwt-", "--auth jwt");
  }

  /** A claim that the operator names holds what nobody can ask an issuer for as a scope. */
  @Test
  void callersFindOutWhoseTokensCountUnderTheAddressThatTheyKnow() throws Exception {
    Path keys = home.resolve("keys.jwks");
    Files.writeString(keys, "{\"keys\": []}");
    String[] options = {
      "--auth",
      "jwt",
      "--jwt-issuer",
      "https://login.example.com",
      "--jwt-audience",
      "gateway",
      "--jwt-keys",
      keys.toString(),
      "--jwt-scope",
      "invoke=llm.invoke",
      "--public-url",
      "https://llm.example.com/gate/"
    };
    JsonNode said = metadata(gateway.run(PACK, options));
    assertThat(said.path("resource").stringValue())
        .isEqualTo("https://llm.example.com/gate/mcp/files");
    assertThat(said.at("/authorization_servers/0").stringValue())
        .isEqualTo("https://login.example.com");
    assertThat(said.at("/scopes_supported/0").stringValue()).isEqualTo("llm.invoke");

    gateway.stop();
    String[] mapped = Arrays.copyOf(options, options.length + 2);
    mapped[options.length] = "--jwt-claim";
    mapped[options.length + 1] = "scope=permissions";
    assertThat(metadata(gateway.run(PACK, mapped)).has("scopes_supported")).isFalse();
  }

  private static JsonNode metadata(String address) throws Exception {
    URI place = URI.create(address + "/.well-known/oauth-protected-resource/gate/mcp/files");
    HttpResponse<String> told;
    try (HttpClient client = HttpClient.newHttpClient()) {
      told =
          client.send(HttpRequest.newBuilder(place).build(), HttpResponse.BodyHandlers.ofString());
    }
    assertThat(told.statusCode()).isEqualTo(200);
    return JsonMapper.shared().readTree(told.body());
  }

  @Test
  void aPublicAddressGoesWithTokensAndIsOneThatCallersCanTrust() {
    assertThat(refused("--public-url", "https://llm.example.com"))
        .contains("`--public-url` goes with `--auth jwt` only");
    String[] jwt = {"--auth", "jwt", "--jwt-audience", "gateway", "--jwt-issuer"};
    assertThat(
            refused(with(jwt, "https://id.example.com", "--public-url", "http://llm.example.com")))
        .contains("`http://llm.example.com` is not a value for `--public-url`")
        .contains("http is for this machine only");
    assertThat(refused(with(jwt, "id.example.com", "--public-url", "https://llm.example.com")))
        .contains("`--public-url` does not fit the `--jwt-...` options", "the issuer must be");
  }

  private String refused(String... options) {
    CommandRun run = CommandRun.of(home);
    String[] command = with(new String[] {"gateway", "run", "--policy-config", PACK}, options);
    assertThat(run.run(command)).isEqualTo(1);
    return run.err();
  }

  private static String[] with(String[] first, String... more) {
    String[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }

  /** The issuer's keys in a file. */
  private Path keys(KeyPair pair) throws IOException {
    var open = (RSAPublicKey) pair.getPublic();
    return Files.writeString(
        home.resolve("keys.jwks"),
        """
        {"keys": [{"kty": "RSA", "kid": "k", "alg": "RS256", "n": "%s", "e": "%s"}]}
        """
            .formatted(number(open.getModulus()), number(open.getPublicExponent())));
  }

  private static String number(BigInteger value) {
    byte[] bytes = value.toByteArray();
    int from = bytes[0] == 0 ? 1 : 0;
    return part(Arrays.copyOfRange(bytes, from, bytes.length));
  }

  private static String part(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String token(KeyPair pair, Instant expires) throws Exception {
    return token(pair, expires, "\"aud\": \"gateway\"");
  }

  private static String token(KeyPair pair, Instant expires, String more) throws Exception {
    String head = "{\"alg\": \"RS256\", \"typ\": \"JWT\", \"kid\": \"k\"}";
    String claims =
        """
        {"iss": "https://login.example.com", %s, "sub": "zoe", "exp": %d}
        """
            .formatted(more, expires.getEpochSecond());
    String signed =
        part(head.getBytes(StandardCharsets.UTF_8))
            + "."
            + part(claims.getBytes(StandardCharsets.UTF_8));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(pair.getPrivate());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + part(signature.sign());
  }
}
