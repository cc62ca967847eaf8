package dev.keeptrail.detectors.pipeline;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.DetectorFault;
import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.SharedPass;
import dev.keeptrail.detectors.view.Views;
import java.util.List;
import java.util.Set;

/** The detectors of one scanner, with the pass that triggers them. Immutable. */
final class Readers {
  /**
   * What is looked for in letters turned, reversed or guessed: words and addresses. Numbers and
   * keys read in such a way are mostly other numbers and keys.
   */
  private static final Set<String> IN_PLAY =
      Set.of("injection", "custom", "profanity", "exfiltration", "pii.email");

  /**
   * What is looked for in forms within such letters. Streams watch for no other: they would have to
   * guess what a cipher holds before they know of it.
   */
  private static final Set<String> NESTED = Set.of("injection");

  /**
   * Detectors that read turned letters as well, because a name in cipher tells that its value is
   * one: the name comes first, so that streams can wait from there.
   */
  private static final Set<String> TURNED = Set.of("assigned-secret", "told-password");

  private static final String SELF = "scan@1";

  private final List<Detector> detectors;
  private final Set<String> categories;
  private final boolean[] inPlay;
  private final boolean[] nested;
  private final boolean[] turned;
  private final String[] names;
  private final boolean[] everyText;
  private final boolean[] digitRuns;
  private final SharedPass pass;

  /**
   * @param categories what was asked for, for faults that concern all of it
   */
  Readers(List<Detector> detectors, Set<String> categories) {
    this.detectors = List.copyOf(detectors);
    this.categories = Set.copyOf(categories);
    this.inPlay = new boolean[this.detectors.size()];
    this.nested = new boolean[inPlay.length];
    this.turned = new boolean[inPlay.length];
    this.everyText = new boolean[inPlay.length];
    this.digitRuns = new boolean[inPlay.length];
    for (int i = 0; i < inPlay.length; i++) {
      everyText[i] = this.detectors.get(i).trigger().everyText();
      digitRuns[i] = this.detectors.get(i).trigger().digitRuns();
      inPlay[i] =
          this.detectors.get(i).categories().stream()
              .anyMatch(category -> isAmong(IN_PLAY, category));
      nested[i] =
          this.detectors.get(i).categories().stream()
              .anyMatch(category -> isAmong(NESTED, category));
      turned[i] = TURNED.contains(this.detectors.get(i).id());
    }
    this.names = this.detectors.stream().map(Detector::name).toArray(String[]::new);
    this.pass = new SharedPass(this.detectors);
  }

  private static boolean isAmong(Set<String> roots, String category) {
    int dot = category.indexOf('.');
    return roots.contains(category)
        || roots.contains(dot < 0 ? category : category.substring(0, dot));
  }

  DetectorFault limitFault(int segment) {
    return fault(segment, "finding limit of " + ScanPipeline.FINDING_LIMIT + " reached");
  }

  DetectorFault decodingFault(int segment) {
    return fault(segment, "decoding limit reached");
  }

  private DetectorFault fault(int segment, String problem) {
    return new DetectorFault(SELF, segment, categories, problem);
  }

  SharedPass pass() {
    return pass;
  }

  int count() {
    return detectors.size();
  }

  Detector get(int detector) {
    return detectors.get(detector);
  }

  /** Id and version of a detector. */
  String name(int detector) {
    return names[detector];
  }

  /** Whether something in a text makes a detector look at it. */
  boolean triggered(int detector, SharedPass.Outcome outcome) {
    return everyText[detector] || outcome.triggered(detector, digitRuns[detector]);
  }

  /**
   * Whether a detector reads texts in this view.
   *
   * @param guessed whether the view was read out of one whose letters were guessed: a line break in
   *     a cipher makes no date of the digits behind it
   */
  boolean reads(int detector, View view, boolean guessed) {
    // WHY: streams cannot wait for what 25 ciphers might make of the next words.
    boolean deep = guessed || view == View.CAESAR;
    return deep
        ? nested[detector]
        : inPlay[detector]
            || !Views.guessesLetters(view)
            || (turned[detector] && view == View.ROT13);
  }
}
