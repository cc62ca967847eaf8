package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.callers.BoundIdentity;
import dev.keeptrail.gateway.callers.Credential;
import org.jspecify.annotations.Nullable;

/**
 * Under which name it is counted what a caller takes. A user, a team and an agent are those of
 * their organisation: another one may have a team of the same name, and must not spend from its
 * allowance. Null where a caller has no such name.
 */
public final class Whose {
  private Whose() {}

  /** What was shown, whoever shows it. */
  public static @Nullable String key(Claims caller) {
    String shown = shown(caller);
    return shown == null ? null : name(null, shown);
  }

  /** The public id of what was shown. */
  static @Nullable String shown(Claims caller) {
    Credential shown = caller.shown();
    return shown == null ? null : shown.id();
  }

  public static @Nullable String user(Claims caller) {
    BoundIdentity bound = bound(caller);
    return name(caller, caller.user(), bound != null && bound.user() != null);
  }

  public static @Nullable String team(Claims caller) {
    BoundIdentity bound = bound(caller);
    return name(caller, caller.team(), bound != null && bound.team() != null);
  }

  public static @Nullable String agent(Claims caller) {
    BoundIdentity bound = bound(caller);
    return name(caller, caller.agent(), bound != null && bound.agent() != null);
  }

  /**
   * A name by itself, or in an organisation. Neither can be taken for the other, whatever they are,
   * nor for somebody without a name.
   */
  public static String name(@Nullable String org, String name) {
    return org == null ? name + '+' : org.length() + ":" + org + '/' + name + '=';
  }

  private static @Nullable String name(Claims caller, @Nullable String name, boolean isBound) {
    if (name == null) {
      return null;
    }
    BoundIdentity bound = bound(caller);
    // WHY: whose team the operator has said must not count anew with every organisation that the
    // caller says.
    String org = isBound && bound != null ? bound.org() : caller.org();
    return name(org, name);
  }

  private static @Nullable BoundIdentity bound(Claims caller) {
    Credential shown = caller.shown();
    return shown == null ? null : shown.identity();
  }
}
