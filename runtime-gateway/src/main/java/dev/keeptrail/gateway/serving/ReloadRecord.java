package dev.keeptrail.gateway.serving;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a reload.
 *
 * @param cause who asked: {@code request}, {@code signal}, {@code watch} or {@code revert}
 * @param problem why it was refused; null when it was carried out
 * @param digest of the plan that is served after it
 */
public record ReloadRecord(
    Instant at, String cause, boolean changed, @Nullable String problem, String digest) {
  public boolean refused() {
    return problem != null;
  }
}
