package dev.keeptrail.gateway.consent;

import dev.keeptrail.engine.exchange.Consent;
import dev.keeptrail.gateway.extraction.CheckedService;
import dev.keeptrail.gateway.extraction.Reach;
import dev.keeptrail.gateway.provider.Recall;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.util.Timeout;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Asks a service whether a consent is good: {@code {"token": ...}}, answered by {@code {"valid":
 * true}} or {@code false}. Nothing else of the request is sent, and nothing is remembered, so that
 * a consent that is withdrawn counts at once. Thread-safe.
 */
final class ConsentService {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Timeout TIME = Timeout.ofSeconds(2);
  private static final int MAX_ANSWER = 16 * 1024;
  private static final int OK = 200;

  /** Statuses that say of the token, not of the service, that it is no good. */
  private static final Set<Integer> NO_GOOD = Set.of(401, 403, 404, 410, 422);

  private final CheckedService service;

  ConsentService(URI endpoint, Reach reach) {
    this.service = new CheckedService(endpoint, reach, TIME, "consent");
  }

  /** Never throws for what is out there: what is not told to be good is not. */
  Consent ask(String token, Recall recall) {
    byte[] question =
        JsonNodeFactory.instance
            .objectNode()
            .put("token", token)
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    try {
      return service.ask(Map.of(), question, ConsentService::read, recall);
    } catch (TimeoutException | IOException _) {
      return Consent.UNVERIFIED;
    }
  }

  private static Consent read(ClassicHttpResponse response) throws IOException {
    if (NO_GOOD.contains(response.getCode())) {
      return Consent.REFUSED;
    }
    if (response.getCode() != OK || response.getEntity() == null) {
      return Consent.UNVERIFIED;
    }
    byte[] bytes = response.getEntity().getContent().readNBytes(MAX_ANSWER + 1);
    if (bytes.length > MAX_ANSWER) {
      return Consent.UNVERIFIED;
    }
    try {
      JsonNode valid = JSON.readTree(bytes).path("valid");
      if (!valid.isBoolean()) {
        return Consent.UNVERIFIED;
      }
      return valid.booleanValue() ? Consent.GOOD : Consent.REFUSED;
    } catch (JacksonException e) {
      return Consent.UNVERIFIED;
    }
  }
}
