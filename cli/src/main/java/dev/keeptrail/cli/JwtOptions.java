package dev.keeptrail.cli;

import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.callers.PublicAddress;
import dev.keeptrail.gateway.callers.Publication;
import dev.keeptrail.gateway.jwt.ClaimNames;
import dev.keeptrail.gateway.jwt.JwtSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose tokens count, and what their claims say. */
final class JwtOptions {
  @Option(
      names = "--jwt-issuer",
      paramLabel = "<address>",
      description = "The issuer of tokens for --auth jwt, as it stands in their `iss`.")
  private @Nullable String issuer;

  @Option(
      names = "--jwt-audience",
      paramLabel = "<name>",
      description = "What tokens must be meant for (`aud`). Repeatable; one of them is enough.")
  private List<String> audiences = new ArrayList<>();

  @Option(
      names = "--jwt-client",
      paramLabel = "<id>",
      description =
          "An application whose tokens count (`client_id`, `azp`, `cid` or `appid`). Repeatable."
              + " Tokens may then be without an `aud`. Default: all applications.")
  private List<String> clients = new ArrayList<>();

  @Option(
      names = "--jwt-keys",
      paramLabel = "<address or file>",
      description =
          "Where the issuer's keys are (JWKS). Default: where the issuer says"
              + " (/.well-known/openid-configuration).")
  private @Nullable String keys;

  @Option(
      names = "--jwt-algorithm",
      paramLabel = "<name>",
      description =
          "A signature algorithm that counts, such as RS256. Repeatable. Default: those with RSA"
              + " and elliptic curves, EdDSA among them.")
  private List<String> algorithms = new ArrayList<>();

  @Option(
      names = "--jwt-claim",
      paramLabel = "<what>=<claim>",
      description =
          "Which claim says who a caller is: user, team, org, role, agent, groups or"
              + " consumer_group; and scope, for one that names scopes beside `scope` and `scp`."
              + " Dots lead into a claim. Repeatable. Default: user=sub, groups=groups.")
  private Map<String, String> claims = new LinkedHashMap<>();

  @Option(
      names = "--jwt-role",
      paramLabel = "<role>",
      description =
          "A role that counts if a token has several, the most important first: the caller has the"
              + " first of these that its token has. Repeatable; goes with `--jwt-claim"
              + " role=<claim>`. Default: a token with several roles is refused.")
  private List<String> roles = new ArrayList<>();

  @Option(
      names = "--jwt-scope",
      paramLabel = "<use>=<scope>",
      description =
          "The scope that a token needs to invoke, or to list models. Repeatable. Default: none.")
  private Map<String, String> scopes = new LinkedHashMap<>();

  @Option(
      names = "--jwt-leeway",
      paramLabel = "<time>",
      converter = DurationConverter.class,
      description = "How far the issuer's clock may be off. Default: 60s.")
  private @Nullable Duration leeway;

  boolean isGiven() {
    return issuer != null
        || keys != null
        || !audiences.isEmpty()
        || !clients.isEmpty()
        || !roles.isEmpty()
        || !algorithms.isEmpty()
        || !claims.isEmpty()
        || !scopes.isEmpty()
        || leeway != null;
  }

  JwtSettings settings() throws CommandFailedException {
    if (issuer == null || (audiences.isEmpty() && clients.isEmpty())) {
      throw new CommandFailedException(
          "`--auth jwt` needs `--jwt-issuer`, and `--jwt-audience` or `--jwt-client`",
          "without an audience, tokens for any other service of the issuer would count here");
    }
    if (!roles.isEmpty() && !claims.containsKey("role")) {
      throw new CommandFailedException(
          "`--jwt-role` needs `--jwt-claim role=<claim>`", "no claim names roles otherwise");
    }
    for (String name : claims.keySet()) {
      if (!ClaimNames.NAMES.contains(name)) {
        throw new CommandFailedException(
            "`--jwt-claim` does not know `%s`".formatted(name),
            "one of: " + String.join(", ", ClaimNames.NAMES.stream().sorted().toList()));
      }
    }
    try {
      return new JwtSettings(
          issuer,
          audiences,
          clients,
          keys,
          algorithms.isEmpty() ? JwtSettings.ALGORITHMS : algorithms,
          leeway == null ? JwtSettings.DEFAULT_LEEWAY : leeway,
          ClaimNames.of(claims, roles),
          uses());
    } catch (IllegalArgumentException wrong) {
      throw new CommandFailedException(
          "the `--jwt-...` options do not fit", String.valueOf(wrong.getMessage()));
    }
  }

  /**
   * What callers may know of the issuer. A claim of the operator's choice names what somebody else
   * has granted, which nobody can ask for as a scope.
   */
  Publication publication(PublicAddress address) throws CommandFailedException {
    JwtSettings settings = settings();
    try {
      return new Publication(
          address,
          settings.issuer(),
          settings.claims().scope() == null ? settings.scopes() : Map.of());
    } catch (IllegalArgumentException wrong) {
      throw new CommandFailedException(
          "`--public-url` does not fit the `--jwt-...` options",
          String.valueOf(wrong.getMessage()));
    }
  }

  private Map<KeyScope, String> uses() throws CommandFailedException {
    Map<KeyScope, String> uses = new EnumMap<>(KeyScope.class);
    for (var entry : scopes.entrySet()) {
      KeyScope use =
          KeyScope.of(entry.getKey())
              .filter(scope -> !scope.isForOperators())
              .orElseThrow(() ->
                  new CommandFailedException(
                      "`--jwt-scope` does not know `%s`".formatted(entry.getKey()),
                      "invoke or models"));
      uses.put(use, entry.getValue());
    }
    return uses;
  }
}
