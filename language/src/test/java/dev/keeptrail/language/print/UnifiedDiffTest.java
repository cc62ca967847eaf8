package dev.keeptrail.language.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class UnifiedDiffTest {
  @Test
  void showsChangesWithTheLinesAroundThem() {
    String before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    String after = "1\n2\n3\n4\nfive\n6\n7\n8\n9\nten\n";

    assertThat(UnifiedDiff.of("a.pack", before, after))
        .isEqualTo(
            """
            --- a.pack
            +++ a.pack (formatted)
            @@ -2,8 +2,9 @@
             2
             3
             4
            -5
            +five
             6
             7
             8
             9
            +ten
            """);
    assertThat(UnifiedDiff.of("a.pack", before, before)).isEmpty();
    assertThat(UnifiedDiff.of("a.pack", "", "1\n")).contains("@@ -0,0 +1,1 @@\n+1\n");
  }

  @Property(tries = 500)
  void carriesOneTextToTheOther(@ForAll long seed, @ForAll @IntRange(max = 40) int size) {
    Random random = new Random(seed);
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String line = "line " + random.nextInt(6);
      if (random.nextInt(8) > 0) {
        before.add(line);
      }
      if (random.nextInt(8) > 0) {
        after.add(line);
      }
    }

    String diff = UnifiedDiff.of("p", joined(before), joined(after));

    assertThat(applied(before, diff)).isEqualTo(after);
  }

  /** What patch(1) does. */
  private static List<String> applied(List<String> before, String diff) {
    List<String> after = new ArrayList<>();
    int at = 0;
    for (String line : diff.lines().skip(2).toList()) {
      if (line.startsWith("@@")) {
        String[] range = line.substring(4, line.indexOf(" +")).split(",", -1);
        int start = Integer.parseInt(range[0]) - (range[1].equals("0") ? 0 : 1);
        after.addAll(before.subList(at, start));
        at = start;
      } else {
        if (line.charAt(0) != '+') {
          assertThat(before.get(at++)).isEqualTo(line.substring(1));
        }
        if (line.charAt(0) != '-') {
          after.add(line.substring(1));
        }
      }
    }
    after.addAll(before.subList(at, before.size()));
    return after;
  }

  private static String joined(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
