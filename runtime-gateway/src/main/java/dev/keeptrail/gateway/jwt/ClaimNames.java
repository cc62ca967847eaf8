package dev.keeptrail.gateway.jwt;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which claims of a token say who a caller is. Null where none does. A claim inside others is named
 * with dots between them.
 *
 * @param scope a claim that names scopes, beside {@code scope} and {@code scp}
 * @param roles the roles that count where a token names several, the most important first; empty
 *     where a token is to name one only
 */
public record ClaimNames(
    String user,
    @Nullable String team,
    @Nullable String org,
    @Nullable String role,
    @Nullable String agent,
    @Nullable String groups,
    @Nullable String consumerGroup,
    @Nullable String scope,
    List<String> roles) {
  /** What can be said of a caller, as operators write it. */
  public static final Set<String> NAMES =
      Set.of("user", "team", "org", "role", "agent", "groups", "consumer_group", "scope");

  public ClaimNames {
    roles = List.copyOf(roles);
  }

  /** {@code sub} is the user, {@code groups} the groups, where the operator says nothing else. */
  public static ClaimNames of(Map<String, String> given) {
    return of(given, List.of());
  }

  /**
   * The same for tokens that name several roles.
   *
   * @param roles those that count, the most important first
   */
  public static ClaimNames of(Map<String, String> given, List<String> roles) {
    return new ClaimNames(
        given.getOrDefault("user", "sub"),
        given.get("team"),
        given.get("org"),
        given.get("role"),
        given.get("agent"),
        given.getOrDefault("groups", "groups"),
        given.get("consumer_group"),
        given.get("scope"),
        roles);
  }
}
