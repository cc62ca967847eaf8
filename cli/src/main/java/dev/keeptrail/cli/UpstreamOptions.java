package dev.keeptrail.cli;

import dev.keeptrail.language.kind.ProviderKind;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.SecretRef;
import dev.keeptrail.language.plan.TargetAccess;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** One server in the place of all providers of a pack, to look for mistakes with. */
final class UpstreamOptions {
  static final String URL = "KEEPTRUSTS_UPSTREAM_URL";
  static final String KEY = "KEEPTRUSTS_UPSTREAM_API_KEY";
  static final String HEADER = "KEEPTRUSTS_UPSTREAM_API_KEY_HEADER";
  static final String PREFIX = "KEEPTRUSTS_UPSTREAM_API_KEY_PREFIX";

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Pattern WORD = Pattern.compile("[!-~]{0,64}");

  @Option(
      names = "--upstream",
      paramLabel = "<address>",
      description =
          "Ask this server in the place of every provider of the pack, and where the pack has none;"
              + " to look for mistakes with. MCP servers are not served then. Default:"
              + " KEEPTRUSTS_UPSTREAM_URL, or the pack's providers.")
  private @Nullable String address;

  @Option(
      names = "--upstream-api-key",
      paramLabel = "env:<name>|file:<path>|store:<name>",
      description =
          "Where the key for --upstream is; never the key itself, which `ps` would show. Default:"
              + " the variable KEEPTRUSTS_UPSTREAM_API_KEY where it is set, or no key.")
  private @Nullable String key;

  @Option(
      names = "--upstream-api-key-header",
      paramLabel = "<name>",
      description =
          "The header that carries the key. Default: KEEPTRUSTS_UPSTREAM_API_KEY_HEADER, or the"
              + " usual one of the protocol.")
  private @Nullable String header;

  @Option(
      names = "--upstream-api-key-prefix",
      paramLabel = "<word>",
      description =
          "The word before the key; empty for none. Default: KEEPTRUSTS_UPSTREAM_API_KEY_PREFIX, or"
              + " Bearer in Authorization and none elsewhere.")
  private @Nullable String prefix;

  /**
   * Who answers for the targets of packs.
   *
   * @param simulate whether the process itself is to
   */
  TargetChoice choice(Invocation invocation, boolean simulate) throws CommandFailedException {
    Map<String, String> variables = invocation.environment();
    String asked = given(address, variables, URL);
    if (asked == null) {
      if (key != null || header != null || prefix != null) {
        throw new CommandFailedException(
            "`--upstream-api-key` and what belongs to it need `--upstream`", null);
      }
      return simulate ? new TargetChoice.Simulated() : TargetChoice.AS_WRITTEN;
    }
    if (simulate) {
      throw new CommandFailedException(
          "`--simulate` and `--upstream` exclude each other",
          address == null ? "the address comes from " + URL : null);
    }
    URI upstream = address(asked);
    SecretRef secret = secret(variables);
    invocation.note(
        "kt: warning: %s is asked in the place of every provider (`--upstream`)".formatted(upstream)
            + (secret != null && upstream.getScheme().equals("http") && !isHere(upstream)
                ? ", and its key is sent unencrypted"
                : ""));
    return new TargetChoice.OneUpstream(
        new ProviderPlan(
            "upstream",
            ProviderKind.OPENAI.word(),
            null,
            upstream.toString(),
            secret,
            new TargetAccess(null, null, header(variables), prefix(variables), null, null)));
  }

  private static @Nullable String given(
      @Nullable String option, Map<String, String> variables, String name) {
    String text = option == null ? variables.getOrDefault(name, "") : option;
    return option == null && text.isBlank() ? null : text.strip();
  }

  private static URI address(String text) throws CommandFailedException {
    try {
      var uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getQuery() == null
          && uri.getFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException noAddress) {
      // Said below: an address may hold a password, so it is not shown.
    }
    throw new CommandFailedException(
        "`--upstream` is no address that can be asked",
        "write `http` or `https` and a host, without a user, `?` or `#`: https://api.example.com/v1");
  }

  private static boolean isHere(URI upstream) {
    String host = upstream.getHost();
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  private @Nullable SecretRef secret(Map<String, String> variables) throws CommandFailedException {
    if (key == null) {
      return variables.getOrDefault(KEY, "").isBlank() ? null : new SecretRef.Env(KEY);
    }
    int colon = key.indexOf(':');
    String rest = key.substring(colon + 1);
    return switch (rest.isBlank() || colon < 0 ? "" : key.substring(0, colon)) {
      case "env" -> new SecretRef.Env(rest);
      case "file" -> new SecretRef.File(rest);
      case "store" -> new SecretRef.Store(rest);
      default ->
          throw new CommandFailedException(
              "`--upstream-api-key` takes where the key is, not the key",
              "other users see command lines: write `env:NAME`, `file:PATH` or `store:NAME`, or set "
                  + KEY);
    };
  }

  private @Nullable String header(Map<String, String> variables) throws CommandFailedException {
    String text = given(header, variables, HEADER);
    String name = text == null ? null : text.toLowerCase(Locale.ROOT);
    if (name != null && !NAME.matcher(name).matches()) {
      throw new CommandFailedException(
          "`--upstream-api-key-header` is no name of a header", "write one such as x-api-key");
    }
    return name;
  }

  private @Nullable String prefix(Map<String, String> variables) throws CommandFailedException {
    @Nullable String text =
        prefix != null
            ? prefix.strip()
            : variables.containsKey(PREFIX) ? variables.get(PREFIX) : null;
    String word = text == null ? null : text.strip();
    if (word != null && !WORD.matcher(word).matches()) {
      throw new CommandFailedException(
          "`--upstream-api-key-prefix` is no word that fits into a header", null);
    }
    return word;
  }
}
