package dev.keeptrail.detectors.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TextNormalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The pass sees each anchor where one regular expression after another does. */
final class AnchorSearchProperties {
  private static final int MOST_ANCHORS = 30;
  private static final int LONGEST = 7;
  private static final int LENGTH = 300;

  @Property(tries = 300)
  void seesWhatPlainSearchesSee(@ForAll long seed) {
    var random = new Random(seed);
    List<String> anchors = anchors(random);
    var detector =
        new RuleDetector(
            "test",
            1,
            Set.of("custom.test"),
            LONGEST,
            Trigger.anchors(anchors),
            (text, hits, sink) -> {});
    var pass = new SharedPass(List.of(detector));
    ScannedText text = TextNormalizer.normalize(letters(random, random.nextInt(LENGTH), "fgж \n"));
    IntList hits = pass.run(text).anchors(0);
    var seen = new ArrayList<String>();
    for (int i = 0; i < hits.size(); i += 3) {
      seen.add(hit(anchors.get(hits.get(i)), hits.get(i + 1), hits.get(i + 2)));
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(expected(anchors, text.toString()));
  }

  private static List<String> anchors(Random random) {
    var anchors = new TreeSet<String>();
    int count = 1 + random.nextInt(MOST_ANCHORS);
    while (anchors.size() < count) {
      String anchor = letters(random, 1 + random.nextInt(LONGEST), "fgж ").replaceAll(" +", " ");
      if (!anchor.isBlank()) {
        anchors.add(anchor);
      }
    }
    return List.copyOf(anchors);
  }

  private static String letters(Random random, int length, String alphabet) {
    var letters = new StringBuilder();
    for (int i = 0; i < length; i++) {
      letters.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return letters.toString();
  }

  /** White space inside an anchor is a run of it, at its ends the one character beside a letter. */
  private static List<String> expected(List<String> anchors, String text) {
    var expected = new ArrayList<String>();
    for (String anchor : anchors) {
      String inside = anchor.strip().replace(" ", "\\s+");
      String before = anchor.startsWith(" ") ? "\\s" : "";
      String after = anchor.endsWith(" ") ? "\\s" : "";
      Matcher matcher = Pattern.compile(before + inside + after).matcher(text);
      for (int at = 0; matcher.find(at); at = matcher.start() + 1) {
        expected.add(hit(anchor, matcher.start(), matcher.end()));
      }
    }
    return expected;
  }

  private static String hit(String anchor, int start, int end) {
    return "`%s` %d-%d".formatted(anchor, start, end);
  }
}
