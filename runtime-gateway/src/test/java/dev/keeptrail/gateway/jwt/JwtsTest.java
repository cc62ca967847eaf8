package dev.keeptrail.gateway.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.callers.Shown;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens against an issuer that is made here. */
@Timeout(180)
final class JwtsTest {
  private final AtomicLong nanos = new AtomicLong();
  private TestIssuer issuer;

  @BeforeEach
  void issuer() throws Exception {
    issuer = new TestIssuer();
  }

  @AfterEach
  void close() {
    issuer.close();
  }

  @Test
  void aGoodTokenSaysWhoItsHolderIs() throws Exception {
    var claims =
        issuer
            .claims()
            .claim("email", "ana@example.com")
            .claim("groups", List.of("staff", "eu"))
            .claim("realm", Map.of("team", "billing"));
    Jwts jwts = open(issuer.settings(Map.of("user", "email", "team", "realm.team")));

    assertThat(show(jwts, claims))
        .isInstanceOfSatisfying(
            Shown.Good.class,
            good -> {
              assertThat(good.credential().id()).matches("jwt_[0-9a-f]{16}");
              assertThat(good.credential().identity().user()).isEqualTo("ana@example.com");
              assertThat(good.credential().identity().team()).isEqualTo("billing");
              assertThat(good.credential().identity().groups()).containsExactly("staff", "eu");
            });
  }

  @Test
  void whatIsWrongWithOneIsNotSaid() throws Exception {
    Jwts jwts = open(issuer.settings(Map.of()));
    Date past = Date.from(Instant.now().minusSeconds(31));
    Date future = Date.from(Instant.now().plusSeconds(600));
    var unknown = new Shown.Unknown();

    assertThat(show(jwts, issuer.claims())).isInstanceOf(Shown.Good.class);
    assertThat(show(jwts, issuer.claims().expirationTime(past))).isEqualTo(unknown);
    assertThat(show(jwts, issuer.claims().expirationTime(null))).isEqualTo(unknown);
    assertThat(show(jwts, issuer.claims().notBeforeTime(future))).isEqualTo(unknown);
    assertThat(show(jwts, issuer.claims().audience("somebody-else"))).isEqualTo(unknown);
    assertThat(show(jwts, issuer.claims().audience(List.of()))).isEqualTo(unknown);
    assertThat(show(jwts, issuer.claims().issuer("https://other.example"))).isEqualTo(unknown);
    assertThat(show(jwts, issuer.claims().subject(null))).isEqualTo(unknown);
    assertThat(show(jwts, issuer.claims().subject("a\nb"))).isEqualTo(unknown);
    assertThat(show(jwts, issuer.claims().claim("groups", List.of(1)))).isEqualTo(unknown);
    assertThat(jwts.show("a.b.c", KeyScope.INVOKE)).isEqualTo(unknown);
    assertThat(jwts.show("..", KeyScope.INVOKE)).isEqualTo(unknown);
    String payload = "." + Base64URL.encode("{}") + "." + Base64URL.encode("sign");
    for (String header : List.of("null", "1", "[]", "{}", "{\"alg\":null}")) {
      assertThat(jwts.show(Base64URL.encode(header) + payload, KeyScope.INVOKE))
          .as(header)
          .isEqualTo(unknown);
    }
    assertThat(jwts.show(token(issuer.claims()), KeyScope.ADMIN)).isEqualTo(unknown);
    assertThat(jwts.show(token(issuer.claims()), KeyScope.EVENTS)).isEqualTo(unknown);
  }

  /** The library reckons in milliseconds, which run over. */
  @ParameterizedTest
  @CsvSource({
    "nbf, 9223372036854775807, false",
    "nbf, 9223372036854775, false",
    "nbf, 20000000000000000, false",
    "nbf, 253402300800, false",
    "nbf, -1, false",
    "nbf, 1e300, false",
    "nbf, 1000, true",
    "nbf, 1000.5, true",
    "exp, 9223372036854775807, false",
    "exp, 253402300799, true",
    "iat, 9223372036854775807, false",
  })
  void timesThatNoCalendarHasMakeATokenWorthless(String claim, String time, boolean good)
      throws Exception {
    Jwts jwts = open(issuer.settings(Map.of()));
    Number number = time.matches("-?[0-9]+") ? (Number) Long.valueOf(time) : Double.valueOf(time);

    assertThat(show(jwts, issuer.claims().claim(claim, number)) instanceof Shown.Good)
        .isEqualTo(good);
  }

