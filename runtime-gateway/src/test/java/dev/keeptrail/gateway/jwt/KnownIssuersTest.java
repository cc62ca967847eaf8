package dev.keeptrail.gateway.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.keeptrail.gateway.callers.BoundIdentity;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.callers.Shown;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens with the claims that issuers of many put into theirs, signed by one that is made here. */
@Timeout(180)
final class KnownIssuersTest {
  private static final String GATEWAY = "llm-gateway";
  private static final Shown UNKNOWN = new Shown.Unknown();

  private TestIssuer keys;

  @BeforeEach
  void keys() throws Exception {
    keys = new TestIssuer();
  }

  @AfterEach
  void close() {
    keys.close();
  }

  @Test
  void keycloakPutsRolesIntoClaimsOfClaims() throws Exception {
    String issuer = "https://id.example.com/realms/work";
    Map<String, String> names =
        Map.of("user", "preferred_username", "role", "resource_access.llm-gateway.roles");
    JWTClaimsSet.Builder claims =
        claims(issuer)
            .audience(List.of(GATEWAY, "account"))
            .claim("typ", "Bearer")
            .claim("azp", "app")
            .claim("preferred_username", "ковалёв")
            .claim("realm_access", Map.of("roles", List.of("default-roles-work", "analyst")))
            .claim(
                "resource_access",
                Map.of(
                    "account",
                    Map.of("roles", List.of("view-profile")),
                    GATEWAY,
                    Map.of("roles", List.of("user", "power-user")),
                    "com.example.app",
                    Map.of("roles", List.of("reader"))));

    assertThat(identity(ranked(issuer, names, "power-user", "user"), claims).role())
        .isEqualTo("power-user");
    assertThat(identity(ranked(issuer, names, "user", "power-user"), claims).user())
        .isEqualTo("ковалёв");
    assertThat(identity(ranked(issuer, names, "admin"), claims).role()).isNull();
    // Which of the two the caller is, nobody has said.
    assertThat(show(ranked(issuer, names), claims)).isEqualTo(UNKNOWN);
    assertThat(
            identity(
                    ranked(issuer, Map.of("role", "resource_access.com.example.app.roles")), claims)
                .role())
        .isEqualTo("reader");
    assertThat(identity(ranked(issuer, Map.of("groups", "realm_access.roles")), claims).groups())
        .containsExactly("default-roles-work", "analyst");
    assertThat(
            identity(ranked(issuer, Map.of("groups", "resource_access.nobody.roles")), claims)
                .groups())
        .isEmpty();
  }

