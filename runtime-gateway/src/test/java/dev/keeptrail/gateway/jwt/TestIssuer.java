package dev.keeptrail.gateway.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An issuer on a free port, with keys that can be changed and an endpoint that can fail. */
public final class TestIssuer implements AutoCloseable {
  public static final String AUDIENCE = "llm-gateway";

  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile ECKey key;
  private volatile String published;
  private volatile int status = 200;

  public TestIssuer() throws IOException, JOSEException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext("/keys", this::keys);
    server.createContext("/.well-known/openid-configuration", this::configuration);
    server.start();
    rotate("first");
  }

  /** A new key takes the place of the old one. */
  public void rotate(String id) throws JOSEException {
    key = new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    published = new JWKSet(key.toPublicJWK()).toString();
  }

  void publish(String document) {
    published = document;
  }

  void fail(int with) {
    status = with;
  }

  int asked() {
    return asked.get();
  }

  ECKey key() {
    return key;
  }

  public String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public JwtSettings settings(Map<String, String> claims) {
    return new JwtSettings(
        issuer(),
        List.of(AUDIENCE),
        List.of(),
        issuer() + "/keys",
        JwtSettings.ALGORITHMS,
        Duration.ofSeconds(30),
        ClaimNames.of(claims),
        Map.of());
  }

  public JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(issuer())
        .audience(AUDIENCE)
        .subject("ana")
        .expirationTime(Date.from(Instant.now().plusSeconds(300)));
  }

  public String sign(JWTClaimsSet claims) throws JOSEException {
    return sign(claims, JOSEObjectType.JWT);
  }

  String sign(JWTClaimsSet claims, @Nullable JOSEObjectType type) throws JOSEException {
    var header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(type).keyID(key.getKeyID()).build();
    var token = new SignedJWT(header, claims);
    token.sign(new ECDSASigner(key));
    return token.serialize();
  }

  private void keys(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    answer(exchange, published);
  }

  private void configuration(HttpExchange exchange) throws IOException {
    answer(exchange, "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(issuer(), issuer()));
  }

  private void answer(HttpExchange exchange, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (status == 302) {
      exchange.getResponseHeaders().add("location", issuer() + "/keys");
    }
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
