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
      masked = masked.replace(found, markers.getOrDefault(found, ""));
    }
    return masked;
  }
}
