package dev.keeptrail.ledger;

import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.RecordedCaller;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whose request an event is of; null for anybody. No index has callers: events are looked through.
 *
 * @param user who asked, whole
 * @param team of whom, whole
 * @param key id of the key that was shown, whole
 */
public record CallerTerms(@Nullable String user, @Nullable String team, @Nullable String key) {
  public static final CallerTerms ANYBODY = new CallerTerms(null, null, null);

  public boolean isAnybody() {
    return equals(ANYBODY);
  }

  public boolean fit(DecisionEvent event) {
    RecordedCaller caller = event.caller();
    return isAnybody()
        || (caller != null
            && fits(user, caller.user())
            && fits(team, caller.team())
            && fits(key, caller.key()));
  }

  private static boolean fits(@Nullable String wanted, @Nullable String recorded) {
    return wanted == null || Objects.equals(wanted, recorded);
  }
}
