package dev.keeptrail.gateway.jwt;

import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.tunnel.OutboundProxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks an issuer where its keys are (OpenID Connect Discovery 1.0, section 4). */
final class Discovery {
  private static final String PLACE = "/.well-known/openid-configuration";

  private Discovery() {}

  static String keys(String issuer, @Nullable OutboundProxy proxy)
      throws IOException, InterruptedException {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    String text = Document.read(base + PLACE, proxy);
    try {
      JsonNode found = StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
      String keys = found.path("jwks_uri").asString("");
      if (!found.path("issuer").asString("").equals(issuer) || !Document.isSafe(keys)) {
        throw new IOException("the issuer's configuration is not that of this issuer");
      }
      return keys;
    } catch (MalformedJsonException _) {
      throw new IOException("the issuer's configuration is no JSON");
    }
  }
}
