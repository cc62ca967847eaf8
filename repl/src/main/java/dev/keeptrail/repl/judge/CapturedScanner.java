package dev.keeptrail.repl.judge;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.ScanInput;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.plugin.PlugIn;
import dev.keeptrail.engine.capture.CapturedPhase;
import dev.keeptrail.engine.capture.ScanKeys;
import dev.keeptrail.engine.capture.SensitiveData;
import dev.keeptrail.repl.input.ReplayCase;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a scan would have found. A scan that was asked for the same gives the recorded
 * findings; a text without placeholders is scanned; of one with placeholders, recorded findings and
 * those of sensitive data answer what they can, and the desk is told what they cannot. Thread-safe.
 */
final class CapturedScanner implements Scanner {
  private static final Comparator<Finding> ORDER =
      Comparator.comparingInt(Finding::segment)
          .thenComparingInt(Finding::start)
          .thenComparingInt(Finding::end)
          .thenComparing(Finding::category)
          .thenComparing(Finding::detector);

  private final ScanDesk desk;
  private final ScanRequest request;
  private final Set<String> keys;
  private final List<PlugIn> unasked;
  private final List<PlugIn> asked;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Scanner fresh;

  /** The last list that asked for what this request asks for. */
  private volatile @Nullable List<String> lastAlike;

  /**
   * Prepares it.
   *
   * @param plugIns all that report what the request may ask for
   * @param asked those of them that texts are shown to again; of the others, what they reported
   *     answers, where they were asked
   */
  CapturedScanner(ScanDesk desk, ScanRequest request, List<PlugIn> plugIns, List<PlugIn> asked) {
    this.desk = desk;
    this.request = request;
    this.keys = Set.copyOf(ScanKeys.of(request));
    this.asked = List.copyOf(asked);
    this.unasked = plugIns.stream().filter(plugIn -> !asked.contains(plugIn)).toList();
  }

  @Override
  public ScanResult scan(ScanInput input) {
    CapturedPhase phase = desk.phase();
    if (desk.takesRecorded() && isWhatWasAsked(phase.asked())) {
      return new ScanResult(phase.findings(), List.of(), characters(input));
    }
    if (!phase.masked().hasTexts()) {
      return unasked.isEmpty() ? scanner().scan(input) : unplugged(input, phase);
    }
    if (!desk.takesRecorded()) {
      desk.need("the texts as they were");
      return ScanResult.NONE;
    }
    Set<Finding> answers = new LinkedHashSet<>();
    request.categories().forEach(root -> answer(root, phase, answers));
    for (ScanRequest.UserPattern pattern : request.patterns()) {
      answer(ScanKeys.of(pattern), pattern.category(), phase, answers);
    }
    for (ScanRequest.TermList terms : request.terms()) {
      answer(ScanKeys.of(terms), terms.category(), phase, answers);
    }
    for (ScanRequest.NearTerms near : request.near()) {
      answer(ScanKeys.of(near), near.category(), phase, answers);
    }
    return new ScanResult(answers.stream().sorted(ORDER).toList(), List.of(), characters(input));
  }

  /** Most captures of a recording were asked for the same in the same order. */
  private boolean isWhatWasAsked(List<String> asked) {
    if (asked.equals(lastAlike)) {
      return true;
    }
    boolean alike = new HashSet<>(asked).equals(keys);
    if (alike) {
      lastAlike = asked;
    }
    return alike;
  }

  /** Other detectors look again; plug-ins that are not asked are taken at their word. */
  private ScanResult unplugged(ScanInput input, CapturedPhase phase) {
    ScanResult scanned = scanner().scan(input);
    Set<Finding> all = new LinkedHashSet<>(scanned.findings());
    int own = all.size();
    for (String root : request.categories()) {
      if (isUnasked(root)) {
        if (isAsked(root, phase.asked())) {
          phase.findings().stream()
              .filter(finding -> isUnasked(finding.category()))
              .filter(finding -> isUnder(finding.category(), root))
              .forEach(all::add);
        } else {
          desk.need("findings of `" + root + "`, for which a plug-in would be asked");
        }
      }
    }
    return all.size() == own
        ? scanned
        : new ScanResult(
            all.stream().sorted(ORDER).toList(), scanned.faults(), scanned.scannedCharacters());
  }

  private boolean isUnasked(String root) {
    return unasked.stream()
        .flatMap(plugIn -> plugIn.categories().stream())
        .anyMatch(category -> isUnder(category, root) || isUnder(root, category));
  }

  private void answer(String root, CapturedPhase phase, Set<Finding> answers) {
    if (isAsked(root, phase.asked())) {
      add(root, phase.findings(), answers);
    } else if (SensitiveData.covers(root)) {
      add(root, phase.sensitive(), answers);
    } else {
      desk.need("findings of `" + root + "`" + ReplayCase.PLACEHOLDERS);
    }
  }

  private void answer(String key, String category, CapturedPhase phase, Set<Finding> answers) {
    if (phase.asked().contains(key)) {
      add(category, phase.findings(), answers);
    } else {
      desk.need("matches of `" + category + "`" + ReplayCase.PLACEHOLDERS);
    }
  }

  private void add(String root, List<Finding> from, Set<Finding> answers) {
    for (Finding finding : from) {
      if (isUnder(finding.category(), root) && isWanted(finding.category())) {
        answers.add(finding);
      }
    }
  }

  /** Some categories are looked for only where they are named. */
  private boolean isWanted(String category) {
    return Detectors.byNameOnly(category)
        .map(named -> request.categories().stream().anyMatch(root -> isUnder(root, named)))
        .orElse(true);
  }

  private static boolean isAsked(String root, List<String> asked) {
    return asked.contains(root)
        || (Detectors.byNameOnly(root).isEmpty()
            && asked.stream().anyMatch(above -> isUnder(root, above)));
  }

  private static boolean isUnder(String category, String root) {
    return category.equals(root) || category.startsWith(root + ".");
  }

  private static long characters(ScanInput input) {
    long characters = 0;
    for (ScanText text : input.texts()) {
      characters += text.text().length();
    }
    return characters;
  }

  private Scanner scanner() {
    Scanner made = fresh;
    if (made == null) {
      lock.lock();
      try {
        made = fresh;
        if (made == null) {
          made = Detectors.pluggedScanner(answerable(), asked);
          fresh = made;
        }
      } finally {
        lock.unlock();
      }
    }
    return made;
  }

  /** The request without what only plug-ins that are not asked report. */
  private ScanRequest answerable() {
    Set<String> categories = new LinkedHashSet<>();
    for (String root : request.categories()) {
      boolean reported =
          Stream.concat(
                  Detectors.categories().stream(),
                  asked.stream().flatMap(plugIn -> plugIn.categories().stream()))
              .anyMatch(category -> isUnder(category, root));
      if (reported || !isUnasked(root)) {
        categories.add(root);
      }
    }
    return new ScanRequest(categories, request.patterns(), request.terms());
  }
}
