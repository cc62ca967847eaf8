package dev.keeptrail.gateway.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who a caller says it is, and which conversation a request is part of. Nobody has checked any of
 * it. Each field is null where the caller said nothing.
 */
public record Claims(
    @Nullable String user,
    @Nullable String team,
    @Nullable String org,
    @Nullable String role,
    @Nullable String agent,
    @Nullable List<String> groups,
    @Nullable String conversation) {
  public static final Claims NONE = new Claims(null, null, null, null, null, null, null);

  public Claims {
    groups = groups == null ? null : List.copyOf(groups);
  }
}
