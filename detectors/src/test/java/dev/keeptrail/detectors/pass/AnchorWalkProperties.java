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

/** Read at once, a text shows what it shows when it is read character by character. */
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
  void atOnceAndOneByOne(
      @ForAll long seed,
      @ForAll @IntRange(max = 400) int length,
      @ForAll @IntRange(min = 1, max = 40) int blanks) {
    var random = new Random(seed);
    var text = new StringBuilder();
    while (text.length() < length) {
      switch (random.nextInt(6)) {
        case 0 ->
            text.append(random.nextBoolean() ? " " : "\n").repeat(' ', random.nextInt(blanks));
        case 1 -> text.append('ж');
        case 2 -> text.append(random.nextInt(100));
        case 3, 4 -> text.append('a');
        default -> text.append('b');
      }
    }
    // The blanks end every run, and the line: in a text that may go on the last one stays open.
    var scanned = TextNormalizer.normalize(text.append("  ").toString());
    PassRun pieces = PASS.begin();
    pieces.advanceOpen(scanned.unsafeChars(), scanned.length());
    SharedPass.Outcome whole = PASS.run(scanned);
    assertThat(list(whole.anchors(0))).isEqualTo(list(pieces.outcome().anchors(0)));
    assertThat(list(whole.digitRuns())).isEqualTo(list(pieces.outcome().digitRuns()));
    assertThat(list(whole.cues().encodedRuns()))
        .isEqualTo(list(pieces.outcome().cues().encodedRuns()));
  }

  private static List<Integer> list(IntList values) {
    var list = new ArrayList<Integer>();
    for (int i = 0; i < values.size(); i++) {
      list.add(values.get(i));
    }
    return list;
  }
}
