package dev.keeptrail.gateway.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.keeptrail.gateway.callers.KeyScope;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What the log says of tokens that do not count. */
@Timeout(180)
final class WhyNotTest {
  private TestIssuer issuer;

  @BeforeEach
  void issuer() throws Exception {
    issuer = new TestIssuer();
  }

  @AfterEach
  void close() {
    issuer.close();
  }

  /** For operators, and without a word of what stands in the token. */
  @Test
  void theLogHasWhichPartIsWrong() throws Exception {
    Jwts jwts = Jwts.open(issuer.settings(Map.of()), Clock.systemUTC(), null);
    Date past = Date.from(Instant.now().minusSeconds(31));
    Date future = Date.from(Instant.now().plusSeconds(600));

    assertThat(why(jwts, signed(issuer.claims()))).isEmpty();
    assertThat(why(jwts, signed(issuer.claims().expirationTime(past)))).containsExactly("expired");
    assertThat(why(jwts, signed(issuer.claims().expirationTime(null)))).containsExactly("claims");
    assertThat(why(jwts, signed(issuer.claims().notBeforeTime(future)))).containsExactly("not_yet");
    assertThat(why(jwts, signed(issuer.claims().audience("else")))).containsExactly("audience");
    assertThat(why(jwts, signed(issuer.claims().issuer("https://a.test"))))
        .containsExactly("issuer");
    assertThat(why(jwts, signed(issuer.claims()) + "AAAA")).containsExactly("signature");
    assertThat(why(jwts, "a.b.c")).containsExactly("form");
    assertThat(why(jwts, "opaque")).containsExactly("form");
    assertThat(why(jwts, "a".repeat(20_000) + ".b.c")).containsExactly("size");
    assertThat(why(jwts, signed(issuer.claims().claim("typ", "ID")))).containsExactly("kind");
    assertThat(why(jwts, signed(issuer.claims().claim("cnf", Map.of("jkt", "x")))))
        .containsExactly("bound");
    assertThat(why(jwts, issuer.sign(issuer.claims().build(), new JOSEObjectType("logout+jwt"))))
        .containsExactly("kind");
    assertThat(why(jwts, withHeader("{\"alg\":\"HS256\",\"kid\":\"first\"}")))
        .containsExactly("algorithm");
    assertThat(why(jwts, withHeader("{\"alg\":\"ES256\",\"kid\":\"other\"}")))
        .containsExactly("key");
  }

  /** An operator reads which of the claims that it has named does not fit. */
  @Test
  void theLogHasWhichClaimDoesNotFit() throws Exception {
    Jwts jwts =
        Jwts.open(
            issuer.settings(Map.of("team", "department", "role", "r")), Clock.systemUTC(), null);

    assertThat(why(jwts, signed(issuer.claims().subject("a\nb"))))
        .containsExactly("claims", "claim=user", "fault=no_name");
    assertThat(why(jwts, signed(issuer.claims().subject(null))))
        .containsExactly("claims", "claim=sub", "fault=missing");
    assertThat(why(jwts, signed(issuer.claims().claim("department", List.of("a", "b")))))
        .containsExactly("claims", "claim=team", "fault=several");
    assertThat(why(jwts, signed(issuer.claims().claim("r", 1))))
        .containsExactly("claims", "claim=role", "fault=no_name");
    assertThat(why(jwts, signed(issuer.claims().claim("groups", Collections.nCopies(257, "g")))))
        .containsExactly("claims", "claim=groups", "fault=too_many");
    assertThat(why(jwts, signed(issuer.claims().claim("hasgroups", true))))
        .containsExactly("claims", "claim=groups", "fault=elsewhere");
  }

  private String withHeader(String header) throws Exception {
    String token = signed(issuer.claims());
    return Base64URL.encode(header) + token.substring(token.indexOf('.'));
  }

  private static List<String> why(Jwts jwts, String token) {
    var log = (Logger) LoggerFactory.getLogger("dev.keeptrail.gateway.callers");
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    log.addAppender(lines);
    log.setLevel(Level.INFO);
    try {
      jwts.show(token, KeyScope.INVOKE);
    } finally {
      log.detachAppender(lines);
      log.setLevel(null);
    }
    assertThat(lines.list)
        .allSatisfy(line -> assertThat(line.getFormattedMessage()).isEqualTo("token refused"));
    return lines.list.stream()
        .flatMap(line -> line.getKeyValuePairs().stream())
        .map(pair -> pair.key + "=" + pair.value)
        .map(pair -> pair.replaceFirst("^why=", ""))
        .toList();
  }

  private String signed(JWTClaimsSet.Builder claims) throws Exception {
    return issuer.sign(claims.build());
  }
}
