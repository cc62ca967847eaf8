package dev.keeptrail.detectors.pipeline;

import dev.keeptrail.detectors.DetectorFault;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.Part;
import dev.keeptrail.detectors.ScanInput;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.view.Allowance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds values that are split over texts of one voice, such as a card number over two messages.
 * What a text shows alone is known already; here only what crosses a border counts, and only if
 * more than chance speaks for it. Confined to one scan.
 */
final class JoinedScan {
  private static final double MIN_SCORE = 0.75;

  /** What policies ask of a model by default. */
  private static final double MIN_GUESS = 0.8;

  private final Readers readers;
  private final ScanMemory.Share memory;
  private final Allowance allowance;
  private final Predicate<String> wanted;
  private final List<DetectorFault> faults;
  private final List<List<Finding>> alone;
  private final List<List<Finding>> found = new ArrayList<>();
  private int values;

  /**
   * @param alone the standing findings of each segment
   * @param faults takes those of detectors that fail on joined texts
   */
  JoinedScan(
      Readers readers,
      ScanMemory.Share memory,
      Allowance allowance,
      Predicate<String> wanted,
      List<List<Finding>> alone,
      List<DetectorFault> faults) {
    this.readers = readers;
    this.memory = memory;
    this.allowance = allowance;
    this.wanted = wanted;
    this.alone = alone;
    this.faults = faults;
    alone.forEach(segment -> found.add(new ArrayList<>()));
  }

  /**
   * Findings of each segment that are parts of values.
   *
   * @param parts the part of each segment; empty where there is but one
   */
  List<List<Finding>> run(List<ScanText> originals, List<ScannedText> texts, List<String> parts) {
    var voices = new LinkedHashMap<Object, List<Integer>>();
    for (int segment = 0; segment < originals.size(); segment++) {
      String part = parts.isEmpty() ? "" : parts.get(segment);
      if (!part.equals(ScanInput.ALONE)) {
        Object voice = List.of(voice(originals.get(segment).origin()), part);
        voices.computeIfAbsent(voice, k -> new ArrayList<>()).add(segment);
      }
    }
    for (List<Integer> voice : voices.values()) {
      if (voice.size() > 1) {
        Junction.of(voice, texts).forEach(this::read);
      }
    }
    return found;
  }

  /** Arguments go on in those of the same tool, all else in what the same source says next. */
  private static Object voice(Origin origin) {
    var parameter = origin.parameter();
    return parameter == null ? origin.source() : List.of(origin.source(), parameter.tool());
  }

  private void read(Junction junction) {
    var taken = new ArrayList<Finding>();
    read(junction, junction.form(true), taken);
    if (junction.isTight()) {
      read(junction, junction.form(false), taken);
    }
  }

  private void read(Junction junction, Junction.Form form, List<Finding> taken) {
    int first = junction.pieces().getFirst().segment();
    Origin origin = junction.pieces().getFirst().text().origin();
    var scan =
        new SegmentScan(
            first,
            new ScanText(form.text(), origin),
            readers,
            memory,
            allowance,
            ScanPipeline.FINDING_LIMIT);
    var failures = new ArrayList<DetectorFault>();
    if (!scan.run(failures)) {
      failures.add(readers.limitFault(first));
    }
    failures.stream().filter(this::isNews).forEach(faults::add);
    for (Finding finding : Overlaps.resolve(scan.candidates())) {
      boolean room = values < ScanPipeline.FINDING_LIMIT;
      if (room && wanted.test(finding.category()) && isMeant(finding)) {
        List<Finding> parts = parts(junction, form, finding);
        if (parts.size() > 1 && taken.stream().noneMatch(other -> meets(other, parts))) {
          take(parts);
          taken.addAll(parts);
        }
      }
    }
  }

  /** What failed on a text fails on it again when it is joined. */
  private boolean isNews(DetectorFault fault) {
    return faults.stream()
        .noneMatch(known ->
            known.detector().equals(fault.detector()) && known.problem().equals(fault.problem()));
  }

