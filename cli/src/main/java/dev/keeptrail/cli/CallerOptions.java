package dev.keeptrail.cli;

import dev.keeptrail.gateway.admission.ApiToken;
import dev.keeptrail.gateway.callers.AddressRange;
import dev.keeptrail.gateway.callers.ApiKey;
import dev.keeptrail.gateway.callers.CallerCheck;
import dev.keeptrail.gateway.callers.CallerSettings;
import dev.keeptrail.gateway.callers.KeyFile;
import dev.keeptrail.gateway.callers.KeyFileException;
import dev.keeptrail.gateway.callers.KeyRing;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.callers.PublicAddress;
import dev.keeptrail.gateway.jwt.Jwts;
import dev.keeptrail.gateway.tunnel.OutboundProxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Who may ask a gateway, and whose word about callers counts. */
final class CallerOptions {
  @Option(
      names = "--auth",
      paramLabel = "keys|jwt|certificate|token|none",
      split = ",",
      converter = Words.AuthModes.class,
      completionCandidates = Words.AuthModes.class,
      description =
          "What callers must show: a key of their own (`kt auth token create`), a token of the"
              + " issuer of --jwt-issuer, the certificate of their connection (--tls-client-ca); of"
              + " these, several with commas between them. Or the one token of --api-token, or"
              + " nothing. Default: token where one is set, otherwise none.")
  private List<AuthMode> modes = new ArrayList<>();

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

  @Option(
      names = "--public-url",
      paramLabel = "<address>",
      converter = PublicUrl.class,
      description =
          "The address under which callers know this gateway, such as https://llm.example.com. With"
              + " it, the gateway tells those who show nothing which issuer's tokens it takes, as"
              + " MCP clients ask (RFC 9728); goes with --auth jwt. Default: it tells nobody.")
  private @Nullable PublicAddress publicUrl;

  @Mixin private KeysOption keys = new KeysOption();
  @Mixin private JwtOptions jwt = new JwtOptions();

  /**
   * What the options say.
   *
   * @param proxy on the way to the issuer of tokens; null for none
   */
  CallerSettings settings(Invocation invocation, @Nullable OutboundProxy proxy)
      throws CommandFailedException {
    CallerCheck check = check(invocation, proxy);
    return new CallerSettings(check, trusting, proxies)
        .withPublication(publicUrl == null ? null : jwt.publication(publicUrl));
  }

  private CallerCheck check(Invocation invocation, @Nullable OutboundProxy proxy)
      throws CommandFailedException {
    ApiToken token = new GatewayVariables(invocation.environment()).apiToken(apiToken);
    Set<AuthMode> wanted = wanted(token);
    if (modes.isEmpty()) {
      warnOfUnaskedKeys(invocation);
    }
    if (wanted.contains(AuthMode.NONE)) {
      return new CallerCheck.Nothing();
    }
    if (wanted.contains(AuthMode.TOKEN)) {
      if (token == null) {
        throw new CommandFailedException(
            "`--auth token` needs a token", "set " + GatewayVariables.TOKEN);
      }
      return new CallerCheck.SharedToken(token);
    }
    return new CallerCheck.Known(
        wanted.contains(AuthMode.KEYS) ? ring(invocation) : null,
        wanted.contains(AuthMode.JWT) ? Jwts.open(jwt.settings(), invocation.clock(), proxy) : null,
        wanted.contains(AuthMode.CERTIFICATE));
  }

  /** Whoever makes keys for callers means them to count; without the option they do not. */
  private void warnOfUnaskedKeys(Invocation invocation) {
    KeyFile file = keys.file(invocation);
    try {
      Instant now = invocation.clock().instant();
      long unasked =
          file.read().stream()
              .filter(key -> key.scopes().contains(KeyScope.INVOKE))
              .filter(key -> key.state(now) == ApiKey.State.GOOD)
              .count();
      if (unasked > 0) {
        invocation.note(
            "kt: warning: callers are not asked for a key, though `%s` has %d for them;"
                    .formatted(file.path(), unasked)
                + " `--auth keys` asks, `--auth none` says that this is meant");
      }
    } catch (KeyFileException unusable) {
      invocation.note(
          "kt: warning: `%s` cannot be used: %s".formatted(file.path(), unusable.problem()));
    }
  }

  private Set<AuthMode> wanted(@Nullable ApiToken token) throws CommandFailedException {
    Set<AuthMode> wanted = EnumSet.noneOf(AuthMode.class);
    wanted.addAll(modes);
    if (wanted.isEmpty()) {
      wanted.add(token == null ? AuthMode.NONE : AuthMode.TOKEN);
    }
    boolean alone = wanted.contains(AuthMode.NONE) || wanted.contains(AuthMode.TOKEN);
    if (alone && wanted.size() > 1) {
      throw new CommandFailedException(
          "`token` and `none` go with nothing else in `--auth`",
          "`keys`, `jwt` and `certificate` go together");
    }
    goesWith(AuthMode.TOKEN, wanted, apiToken != null, "--api-token");
    goesWith(AuthMode.KEYS, wanted, keys.isGiven(), "--keys");
    goesWith(AuthMode.JWT, wanted, jwt.isGiven(), "--jwt-...");
    goesWith(AuthMode.JWT, wanted, publicUrl != null, "--public-url");
    return wanted;
  }

  private static void goesWith(AuthMode mode, Set<AuthMode> wanted, boolean given, String option)
      throws CommandFailedException {
    if (given && !wanted.contains(mode)) {
      String word = mode.name().toLowerCase(Locale.ROOT);
      throw new CommandFailedException(
          "`%s` goes with `--auth %s` only".formatted(option, word), "add `--auth " + word + "`");
    }
  }

  /** Whether the certificate counts that a caller's connection was made with. */
  boolean needsCertificates() {
    return modes.contains(AuthMode.CERTIFICATE);
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

  /** Reads the address under which callers know a gateway. */
  static final class PublicUrl implements ITypeConverter<PublicAddress> {
    @Override
    public PublicAddress convert(String text) {
      return PublicAddress.of(text)
          .orElseThrow(() ->
              new TypeConversionException(
                  "expected an address such as https://llm.example.com, without `?`, `#` and"
                      + " passwords; http is for this machine only"));
    }
  }
}
