package dev.keeptrail.detectors.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.TextNormalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Walked in two halves, a text shows the anchors it shows when it is walked from its start. */
final class AnchorWalkProperties {
  private static final List<String> ANCHORS =
      List.of("ab", "abab", "b a", "a b ab", " b", "ba ", "bbbbbbbb", "жа", "a жb", "abba b");

  private static final SharedPass PASS =
      new SharedPass(
          List.of(
              new RuleDetector(
                  "test",
                  1,
                  Set.of("custom.test"),
                  8,
                  Trigger.anchors(ANCHORS),
                  (text, hits, sink) -> {})));

  @Property(tries = 400)
  void halvesShowWhatTheWholeShows(
      @ForAll long seed,
      @ForAll @IntRange(max = 400) int length,
      @ForAll @IntRange(min = 1, max = 40) int blanks) {
    var random = new Random(seed);
    var text = new StringBuilder();
    while (text.length() < length) {
      switch (random.nextInt(5)) {
        case 0 -> text.append(random.nextBoolean() ? " " : "\n").repeat(' ', random.nextInt(blanks));
        case 1 -> text.append('ж');
        case 2, 3 -> text.append('a');
        default -> text.append('b');
      }
    }
    var scanned = TextNormalizer.normalize(text.toString());
    PassRun whole = PASS.begin();
    whole.advanceOpen(scanned.unsafeChars(), scanned.length());
    assertThat(list(PASS.run(scanned))).isEqualTo(list(whole.outcome()));
  }

  private static List<Integer> list(SharedPass.Outcome outcome) {
    IntList hits = outcome.anchors(0);
    var list = new ArrayList<Integer>();
    for (int i = 0; i < hits.size(); i++) {
      list.add(hits.get(i));
    }
    return list;
  }
}