  @Test
  void clocksMayBeApartALittle() throws Exception {
    Date past = Date.from(Instant.now().minusSeconds(5));
    assertThat(show(open(issuer.settings(Map.of())), issuer.claims().expirationTime(past)))
        .isInstanceOf(Shown.Good.class);
  }

  @Test
  void aTokenDoesNotChooseHowItIsChecked() throws Exception {
    Jwts jwts = open(issuer.settings(Map.of()));
    byte[] publicKey =
        issuer.key().toPublicJWK().toString().repeat(2).getBytes(StandardCharsets.UTF_8);
    var hmac =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(),
            issuer.claims().build());
    hmac.sign(new MACSigner(publicKey));

    assertThat(jwts.show(hmac.serialize(), KeyScope.INVOKE)).isEqualTo(new Shown.Unknown());
    assertThat(jwts.show(new PlainJWT(issuer.claims().build()).serialize(), KeyScope.INVOKE))
        .isEqualTo(new Shown.Unknown());
    assertThatThrownBy(() ->
            new JwtSettings(
                "i",
                List.of("a"),
                List.of(),
                null,
                List.of("HS256"),
                Duration.ZERO,
                ClaimNames.of(Map.of()),
                Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keysAreReadAgainForOneThatIsUnknownButNotForEach() throws Exception {
    Jwts jwts = open(issuer.settings(Map.of()));
    assertThat(issuer.asked()).isEqualTo(1);
    issuer.rotate("second");

    assertThat(show(jwts, issuer.claims())).isEqualTo(new Shown.Unknown());
    later(Duration.ofSeconds(11));
    assertThat(show(jwts, issuer.claims())).isInstanceOf(Shown.Good.class);
    assertThat(issuer.asked()).isEqualTo(2);
    issuer.rotate("third");
    issuer.publish("{\"keys\":[]}");
    for (int at = 0; at < 20; at++) {
      assertThat(show(jwts, issuer.claims())).isEqualTo(new Shown.Unknown());
    }
    assertThat(issuer.asked()).isEqualTo(2);
  }

  @Test
  void knownKeysOutliveTheirServerForADay() throws Exception {
    Jwts jwts = open(issuer.settings(Map.of()));
    issuer.fail(500);
    later(Duration.ofHours(23));
    assertThat(show(jwts, issuer.claims())).isInstanceOf(Shown.Good.class);
    while (jwts.problem().isEmpty()) {
      Thread.sleep(10);
    }
    assertThat(jwts.problem()).hasValueSatisfying(why -> assertThat(why).contains("status 500"));
    later(Duration.ofHours(2));
    assertThat(show(jwts, issuer.claims())).isEqualTo(new Shown.Unsettled());
    issuer.fail(200);
    later(Duration.ofSeconds(11));
    assertThat(show(jwts, issuer.claims())).isInstanceOf(Shown.Good.class);
    assertThat(jwts.problem()).isEmpty();
  }

  @Test
  void withoutKeysNothingIsGood() throws Exception {
    for (int status : List.of(500, 302)) {
      issuer.fail(status);
      Jwts jwts = open(issuer.settings(Map.of()));
      assertThat(show(jwts, issuer.claims())).isEqualTo(new Shown.Unsettled());
    }
    issuer.fail(200);
    issuer.publish("[" + " ".repeat(600_000) + "]");
    assertThat(show(open(issuer.settings(Map.of())), issuer.claims()))
        .isEqualTo(new Shown.Unsettled());
    for (String nothing : List.of("null", "{\"keys\":null}", "{\"keys\":[null]}")) {
      issuer.publish(nothing);
      Jwts jwts = open(issuer.settings(Map.of()));
      assertThat(show(jwts, issuer.claims())).as(nothing).isEqualTo(new Shown.Unsettled());
      assertThat(jwts.problem())
          .as(nothing)
          .hasValueSatisfying(said -> assertThat(said).endsWith("it is no set of keys"));
    }
  }

  @Test
  void anIssuerSaysWhereItsKeysAre() throws Exception {
    assertThat(show(open(at(null)), issuer.claims())).isInstanceOf(Shown.Good.class);
    assertThat(show(open(at("http://10.0.0.1/keys")), issuer.claims()))
        .isEqualTo(new Shown.Unsettled());
    assertThat(issuer.asked()).isEqualTo(1);
  }

  /** Whoever is on the way to it could put keys of his own in the place of the issuer's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1/keys",
        "http://keys.invalid/keys",
        "http://localhost.invalid/keys",
        "http://[2001:db8::1]/keys",
        "https://user:word@127.0.0.1:1/keys",
        "https:///keys",
        "https://a b/keys"
      })
  void keysAreNotAskedForWhereOthersCouldAnswer(String address) {
    assertThat(open(at(address)).problem())
        .hasValueSatisfying(
            said -> assertThat(said).endsWith("the address is neither https nor of this machine"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://localhost:1/keys", "http://127.0.0.1:1/keys", "https://127.0.0.1:1/keys"})
  void keysAreAskedForOnThisMachineAndWhereNobodyElseCouldAnswer(String address) {
    assertThat(open(at(address)).problem())
        .hasValueSatisfying(said -> assertThat(said).endsWith("it cannot be reached"));
  }

  @Test
  void keysCanBeAFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("keys.json");
    Files.writeString(file, "{\"keys\":[" + issuer.key().toPublicJWK() + "]}");
    assertThat(show(open(at(file.toString())), issuer.claims())).isInstanceOf(Shown.Good.class);
  }

  @Test
  void aUseCanNeedAScope() throws Exception {
    JwtSettings base = issuer.settings(Map.of());
    Jwts jwts =
        open(
            new JwtSettings(
                base.issuer(),
                base.audiences(),
                base.clients(),
                base.keys(),
                base.algorithms(),
                base.leeway(),
                base.claims(),
                Map.of(KeyScope.INVOKE, "llm.invoke")));

    assertThat(show(jwts, issuer.claims())).isEqualTo(new Shown.Unfit());
    assertThat(show(jwts, issuer.claims().claim("scope", "openid llm.invoke")))
        .isInstanceOf(Shown.Good.class);
    assertThat(show(jwts, issuer.claims().claim("scp", List.of("llm.invoke"))))
        .isInstanceOf(Shown.Good.class);
    assertThat(jwts.show(token(issuer.claims()), KeyScope.MODELS)).isInstanceOf(Shown.Good.class);
  }

  /** The key is that of the issuer, and what the header says of it is not followed. */
  @Test
  void nothingInAHeaderLeadsToAnotherKey() throws Exception {
    Jwts jwts = open(issuer.settings(Map.of()));
    ECKey own = new ECKeyGenerator(Curve.P_256).keyID("first").generate();
    URI elsewhere = URI.create(issuer.issuer() + "/elsewhere");
    List<JWSHeader.Builder> headers =
        List.of(
            header("first"),
            header("first").jwk(own.toPublicJWK()),
            header("first").jwkURL(elsewhere),
            header("first").x509CertURL(elsewhere),
            header("../../../../dev/null"),
            header("' OR '1'='1"),
            header("x".repeat(5_000)),
            header(""),
            new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT));
    for (JWSHeader.Builder header : headers) {
      var token = new SignedJWT(header.build(), issuer.claims().build());
      token.sign(new ECDSASigner(own));
      assertThat(jwts.show(token.serialize(), KeyScope.INVOKE))
          .as(header.build().toString())
          .isEqualTo(new Shown.Unknown());
    }
    List<JWSHeader.Builder> unusual =
        List.of(
            header("first").criticalParams(Set.of("exp")).customParam("exp", 1),
            header("first").base64URLEncodePayload(false).criticalParams(Set.of("b64")),
            header("first").type(new JOSEObjectType("logout+jwt")));
    for (JWSHeader.Builder header : unusual) {
      String token = signed(header.build());
      assertThat(jwts.show(token, KeyScope.INVOKE)).isEqualTo(new Shown.Unknown());
    }
    assertThat(jwts.show(signed(header("first").build()), KeyScope.INVOKE))
        .isInstanceOf(Shown.Good.class);
  }

  @Test
  void timesAndAudiencesAreReadAsTheyAreWritten() throws Exception {
    Jwts jwts = open(issuer.settings(Map.of()));
    Date soon = Date.from(Instant.now().plusSeconds(20));
    Date later = Date.from(Instant.now().plusSeconds(45));
    var unknown = new Shown.Unknown();

    assertThat(show(jwts, issuer.claims().notBeforeTime(soon))).isInstanceOf(Shown.Good.class);
    assertThat(show(jwts, issuer.claims().notBeforeTime(later))).isEqualTo(unknown);
    assertThat(show(jwts, issuer.claims().claim("exp", "9999999999"))).isEqualTo(unknown);
    assertThat(show(jwts, issuer.claims().claim("exp", -1))).isEqualTo(unknown);
    assertThat(show(jwts, issuer.claims().audience(List.of("a", TestIssuer.AUDIENCE, "b"))))
        .isInstanceOf(Shown.Good.class);
    assertThat(show(jwts, issuer.claims().audience(TestIssuer.AUDIENCE + " "))).isEqualTo(unknown);
    assertThat(show(jwts, issuer.claims().audience("a," + TestIssuer.AUDIENCE))).isEqualTo(unknown);
    assertThat(show(jwts, issuer.claims().claim("aud", List.of(List.of(TestIssuer.AUDIENCE)))))
        .isEqualTo(unknown);
  }

  /** An issuer may have keys for other things, or of kinds that are not known yet. */
  @Test
  void aKeyIsGoodForWhatItsIssuerSaysItIsFor() throws Exception {
    String known = issuer.key().toPublicJWK().toJSONString();
    for (String other :
        List.of(
            "{\"kty\":\"AKP\",\"kid\":\"new\",\"alg\":\"ML-DSA-44\",\"pub\":\"AAAA\"}",
            "{\"kty\":\"oct\",\"kid\":\"first\",\"k\":\"c2VjcmV0\"}")) {
      issuer.publish("{\"keys\":[" + other + "," + known + "]}");
      assertThat(show(open(issuer.settings(Map.of())), issuer.claims()))
          .as(other)
          .isInstanceOf(Shown.Good.class);
    }
    for (String use : List.of("\"use\":\"enc\"", "\"alg\":\"ES384\"")) {
      issuer.publish("{\"keys\":[" + known.replaceFirst("\\{", "{" + use + ",") + "]}");
      assertThat(show(open(issuer.settings(Map.of())), issuer.claims()))
          .as(use)
          .isEqualTo(new Shown.Unknown());
    }
  }

  @Test
  void aKeyThatTheIssuerHasRemovedIsNotGoodBecauseNobodyAskedMeanwhile() throws Exception {
    Jwts jwts = open(issuer.settings(Map.of()));
    String token = token(issuer.claims());
    assertThat(jwts.show(token, KeyScope.INVOKE)).isInstanceOf(Shown.Good.class);
    issuer.rotate("second");
    later(Duration.ofMinutes(10));

    assertThat(jwts.show(token, KeyScope.INVOKE)).isEqualTo(new Shown.Unknown());
    assertThat(show(jwts, issuer.claims())).isInstanceOf(Shown.Good.class);
    assertThat(issuer.asked()).isEqualTo(2);
  }

  private static JWSHeader.Builder header(String key) {
    return new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT).keyID(key);
  }

  private String signed(JWSHeader header) throws Exception {
    var token = new SignedJWT(header, issuer.claims().build());
    token.sign(new ECDSASigner(issuer.key()));
    return token.serialize();
  }

  private JwtSettings at(@Nullable String keys) {
    JwtSettings base = issuer.settings(Map.of());
    return new JwtSettings(
        base.issuer(),
        base.audiences(),
        base.clients(),
        keys,
        base.algorithms(),
        base.leeway(),
        base.claims(),
        Map.of());
  }

  private Jwts open(JwtSettings settings) {
    return Jwts.open(settings, Clock.systemUTC(), nanos::get, null);
  }

  private void later(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private Shown show(Jwts jwts, JWTClaimsSet.Builder claims) throws Exception {
    return jwts.show(token(claims), KeyScope.INVOKE);
  }

  private String token(JWTClaimsSet.Builder claims) throws Exception {
    return issuer.sign(claims.build());
  }
}
