package dev.keeptrail.cli;

import dev.keeptrail.gateway.GatewaySettings;
import dev.keeptrail.gateway.admission.ApiToken;
import dev.keeptrail.gateway.telemetry.TraceSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of a gateway that an environment variable can give; an option comes first. */
record GatewayVariables(Map<String, String> environment) {
  static final String TOKEN = "KEEPTRUSTS_GATEWAY_TOKEN";
  static final String MAX_CONCURRENCY = "KEEPTRUSTS_GATEWAY_MAX_CONCURRENCY";

  static final String ID = "KEEPTRUSTS_GATEWAY_ID";

  private static final int DEFAULT_CONCURRENCY = 16;
  private static final int MOST = 10_000;

  @Nullable ApiToken apiToken(@Nullable String option) throws CommandFailedException {
    String token = option == null ? environment.getOrDefault(TOKEN, "") : option;
    if (option != null && option.isBlank()) {
      throw new CommandFailedException(
          "`--api-token` is empty", "give a token, or leave the option out to ask for none");
    }
    return token.isBlank() ? null : ApiToken.of(token);
  }

  /** Where traces go; null for nowhere. */
  @Nullable TraceSettings traces(@Nullable String option) throws CommandFailedException {
    try {
      return TraceSettings.of(option, environment);
    } catch (IllegalArgumentException noAddress) {
      throw new CommandFailedException(
          "the OTLP endpoint is no http or https address",
          option == null ? "see OTEL_EXPORTER_OTLP_ENDPOINT" : "see `--otlp-endpoint`");
    }
  }

  /** The gateway's name in its events. */
  String gatewayId(@Nullable String option) throws CommandFailedException {
    String text = option == null ? environment.getOrDefault(ID, "").strip() : option;
    if (option == null && text.isEmpty()) {
      return GatewaySettings.defaults().gatewayId();
    }
    if (GatewaySettings.isGatewayId(text)) {
      return text;
    }
    throw new CommandFailedException(
        "`%s` is not a value for `%s`".formatted(text, option == null ? ID : "--gateway-id"),
        "1 to 64 letters, digits, `.`, `_` and `-`");
  }

  int maxConcurrency(@Nullable Integer option) throws CommandFailedException {
    String name = option == null ? MAX_CONCURRENCY : "--max-concurrency";
    String text =
        option == null ? environment.getOrDefault(MAX_CONCURRENCY, "") : String.valueOf(option);
    if (text.isBlank()) {
      return DEFAULT_CONCURRENCY;
    }
    try {
      int value = Integer.parseInt(text.strip());
      if (value >= 1 && value <= MOST) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Said below, with the remedy.
    }
    throw new CommandFailedException(
        "`%s` is not a value for `%s`".formatted(text, name), "a whole number from 1 to " + MOST);
  }
}
