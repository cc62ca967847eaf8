package dev.keeptrail.repl.saved;

import dev.keeptrail.engine.packtest.CaseRun;
import dev.keeptrail.repl.saved.SavedTest.Expected;
import org.jspecify.annotations.Nullable;

/**
 * One saved test, run.
 *
 * @param got null where the capture does not answer what the pack asks
 * @param needs what it would take then; empty otherwise
 * @param run the phases that were judged and the whole; without phases where nothing was decided
 */
public record SavedTestResult(SavedTest test, @Nullable Expected got, String needs, CaseRun run) {
  public boolean passed() {
    return test.expected().equals(got);
  }
}
