package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.callers.BoundIdentity;
import dev.keeptrail.gateway.exchange.Claims;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads what headers say about a caller. A header that cannot be taken as it stands is refused
 * rather than dropped: without it, a rule would take the caller for somebody else. Stateless.
 */
final class ClaimHeaders {
  private static final int MAX_CHARACTERS = BoundIdentity.MAX_CHARACTERS;
  private static final int MAX_GROUPS = BoundIdentity.MAX_GROUPS;

  private ClaimHeaders() {}

  /**
   * What the headers say, unchecked.
   *
   * @param believed whether the identity headers count; others are not even looked at
   */
  static Claims read(HttpServletRequest request, boolean believed) throws RefusedException {
    String conversation = one(request, "x-conversation-id");
    if (!believed) {
      return Claims.of(conversation);
    }
    return new Claims(
        one(request, "x-user-id"),
        one(request, "x-team-id"),
        one(request, "x-org-id"),
        one(request, "x-user-role"),
        one(request, "x-keeptrusts-agent-id"),
        groups(request),
        conversation,
        false,
        false,
        null);
  }

  private static @Nullable String one(HttpServletRequest request, String name)
      throws RefusedException {
    List<String> values = Collections.list(request.getHeaders(name));
    if (values.size() > 1) {
      throw refused(name, "is sent more than once; send it once");
    }
    String value = values.isEmpty() ? "" : values.getFirst().strip();
    return value.isEmpty() ? null : fit(value, name);
  }

  private static @Nullable List<String> groups(HttpServletRequest request) throws RefusedException {
    String name = "x-user-groups";
    List<String> values = Collections.list(request.getHeaders(name));
    if (values.isEmpty()) {
      return null;
    }
    List<String> groups = new ArrayList<>();
    for (String group : String.join(",", values).split(",", -1)) {
      String stripped = group.strip();
      if (!stripped.isEmpty()) {
        groups.add(fit(stripped, name));
      }
      if (groups.size() > MAX_GROUPS) {
        throw refused(name, "names more than " + MAX_GROUPS + " groups; send fewer");
      }
    }
    return groups;
  }

  private static String fit(String value, String name) throws RefusedException {
    boolean visible = value.chars().allMatch(c -> c >= ' ' && c <= '~');
    if (value.length() > MAX_CHARACTERS || !visible) {
      throw refused(name, "must be at most " + MAX_CHARACTERS + " visible ASCII characters");
    }
    return value;
  }

  private static RefusedException refused(String name, String problem) {
    return new RefusedException(
        Refusal.invalid(
            "invalid_header", "`" + name.toLowerCase(Locale.ROOT) + "` " + problem, name));
  }
}
