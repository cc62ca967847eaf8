package dev.keeptrail.gateway.jwt;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which claims of a token say who a caller is. Null where none does. A claim inside another is
 * named with a dot between the two.
 */
public record ClaimNames(
    String user,
    @Nullable String team,
    @Nullable String org,
    @Nullable String role,
    @Nullable String agent,
    @Nullable String groups,
    @Nullable String consumerGroup) {
  /** What can be said of a caller, as operators write it. */
  public static final Set<String> NAMES =
      Set.of("user", "team", "org", "role", "agent", "groups", "consumer_group");

  /** {@code sub} is the user, {@code groups} the groups, where the operator says nothing else. */
  public static ClaimNames of(Map<String, String> given) {
    return new ClaimNames(
        given.getOrDefault("user", "sub"),
        given.get("team"),
        given.get("org"),
        given.get("role"),
        given.get("agent"),
        given.getOrDefault("groups", "groups"),
        given.get("consumer_group"));
  }
}
