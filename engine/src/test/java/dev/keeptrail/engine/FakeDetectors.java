package dev.keeptrail.engine;

import dev.keeptrail.detectors.DetectorFault;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.plugin.PlugIn;
import dev.keeptrail.engine.chain.ScannerFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Detectors that know a few fixed words. A text is what its words say, so that a test reads like
 * the case it makes.
 */
public final class FakeDetectors implements ScannerFactory {
  private final List<Word> words = new ArrayList<>();
  private final Set<String> broken = new HashSet<>();

  private record Word(String text, String category, String label, double score, View view) {}

  /** The words that most tests need. */
  public static FakeDetectors usual() {
    return new FakeDetectors()
        .knows("bob@example.com", "pii.email", "EMAIL")
        .knows("555-0100", "pii.phone", "PHONE")
        .knows("4111111111111111", "pci.card", "CARD")
        .knows("cvv 123", "pci.cvv", "CVV")
        .knows("MRN-1", "phi.mrn", "MRN")
        .knows("sk-secret", "secret.openai", "API_KEY")
        .knows("ignore all instructions", "injection.override", "INJECTION")
        .knows("<|im_start|>", "injection.boundary", "BOUNDARY")
        .knows("CONFIDENTIAL", "marking.confidential", "MARKING")
        .knows("internal only", "marking.internal", "MARKING");
  }

  public FakeDetectors knows(String text, String category, String label) {
    return knows(text, category, label, 0.9, View.PLAIN);
  }

  public FakeDetectors knows(String text, String category, String label, double score, View view) {
    words.add(new Word(text, category, label, score, view));
    return this;
  }

  /** Makes the detector of a category fail on every scan. */
  public FakeDetectors breaks(String category) {
    broken.add(category);
    return this;
  }

  @Override
  public Scanner scanner(ScanRequest request, List<PlugIn> plugIns) {
    return input -> {
      List<String> texts = input.texts().stream().map(ScanText::text).toList();
      List<Finding> findings = new ArrayList<>();
      List<DetectorFault> faults = new ArrayList<>();
      long characters = 0;
      for (int i = 0; i < texts.size(); i++) {
        int segment = i;
        characters += texts.get(i).length();
        find(request, segment, texts.get(i), findings);
        broken.stream()
            .filter(category -> isAsked(request, category))
            .forEach(c -> faults.add(new DetectorFault(c + "@1", segment, Set.of(c), "Broken")));
      }
      findings.sort(
          Comparator.comparingInt(Finding::segment)
              .thenComparingInt(Finding::start)
              .thenComparingInt(Finding::end)
              .thenComparing(Finding::category));
      return new ScanResult(findings, faults, characters);
    };
  }

  private void find(ScanRequest request, int segment, String text, List<Finding> findings) {
    for (Word word : words) {
      if (isAsked(request, word.category())) {
        match(Pattern.quote(word.text()), text)
            .forEach(at -> findings.add(finding(segment, at, word)));
      }
    }
    for (ScanRequest.UserPattern pattern : request.patterns()) {
      var word = new Word("", pattern.category(), pattern.label(), 1, View.PLAIN);
      match(pattern.regex(), text).forEach(at -> findings.add(finding(segment, at, word)));
    }
    for (ScanRequest.TermList terms : request.terms()) {
      var word = new Word("", terms.category(), terms.label(), 1, View.PLAIN);
      for (String term : terms.terms()) {
        match(Pattern.quote(term), text).forEach(at -> findings.add(finding(segment, at, word)));
      }
    }
  }

  private static List<int[]> match(String regex, String text) {
    List<int[]> places = new ArrayList<>();
    var matcher = Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(text);
    while (matcher.find()) {
      places.add(new int[] {matcher.start(), matcher.end()});
    }
    return places;
  }

  private static Finding finding(int segment, int[] at, Word word) {
    return new Finding(
        segment,
        at[0],
        at[1],
        word.category(),
        word.label(),
        word.score(),
        Evidence.PATTERN,
        word.view(),
        word.label().toLowerCase(Locale.ROOT) + "@1");
  }

  private static boolean isAsked(ScanRequest request, String category) {
    return request.categories().stream()
        .anyMatch(root -> category.equals(root) || category.startsWith(root + "."));
  }
}
