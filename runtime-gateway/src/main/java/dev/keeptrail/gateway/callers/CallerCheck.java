package dev.keeptrail.gateway.callers;

import dev.keeptrail.gateway.admission.ApiToken;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What callers must show. */
public sealed interface CallerCheck {
  /** Nothing: whoever reaches the gateway may ask. */
  record Nothing() implements CallerCheck {}

  /** One token that all callers share; it says that somebody may ask, not who it is. */
  record SharedToken(ApiToken token) implements CallerCheck {}

  /**
   * Something that says who the caller is; one of these is enough.
   *
   * @param keys the gateway's own keys; null where they do not count
   * @param tokens tokens of an issuer; null where they do not count
   * @param certificates whether the certificate counts that the connection was made with
   */
  record Known(@Nullable KeyRing keys, @Nullable TokenCheck tokens, boolean certificates)
      implements CallerCheck {
    /** What operators should know of keys and tokens. */
    public List<String> problems() {
      List<String> problems = new ArrayList<>();
      if (keys != null) {
        keys.problem().ifPresent(problems::add);
      }
      if (tokens != null) {
        tokens.problem().ifPresent(problems::add);
      }
      return problems;
    }
  }

  /** A key of the caller's own. */
  static CallerCheck keys(KeyRing ring) {
    return new Known(ring, null, false);
  }
}