  /** Where an application is called as the gateway is, its ID tokens have the right audience. */
  @ParameterizedTest
  @CsvSource({
    "typ, ID",
    "typ, Refresh",
    "typ, Offline",
    "typ, Logout",
    "token_use, id",
    "events, {}"
  })
  void whatIsNoAccessTokenIsRefused(String claim, String value) throws Exception {
    String issuer = "https://id.example.com/realms/work";
    assertThat(show(settings(issuer), claims(issuer).audience(GATEWAY).claim(claim, value)))
        .isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt"})
  void theTypeOfAnAccessTokenIsWrittenInSeveralWays(String type) throws Exception {
    String issuer = "https://id.example.com";
    JWTClaimsSet token = claims(issuer).audience(GATEWAY).build();
    assertThat(show(settings(issuer), keys.sign(token, new JOSEObjectType(type))))
        .isInstanceOf(Shown.Good.class);
  }

  @Test
  void entraNamesScopesForPeopleAndRolesForPrograms() throws Exception {
    String issuer = "https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0";
    JwtSettings settings =
        new JwtSettings(
            issuer,
            List.of("6e74172b-be56-4843-9ff4-e66a39bb12e3"),
            List.of(),
            keys.issuer() + "/keys",
            List.of("ES256"),
            Duration.ofSeconds(30),
            ClaimNames.of(Map.of("user", "oid", "org", "tid", "scope", "roles")),
            Map.of(KeyScope.INVOKE, "llm.invoke"));
    JWTClaimsSet.Builder base =
        claims(issuer)
            .audience("6e74172b-be56-4843-9ff4-e66a39bb12e3")
            .claim("oid", "00000000-0000-0000-66f3-3332eca7ea81")
            .claim("tid", "72f988bf-86f1-41af-91ab-2d7cd011db47")
            .claim("ver", "2.0");

    assertThat(show(settings, base)).isEqualTo(new Shown.Unfit());
    assertThat(show(settings, copy(base).claim("scp", "openid llm.invoke")))
        .isInstanceOf(Shown.Good.class);
    assertThat(show(settings, copy(base).claim("roles", List.of("llm.invoke"))))
        .isInstanceOf(Shown.Good.class);
    assertThat(identity(settings, copy(base).claim("scp", "llm.invoke")).org())
        .isEqualTo("72f988bf-86f1-41af-91ab-2d7cd011db47");
  }

  /** A member of more than 200 groups would pass for a member of none. */
  @Test
  void groupsThatEntraLeavesOutOfATokenAreMissed() throws Exception {
    String issuer = "https://login.microsoftonline.com/common/v2.0";
    JWTClaimsSet.Builder base = claims(issuer).audience(GATEWAY);

    assertThat(show(settings(issuer), copy(base).claim("_claim_names", Map.of("groups", "src1"))))
        .isEqualTo(UNKNOWN);
    assertThat(show(settings(issuer), copy(base).claim("hasgroups", true))).isEqualTo(UNKNOWN);
    assertThat(show(settings(issuer), copy(base).claim("_claim_names", Map.of("other", "src1"))))
        .isInstanceOf(Shown.Good.class);
    List<String> most = IntStream.range(0, 200).mapToObj("team-%d"::formatted).toList();
    assertThat(identity(settings(issuer), copy(base).claim("groups", most)).groups()).hasSize(200);
  }

  @Test
  void oktaNamesScopesInAListAndNoType() throws Exception {
    String issuer = "https://example.okta.com/oauth2/default";
    JWTClaimsSet.Builder claims =
        claims(issuer)
            .audience("api://default")
            .claim("cid", "0oa1")
            .claim("scp", List.of("openid", "llm.invoke"))
            .claim("groups", List.of("Everyone", "LLM users"));
    JwtSettings settings =
        new JwtSettings(
            issuer,
            List.of("api://default"),
            List.of("0oa1"),
            keys.issuer() + "/keys",
            List.of("ES256"),
            Duration.ofSeconds(30),
            ClaimNames.of(Map.of()),
            Map.of(KeyScope.INVOKE, "llm.invoke"));

    Shown shown = show(settings, keys.sign(claims.build(), null));
    assertThat(shown).isInstanceOf(Shown.Good.class);
    assertThat(identity(settings, claims).groups()).containsExactly("Everyone", "LLM users");
    assertThat(show(settings, claims.claim("cid", "0oa2"))).isEqualTo(UNKNOWN);
  }

  @Test
  void auth0NamesPermissionsAndClaimsByAddresses() throws Exception {
    String issuer = "https://example.eu.auth0.com/";
    JwtSettings settings =
        new JwtSettings(
            issuer,
            List.of("https://llm.example.com/"),
            List.of(),
            keys.issuer() + "/keys",
            List.of("ES256"),
            Duration.ofSeconds(30),
            ClaimNames.of(
                Map.of("scope", "permissions", "team", "https://example.com/app.team"), List.of()),
            Map.of(KeyScope.INVOKE, "llm:invoke"));
    JWTClaimsSet.Builder claims =
        claims(issuer)
            .audience(List.of("https://llm.example.com/", issuer + "userinfo"))
            .subject("auth0|5f7c8ec7c33c6c004bbafe82")
            .claim("azp", "my_client_id")
            .claim("scope", "openid profile")
            .claim("permissions", List.of("llm:invoke"))
            .claim("https://example.com/app.team", "billing");

    assertThat(identity(settings, claims).team()).isEqualTo("billing");
    assertThat(identity(settings, claims).user()).isEqualTo("auth0|5f7c8ec7c33c6c004bbafe82");
    assertThat(show(settings, claims.claim("permissions", List.of("llm:other"))))
        .isEqualTo(new Shown.Unfit());
  }

  @Test
  void googleNamesAnAddressAndADomain() throws Exception {
    String issuer = "https://accounts.google.com";
    JWTClaimsSet.Builder claims =
        claims(issuer)
            .audience("https://llm.example.com")
            .claim("azp", "1234.apps.googleusercontent.com")
            .claim("email", "job@project.iam.gserviceaccount.com")
            .claim("email_verified", true)
            .claim("hd", "example.com");
    JwtSettings settings =
        new JwtSettings(
            issuer,
            List.of("https://llm.example.com"),
            List.of(),
            keys.issuer() + "/keys",
            List.of("ES256"),
            Duration.ofSeconds(30),
            ClaimNames.of(Map.of("user", "email", "org", "hd")),
            Map.of());

    BoundIdentity identity = identity(settings, claims);
    assertThat(identity.user()).isEqualTo("job@project.iam.gserviceaccount.com");
    assertThat(identity.org()).isEqualTo("example.com");
  }

  /** Its access tokens have no audience; the application that they were issued to stands for it. */
  @Test
  void cognitoNamesTheApplicationAndNoAudience() throws Exception {
    String issuer = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_example";
    JWTClaimsSet.Builder claims =
        claims(issuer)
            .claim("token_use", "access")
            .claim("client_id", "57cbishk4j24pabc1234567890")
            .claim("username", "janedoe@example.com")
            .claim("cognito:groups", List.of("staff"));
    Map<String, String> names = Map.of("user", "username", "groups", "cognito:groups");
    JwtSettings settings = clients(issuer, names, "57cbishk4j24pabc1234567890");

    BoundIdentity identity = identity(settings, claims);
    assertThat(identity.user()).isEqualTo("janedoe@example.com");
    assertThat(identity.groups()).containsExactly("staff");
    assertThat(show(settings(issuer), claims)).isEqualTo(UNKNOWN);
    assertThat(show(settings, copy(claims).claim("client_id", "another"))).isEqualTo(UNKNOWN);
    assertThat(show(settings, copy(claims).claim("client_id", null))).isEqualTo(UNKNOWN);
    assertThat(show(settings, copy(claims).claim("azp", "another"))).isEqualTo(UNKNOWN);
    assertThat(show(settings, copy(claims).claim("token_use", "id"))).isEqualTo(UNKNOWN);
    // One that is for somebody has to be for us.
    assertThat(show(settings, copy(claims).audience("another"))).isEqualTo(UNKNOWN);
  }

  private JwtSettings settings(String issuer) {
    return ranked(issuer, Map.of());
  }

  private JwtSettings ranked(String issuer, Map<String, String> names, String... roles) {
    return new JwtSettings(
        issuer,
        List.of(GATEWAY),
        List.of(),
        keys.issuer() + "/keys",
        List.of("ES256"),
        Duration.ofSeconds(30),
        ClaimNames.of(names, List.of(roles)),
        Map.of());
  }

  private JwtSettings clients(String issuer, Map<String, String> names, String client) {
    return new JwtSettings(
        issuer,
        List.of(),
        List.of(client),
        keys.issuer() + "/keys",
        List.of("ES256"),
        Duration.ofSeconds(30),
        ClaimNames.of(names),
        Map.of());
  }

  private static JWTClaimsSet.Builder claims(String issuer) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .subject("5dcef476-fe74-4c01-8db5-084d5c2315b3")
        .expirationTime(Date.from(Instant.now().plusSeconds(300)));
  }

  private static JWTClaimsSet.Builder copy(JWTClaimsSet.Builder claims) {
    return new JWTClaimsSet.Builder(claims.build());
  }

  private BoundIdentity identity(JwtSettings settings, JWTClaimsSet.Builder claims)
      throws Exception {
    assertThat(show(settings, claims)).isInstanceOf(Shown.Good.class);
    return ((Shown.Good) show(settings, claims)).credential().identity();
  }

  private Shown show(JwtSettings settings, JWTClaimsSet.Builder claims) throws Exception {
    return show(settings, keys.sign(claims.build()));
  }

  private static Shown show(JwtSettings settings, @Nullable String token) {
    return Jwts.open(settings, Clock.systemUTC(), null)
        .show(String.valueOf(token), KeyScope.INVOKE);
  }
}
