package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.callers.Credential;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who a caller is, and which conversation a request is part of. Each field is null where nobody
 * whose word counts has said anything.
 *
 * @param conversation what the caller says; nobody checks it
 * @param authenticated whether it was checked who the caller is: by what it showed, or by a proxy
 *     that the operator named
 * @param vouched whether a proxy that the operator named has checked what headers say
 * @param shown what the caller showed; null when it need not say who it is
 */
public record Claims(
    @Nullable String user,
    @Nullable String team,
    @Nullable String org,
    @Nullable String role,
    @Nullable String agent,
    @Nullable List<String> groups,
    @Nullable String conversation,
    boolean authenticated,
    boolean vouched,
    @Nullable Credential shown) {
  public static final Claims NONE =
      new Claims(null, null, null, null, null, null, null, false, false, null);

  public Claims {
    groups = groups == null ? null : List.copyOf(groups);
  }

  /** The consumer group that the key belongs to; nothing a caller says can name one. */
  public @Nullable String consumerGroup() {
    return shown == null ? null : shown.identity().consumerGroup();
  }

  /** What is left when nobody is believed. */
  public static Claims of(@Nullable String conversation) {
    return new Claims(null, null, null, null, null, null, conversation, false, false, null);
  }

  /** The same, where a proxy has checked it or where nobody has. */
  public Claims vouched(boolean byProxy) {
    return new Claims(user, team, org, role, agent, groups, conversation, byProxy, byProxy, shown);
  }
}
