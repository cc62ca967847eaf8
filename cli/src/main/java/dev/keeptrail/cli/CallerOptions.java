package dev.keeptrail.cli;

import dev.keeptrail.gateway.admission.ApiToken;
import dev.keeptrail.gateway.callers.AddressRange;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.gateway.callers.KeyFile;
import dev.keeptrail.gateway.callers.KeyFileException;
import dev.keeptrail.gateway.callers.KeyRing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Who may ask a gateway, and whose word about callers counts. */
final class CallerOptions {
  @Option(
      names = "--auth",
      paramLabel = "keys|token|none",
      converter = Words.AuthModes.class,
      completionCandidates = Words.AuthModes.class,
      description =
          "What callers must show: a key of their own (`kt auth token create`), the one token of"
              + " --api-token, or nothing. Default: token where one is set, otherwise none.")
  private @Nullable AuthMode mode;

  @Option(
      names = "--api-token",
      paramLabel = "<token>",
      description =
          "What callers must send as bearer token. Default: KEEPTRUSTS_GATEWAY_TOKEN, which other"
              + " users of the machine cannot see.")
  private @Nullable String apiToken;

  @Option(
      names = "--trusted-proxy",
      paramLabel = "<range>",
      converter = Ranges.class,
      description =
          "Addresses, such as 10.0.0.0/8, of proxies that have checked who their callers are; what"
              + " they say in X-User-ID and the other identity headers counts as checked."
              + " Repeatable.")
  private List<AddressRange> proxies = new ArrayList<>();

  @Option(
      names = "--trust-identity-headers",
      description =
          "Take identity headers of anybody for what they say, unchecked. Without this and without"
              + " --trusted-proxy they count for nothing.")
  private boolean trusting;

  @Mixin private KeysOption keys = new KeysOption();

  CallerSettings settings(Invocation invocation) throws CommandFailedException {
    return new CallerSettings(check(invocation), trusting, proxies);
  }

  private CallerCheck check(Invocation invocation) throws CommandFailedException {
    ApiToken token = new GatewayVariables(invocation.environment()).apiToken(apiToken);
    AuthMode wanted = mode != null ? mode : token == null ? AuthMode.NONE : AuthMode.TOKEN;
    if (wanted != AuthMode.TOKEN && apiToken != null) {
      throw new CommandFailedException(
          "`--api-token` goes with `--auth token` only", "leave one of the two out");
    }
    if (wanted != AuthMode.KEYS && keys.isGiven()) {
      throw new CommandFailedException(
          "`--keys` goes with `--auth keys` only", "add `--auth keys`");
    }
    return switch (wanted) {
      case NONE -> new CallerCheck.Nothing();
      case KEYS -> new CallerCheck.Keys(ring(invocation));
      case TOKEN -> {
        if (token == null) {
          throw new CommandFailedException(
              "`--auth token` needs a token", "set " + GatewayVariables.TOKEN);
        }
        yield new CallerCheck.SharedToken(token);
      }
    };
  }

  private KeyRing ring(Invocation invocation) throws CommandFailedException {
    KeyFile file = keys.file(invocation);
    try {
      return KeyRing.open(file, invocation.clock());
    } catch (KeyFileException unusable) {
      throw KeysOption.failed(file, unusable);
    }
  }

  /** Reads a range of addresses. */
  static final class Ranges implements ITypeConverter<AddressRange> {
    @Override
    public AddressRange convert(String text) {
      return AddressRange.of(text)
          .orElseThrow(() ->
              new TypeConversionException(
                  "expected an address or a range of addresses, such as 10.0.0.0/8 or ::1"));
    }
  }
}
