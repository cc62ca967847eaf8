package dev.keeptrail.cli;

import dev.keeptrail.engine.SecretSource;
import dev.keeptrail.gateway.tunnel.NoProxy;
import dev.keeptrail.gateway.tunnel.OutboundProxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The proxy of the organisation on the way out. */
final class ProxyOptions {
  private static final String NONE = "none";
  private static final String UPPER = "HTTPS_PROXY";
  private static final String LOWER = "https_proxy";

  @Option(
      names = "--proxy",
      paramLabel = "<address>|none",
      description =
          "Reach whatever is asked over https through this proxy (CONNECT), such as"
              + " http://proxy.example:3128. Default: HTTPS_PROXY or https_proxy, or none.")
  private @Nullable String address;

  @Option(
      names = "--proxy-credentials",
      paramLabel = "env:<name>|file:<path>|store:<name>",
      description =
          "Where the proxy's user and password are, with a colon between them; never themselves,"
              + " which `ps` would show. Default: those in HTTPS_PROXY, or none.")
  private @Nullable String credentials;

  @Option(
      names = "--no-proxy",
      paramLabel = "<hosts>",
      description =
          "Who is asked without the proxy, with commas between them: names with all below them,"
              + " addresses, ranges such as 10.0.0.0/8. This machine always is. Default: NO_PROXY or"
              + " no_proxy, or nobody else.")
  private @Nullable String except;

  /** The proxy that the environment names, for commands without these options; null for none. */
  static @Nullable OutboundProxy ofEnvironment(Invocation invocation)
      throws CommandFailedException {
    return new ProxyOptions().proxy(invocation);
  }

  /** The proxy; null for none. */
  @Nullable OutboundProxy proxy(Invocation invocation) throws CommandFailedException {
    Map<String, String> variables = invocation.environment();
    SecretSource secrets = invocation.secrets();
    String variable = either(variables, UPPER, LOWER);
    String asked = address == null ? variable : address.strip();
    if (asked.isEmpty() || asked.equals(NONE)) {
      if (credentials != null) {
        throw new CommandFailedException("`--proxy-credentials` needs `--proxy`", null);
      }
      return null;
    }
    URI uri = address(asked, isSet(variables, UPPER) ? UPPER : LOWER);
    if (address != null && uri.getUserInfo() != null) {
      throw new CommandFailedException(
          "`--proxy` takes no user and password",
          "other users see command lines: write `--proxy-credentials` with where they are");
    }
    String others = except == null ? either(variables, "NO_PROXY", "no_proxy") : except;
    return new OutboundProxy(
        uri.getHost(),
        uri.getPort() < 0 ? 80 : uri.getPort(),
        credentials(uri, secrets),
        NoProxy.of(others));
  }

  private static boolean isSet(Map<String, String> variables, String name) {
    return !variables.getOrDefault(name, "").isBlank();
  }

  private static String either(Map<String, String> variables, String first, String second) {
    String found = variables.getOrDefault(first, "").strip();
    return found.isEmpty() ? variables.getOrDefault(second, "").strip() : found;
  }

  private URI address(String text, String variable) throws CommandFailedException {
    try {
      var uri = new URI(text.contains("://") ? text : "http://" + text);
      boolean bare = uri.getPath().isEmpty() || uri.getPath().equals("/");
      if ("http".equals(uri.getScheme())
          && uri.getHost() != null
          && bare
          && uri.getQuery() == null
          && uri.getFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException noAddress) {
      // Said below: an address may hold a password, so it is not shown.
    }
    throw new CommandFailedException(
        "`%s` is no address of a proxy".formatted(address == null ? variable : "--proxy"),
        "write `http`, a host and a port: http://proxy.example:3128, or `none`");
  }

  private @Nullable String credentials(URI uri, SecretSource secrets)
      throws CommandFailedException {
    String reference = credentials;
    if (reference == null) {
      String written = uri.getRawUserInfo();
      // A plus is a plus here, unlike in forms.
      return written == null
          ? null
          : URLDecoder.decode(written.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
    String secret = secrets.resolve(SecretOption.of("--proxy-credentials", reference)).orElse("");
    if (secret.indexOf(':') <= 0) {
      throw new CommandFailedException(
          "`--proxy-credentials` leads to no user and password",
          "the secret is both, with a colon between them: user:password");
    }
    return secret;
  }
}
