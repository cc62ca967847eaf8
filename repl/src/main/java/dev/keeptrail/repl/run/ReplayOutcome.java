package dev.keeptrail.repl.run;

import dev.keeptrail.repl.report.ReplayReport;
import org.jspecify.annotations.Nullable;

/**
 * What a replay came to.
 *
 * @param state from where it can go on; null when it is through, or has not begun
 */
public record ReplayOutcome(ReplayReport report, @Nullable ReplayState state) {}
