package dev.keeptrail.gateway.telemetry;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where spans go, over OTLP/HTTP with protobuf.
 *
 * @param endpoint the whole address
 * @param headers sent with each export; may hold a secret
 * @param service what the gateway is called there
 */
public record TraceSettings(URI endpoint, Map<String, String> headers, String service) {
  private static final String PATH = "/v1/traces";

  public TraceSettings {
    headers = Map.copyOf(headers);
    boolean web = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
    if (!web || endpoint.getHost() == null) {
      throw new IllegalArgumentException("an OTLP endpoint is an http or https address");
    }
  }

  /**
   * Reads the variables that OpenTelemetry's specification gives exporters.
   *
   * @param base where the collector is, without the path; null leaves it to the variables
   * @return null where nothing says where spans go
   * @throws IllegalArgumentException when what says so is no address
   */
  public static @Nullable TraceSettings of(@Nullable String base, Map<String, String> environment) {
    String traces = environment.getOrDefault("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "").strip();
    String common = environment.getOrDefault("OTEL_EXPORTER_OTLP_ENDPOINT", "").strip();
    String address = base != null ? below(base) : traces.isEmpty() ? below(common) : traces;
    if (address.isEmpty()) {
      return null;
    }
    return new TraceSettings(
        URI.create(address),
        headers(environment.getOrDefault("OTEL_EXPORTER_OTLP_HEADERS", "")),
        environment.getOrDefault("OTEL_SERVICE_NAME", "keeptrail-gateway"));
  }

  private static String below(String base) {
    if (base.isEmpty()) {
      return "";
    }
    return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + PATH;
  }

  /** {@code name=value}, separated by commas, values percent-encoded. */
  private static Map<String, String> headers(String list) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String pair : list.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        String value = pair.substring(equals + 1).strip().replace("+", "%2B");
        headers.put(
            pair.substring(0, equals).strip(), URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return headers;
  }

  @Override
  public String toString() {
    return "TraceSettings[endpoint=" + endpoint + ", headers=***, service=" + service + "]";
  }
}
