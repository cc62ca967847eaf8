package dev.keeptrail.language.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** A diff, applied to the old text, gives the new one. */
final class UnifiedDiffProperties {
  @Property(tries = 500)
  void appliesToTheOldText(
      @ForAll @Size(max = 30) List<@CharRange(from = 'a', to = 'c') @StringLength(1) String> before,
      @ForAll @Size(max = 30)
          List<@CharRange(from = 'a', to = 'c') @StringLength(1) String> after) {
    String diff = UnifiedDiff.of("x", text(before), text(after));

    assertThat(applied(before, diff)).isEqualTo(after);
    assertThat(diff.isEmpty()).isEqualTo(before.equals(after));
  }

  private static String text(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private static List<String> applied(List<String> before, String diff) {
    List<String> after = new ArrayList<>();
    int at = 0;
    for (String line : diff.lines().skip(2).toList()) {
      if (line.startsWith("@@")) {
        String[] range = line.substring(4, line.indexOf(' ', 4)).split(",", -1);
        int start = Integer.parseInt(range[0]) - (range[1].equals("0") ? 0 : 1);
        after.addAll(before.subList(at, start));
        at = start;
      } else if (line.startsWith("+")) {
        after.add(line.substring(1));
      } else {
        assertThat(before.get(at)).isEqualTo(line.substring(1));
        if (line.startsWith(" ")) {
          after.add(before.get(at));
        }
        at++;
      }
    }
    after.addAll(before.subList(at, before.size()));
    return after;
  }
}
