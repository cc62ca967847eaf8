package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.CueWords;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Names of secrets whose letters are turned by thirteen places, such as {@code cnffjbeq}: what is
 * given to them is a secret in the turned reading. A name that the cipher leaves alone says nothing
 * there.
 */
public final class TurnedNames {
  private static final int LEAST = 3;

  private TurnedNames() {}

  /** Tells streams where such a name stands; the value comes behind it. */
  public static Detector alarm() {
    List<String> turned =
        Stream.of(AssignedSecretDetector.detector(), ToldPasswordDetector.detector())
            .flatMap(detector -> detector.trigger().anchors().stream())
            .filter(TurnedNames::changes)
            .map(TurnedNames::turned)
            .distinct()
            .toList();
    return new RuleDetector(
            "turned-name",
            1,
            Set.of(PlacedPassword.CATEGORY),
            turned.stream().mapToInt(String::length).max().orElse(1),
            Trigger.anchors(turned),
            (text, hits, sink) -> {
              for (int hit = 0; hit < hits.count(); hit++) {
                sink.add(
                    hits.start(hit),
                    hits.end(hit),
                    PlacedPassword.CATEGORY,
                    "PASSWORD",
                    1,
                    Evidence.MODEL);
              }
            })
        .reaching(Reach.fromTrigger());
  }

  /** Whether a name counts in this reading of a text. */
  static boolean counts(ScannedText text, int start, int end) {
    return text.view() != View.ROT13 || changes(text.subSequence(start, end));
  }

  /** The short ones are words of programs when they are turned: {@code cj}. */
  private static boolean changes(String word) {
    return word.length() >= LEAST
        && word.chars().anyMatch(c -> CharacterKinds.isAsciiLetter((char) c));
  }

  private static String turned(String word) {
    var turned = new StringBuilder(word.length());
    word.chars().forEach(c -> turned.append(CueWords.rot13((char) c)));
    return turned.toString();
  }
}
