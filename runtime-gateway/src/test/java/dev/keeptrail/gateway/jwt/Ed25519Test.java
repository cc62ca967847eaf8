package dev.keeptrail.gateway.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.Base64URL;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.callers.Shown;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that the JDK signs with Ed25519, as Keycloak can. */
@Timeout(180)
final class Ed25519Test {
  private TestIssuer issuer;
  private KeyPair pair;

  @BeforeEach
  void issuer() throws Exception {
    issuer = new TestIssuer();
    pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    publish("\"alg\":\"EdDSA\",\"use\":\"sig\"");
  }

  @AfterEach
  void close() {
    issuer.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"EdDSA", "Ed25519"})
  void aTokenIsGoodUnderBothNamesOfTheAlgorithm(String algorithm) throws Exception {
    publish("\"use\":\"sig\"");
    assertThat(show(token("{\"alg\":\"" + algorithm + "\",\"kid\":\"ed\"}")))
        .isInstanceOf(Shown.Good.class);
  }

  /** RFC 8037, appendix A.4. */
  @Test
  void theExampleOfTheStandardIsGood() throws Exception {
    byte[] x = new Base64URL("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo").decode();
    byte[] signed =
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
            .getBytes(StandardCharsets.US_ASCII);
    var signature =
        new Base64URL(
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
    var header = new JWSHeader(JWSAlgorithm.EdDSA);
    JWSVerifier verifier =
        new Ed25519.Factory().createJWSVerifier(header, Ed25519.key(x).orElseThrow());

    assertThat(verifier.verify(header, signed, signature)).isTrue();
    signed[30]++;
    assertThat(verifier.verify(header, signed, signature)).isFalse();
    assertThat(Ed25519.key(Arrays.copyOf(x, 31))).isEmpty();
    assertThat(Ed25519.key(new byte[0])).isEmpty();
  }

  @Test
  void whatIsChangedOrUnclearIsRefused() throws Exception {
    String good = token("{\"alg\":\"EdDSA\",\"kid\":\"ed\"}");
    assertThat(show(good)).isInstanceOf(Shown.Good.class);
    String[] parts = good.split("\\.", -1);
    String other = Base64URL.encode(issuer.claims().subject("root").build().toString()).toString();
    for (String bad :
        List.of(
            parts[0] + "." + other + "." + parts[2],
            parts[0] + "." + parts[1] + ".AAAA",
            parts[0] + "." + parts[1] + ".",
            parts[0] + "." + parts[1] + "." + Base64URL.encode(new byte[64]),
            token("{\"alg\":\"EdDSA\",\"kid\":\"other\"}"),
            token("{\"alg\":\"EdDSA\",\"kid\":\"ed\",\"crit\":[\"exp\"],\"exp\":1}"),
            token("{\"alg\":\"EdDSA\",\"kid\":\"ed\",\"crit\":[\"b64\"],\"b64\":false}"),
            token("{\"alg\":\"EdDSA\",\"kid\":\"ed\",\"typ\":\"logout+jwt\"}"),
            token("{\"alg\":\"ES256\",\"kid\":\"ed\"}"))) {
      assertThat(show(bad)).as(bad).isEqualTo(new Shown.Unknown());
    }
  }

  @Test
  void aKeyIsGoodForWhatItsIssuerSaysItIsFor() throws Exception {
    String token = token("{\"alg\":\"EdDSA\",\"kid\":\"ed\"}");
    for (String use : List.of("\"use\":\"enc\"", "\"alg\":\"ECDH-ES\"")) {
      publish(use);
      assertThat(show(token)).as(use).isEqualTo(new Shown.Unknown());
    }
    issuer.publish(
        "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"X25519\",\"kid\":\"ed\",\"x\":\"%s\"}]}"
            .formatted(x()));
    assertThat(show(token)).isEqualTo(new Shown.Unknown());
  }

  private void publish(String members) {
    issuer.publish(
        "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"ed\",%s,\"x\":\"%s\"}]}"
            .formatted(members, x()));
  }

  private Base64URL x() {
    byte[] encoded = pair.getPublic().getEncoded();
    return Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
  }

  private String token(String header) throws Exception {
    String signed =
        Base64URL.encode(header) + "." + Base64URL.encode(issuer.claims().build().toString());
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(pair.getPrivate());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + Base64URL.encode(signature.sign());
  }

  private Shown show(String token) {
    return Jwts.open(issuer.settings(Map.of()), Clock.systemUTC(), null)
        .show(token, KeyScope.INVOKE);
  }
}
