package dev.keeptrail.cli;

import dev.keeptrail.gateway.telemetry.TraceSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a gateway's spans go. */
final class TracesOption {
  @Option(
      names = "--otlp-endpoint",
      paramLabel = "<address>",
      description =
          "Where traces go, over OTLP/HTTP, without the path. Default: OTEL_EXPORTER_OTLP_ENDPOINT,"
              + " or nowhere.")
  private @Nullable String endpoint;

  /** Null for nowhere. */
  @Nullable TraceSettings settings(GatewayVariables variables) throws CommandFailedException {
    return variables.traces(endpoint);
  }
}
