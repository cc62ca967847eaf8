package dev.keeptrail.gateway.callers;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What callers may know before they show anything: whose tokens are taken, and where that is said
 * (RFC 9728). Each route is a resource of its own, because clients compare the address that they
 * have asked with the one that is said to them.
 *
 * @param issuer whose tokens are taken
 * @param scopes what a caller asks the issuer for to be let in; a use that is not named needs none
 */
public record Publication(PublicAddress address, String issuer, Map<KeyScope, String> scopes) {
  /** Where resources are described; what stands behind it is the path of one. */
  public static final String PLACE = "/.well-known/oauth-protected-resource";

  /** Routes that ask for something, whether or not there is what they name. */
  private static final Pattern ROUTE =
      Pattern.compile(
          "(?:/mcp" + PublicAddress.SEGMENT + "|/v1(?:" + PublicAddress.SEGMENT + "){0,8})/?");

  /** What RFC 6749 lets a scope be. */
  private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,256}");

  /**
   * What can be said of an issuer.
   *
   * @throws IllegalArgumentException when the issuer is no address, so that nobody could ask it, or
   *     a scope is none
   */
  public Publication {
    require(isAddress(issuer), "the issuer must be an http or https address");
    require(
        scopes.values().stream().allMatch(scope -> SCOPE.matcher(scope).matches()),
        "a scope is of visible ASCII characters without `\"` and `\\`");
    scopes = Map.copyOf(scopes);
  }

  /**
   * A resource of the gateway.
   *
   * @param address as callers know it
   * @param scopes what a caller asks the issuer for, each once; empty for nothing
   */
  public record Resource(String address, List<String> scopes) {
    public Resource {
      scopes = List.copyOf(scopes);
    }
  }

  /** What a path below {@link #PLACE} stands for; empty where it is nothing of this gateway. */
  public Optional<Resource> resource(String below) {
    if (!below.startsWith(address.path())) {
      return Optional.empty();
    }
    String root = address.origin() + address.path();
    String route = below.substring(address.path().length());
    if (route.isEmpty() || route.equals("/")) {
      return Optional.of(new Resource(root, scopes(EnumSet.allOf(KeyScope.class))));
    }
    return ROUTE.matcher(route).matches()
        ? Optional.of(new Resource(root + route, scopes(uses(route))))
        : Optional.empty();
  }

  /** A client that asks for more than it needs is refused by issuers that do not grant the rest. */
  private static Set<KeyScope> uses(String route) {
    if (route.equals("/v1") || route.equals("/v1/")) {
      return EnumSet.allOf(KeyScope.class);
    }
    return route.startsWith("/v1/models")
        ? EnumSet.of(KeyScope.MODELS)
        : EnumSet.of(KeyScope.INVOKE);
  }

  private List<String> scopes(Set<KeyScope> uses) {
    return uses.stream().map(scopes::get).filter(Objects::nonNull).distinct().toList();
  }

  /**
   * Says to a caller what is missing, and where it is said how to get it (RFC 6750, 3; RFC 9728,
   * 5.1).
   *
   * @param error what was wrong with what was shown; null where nothing was
   * @param path as it was asked for
   */
  public String challenge(@Nullable String error, KeyScope needed, String path) {
    var said = new StringBuilder("Bearer ");
    if (error != null) {
      said.append("error=\"").append(error).append("\", ");
    }
    String scope = scopes.get(needed);
    if (scope != null) {
      said.append("scope=\"").append(scope).append("\", ");
    }
    // What cannot be said as it was asked is said of the gateway as a whole.
    String route = ROUTE.matcher(path).matches() ? path : "";
    return said.append("resource_metadata=\"")
        .append(address.origin())
        .append(PLACE)
        .append(address.path())
        .append(route)
        .append('"')
        .toString();
  }

  private static boolean isAddress(String issuer) {
    try {
      URI address = URI.create(issuer);
      String scheme = address.getScheme();
      return scheme != null
          && List.of("https", "http").contains(scheme.toLowerCase(Locale.ROOT))
          && address.getHost() != null;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
