package dev.keeptrail.repl.terminal;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.detectors.Scanner;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jline.reader.impl.history.DefaultHistory;
import org.jspecify.annotations.Nullable;

/**
 * Lines that were typed, without the secrets in them: what somebody looks for in traffic may be
 * one, and the file outlives the session. One thread.
 */
final class ShellHistory extends DefaultHistory {
  /** Made with the first line, because it takes longer than the prompt may. */
  private @Nullable Scanner secrets;

  @Override
  public void add(Instant time, String line) {
    String kept = masked(line);
    if (kept != null) {
      super.add(time, kept);
    }
  }

  /** The line as it may be kept; null where it may not, because nobody could look through it. */
  private @Nullable String masked(String line) {
    Scanner scanner = secrets;
    if (scanner == null) {
      scanner = Detectors.scanner(new ScanRequest(Set.of("secret"), List.of(), List.of()));
      secrets = scanner;
    }
    ScanResult found = scanner.scan(List.of(line));
    if (!found.faults().isEmpty() || found.scannedCharacters() < line.length()) {
      return null;
    }
    var kept = new StringBuilder(line.length());
    int from = 0;
    for (Finding finding : found.findings()) {
      if (finding.start() >= from) {
        kept.append(line, from, finding.start()).append('[').append(finding.label()).append(']');
      }
      from = Math.max(from, finding.end());
    }
    return kept.append(line, from, line.length()).toString();
  }
}