  /** A shape that chance could make of two texts, or a guess, is not enough. */
  private static boolean isMeant(Finding finding) {
    String family = Overlaps.family(finding.category());
    boolean words = family.equals("injection") || family.startsWith("custom");
    return switch (finding.evidence()) {
      case CHECKSUM -> true;
      case CONTEXT, PATTERN -> words || finding.score() >= MIN_SCORE;
      case TERM -> words;
      case MODEL -> words && finding.score() >= MIN_GUESS;
    };
  }

  /**
   * Whether a finding may cross a border between words: phrases do, numbers that are checked, and
   * what is read out of words and characters that stand apart.
   */
  private static boolean isFree(Finding finding) {
    String family = Overlaps.family(finding.category());
    return finding.evidence() == Evidence.CHECKSUM
        || finding.view() == View.SPELLED
        || finding.view() == View.SPACED
        || family.equals("injection")
        || family.startsWith("custom");
  }

  /** Whether a number or a token goes on from one piece to the next, and not just prose. */
  private static boolean goesOn(Junction.Form form, int border) {
    int last = border - 1;
    int next = border;
    if (Character.isWhitespace(form.text().charAt(last))) {
      last--;
    }
    if (Character.isWhitespace(form.text().charAt(next))) {
      next++;
    }
    return next == last + 1 || (isDigit(form.text(), last) && isDigit(form.text(), next));
  }

  private static boolean isDigit(String text, int at) {
    return at >= 0 && at < text.length() && CharacterKinds.isDigit(text.charAt(at));
  }

  /** The finding piece by piece; empty if a text shows as much alone. */
  private List<Finding> parts(Junction junction, Junction.Form form, Finding finding) {
    var parts = new ArrayList<Finding>();
    int first = Collections.binarySearch(form.starts(), finding.start());
    for (int i = first < 0 ? -first - 2 : first; i < junction.pieces().size(); i++) {
      if (form.starts().get(i) >= finding.end()) {
        break;
      }
      Junction.Piece piece = junction.pieces().get(i);
      int shift = piece.start() - form.starts().get(i);
      int start = Math.max(piece.start(), finding.start() + shift);
      int end = Math.min(piece.end(), finding.end() + shift);
      while (start < end && Character.isWhitespace(piece.text().charAt(start))) {
        start++;
      }
      while (start < end && Character.isWhitespace(piece.text().charAt(end - 1))) {
        end--;
      }
      if (start < end
          && !parts.isEmpty()
          && !isFree(finding)
          && !goesOn(form, form.starts().get(i))) {
        return List.of();
      }
      if (start < end) {
        Finding part = part(piece, start, end, finding);
        if (alone.get(piece.segment()).stream().anyMatch(other -> shows(other, part))) {
          return List.of();
        }
        parts.add(part);
      }
    }
    return parts;
  }

  private static Finding part(Junction.Piece piece, int start, int end, Finding finding) {
    ScannedText.Range range = piece.text().originalRange(start, end);
    return new Finding(
        piece.segment(),
        range.start(),
        range.end(),
        finding.category(),
        finding.label(),
        finding.score(),
        finding.evidence(),
        View.JOINED,
        finding.detector());
  }

  /** Whether what a text shows alone says as much as what it would be a part of. */
  private static boolean shows(Finding alone, Finding part) {
    return alone.score() >= part.score() && meets(alone, part);
  }

  private static boolean meets(Finding one, List<Finding> others) {
    return others.stream().anyMatch(other -> meets(one, other));
  }

  private static boolean meets(Finding one, Finding other) {
    return one.segment() == other.segment()
        && one.start() < other.end()
        && other.start() < one.end()
        && one.category().equals(other.category());
  }

  private void take(List<Finding> parts) {
    for (int i = 0; i < parts.size(); i++) {
      Finding part = parts.get(i);
      found
          .get(part.segment())
          .add(
              new Finding(
                  part.segment(),
                  part.start(),
                  part.end(),
                  part.category(),
                  part.label(),
                  part.score(),
                  part.evidence(),
                  part.view(),
                  part.detector(),
                  new Part(values, i, parts.size())));
    }
    values++;
    if (values == ScanPipeline.FINDING_LIMIT) {
      faults.add(readers.limitFault(parts.getFirst().segment()));
    }
  }
}
