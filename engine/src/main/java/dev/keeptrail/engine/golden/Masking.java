package dev.keeptrail.engine.golden;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.packtest.CaseRun;
import dev.keeptrail.engine.packtest.CaseRun.JudgedPhase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes out of a text whatever the detectors found: a message may quote it, and a golden file lies
 * in a repository for good.
 */
final class Masking {
  private static final int SHORT = 4;

  private final Map<String, String> markers = new LinkedHashMap<>();
  private final List<String> longestFirst;

  private Masking(CaseRun run) {
    for (JudgedPhase phase : run.phases()) {
      for (Finding finding : phase.decision().findings()) {
        String text = phase.content().segments().get(finding.segment()).text();
        markers.putIfAbsent(
            text.substring(finding.start(), finding.end()), "[" + finding.label() + "]");
      }
    }
    longestFirst = new ArrayList<>(markers.keySet());
    longestFirst.sort(Comparator.comparingInt(String::length).reversed());
  }

  static Masking of(CaseRun run) {
    return new Masking(run);
  }

  String mask(String text) {
    String masked = text;
    for (String found : longestFirst) {
      masked = mask(masked, found, markers.getOrDefault(found, ""));
    }
    return masked;
  }

  private static String mask(String text, String found, String marker) {
    if (found.isEmpty()) {
      return text;
    }
    var masked = new StringBuilder(text.length());
    int from = 0;
    for (int at = text.indexOf(found); at >= 0; at = text.indexOf(found, from)) {
      int end = at + found.length();
      masked.append(text, from, at).append(isPartOfWord(text, at, end) ? found : marker);
      from = end;
    }
    return masked.append(text, from, text.length()).toString();
  }

  /** A command such as `sh` stands in names of categories, too; so short, it is no secret. */
  private static boolean isPartOfWord(String text, int at, int end) {
    return end - at < SHORT
        && ((at > 0 && Character.isLetterOrDigit(text.charAt(at - 1)))
            || (end < text.length() && Character.isLetterOrDigit(text.charAt(end))));
  }
}
