package dev.keeptrail.repl.saved;

import dev.keeptrail.repl.saved.SavedTest.Expected;
import org.jspecify.annotations.Nullable;

/**
 * One saved test, run.
 *
 * @param got null where the capture does not answer what the pack asks
 * @param needs what it would take then; empty otherwise
 */
public record SavedTestResult(SavedTest test, @Nullable Expected got, String needs) {
  public boolean passed() {
    return test.expected().equals(got);
  }
}
