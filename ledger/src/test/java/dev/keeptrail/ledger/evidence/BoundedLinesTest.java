package dev.keeptrail.ledger.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BoundedLinesTest {
  private static final String LONG = "b".repeat(40_000);

  @Test
  void theyAreWhatStandsBetweenTheirEnds() throws Exception {
    assertThat(read("", 9)).isEmpty();
    assertThat(read("a\n\nb", 9)).containsExactly("a", "", "b");
    assertThat(read("a\n" + LONG + "\nc\n", 40_000)).containsExactly("a", LONG, "c");
  }

  @Test
  void nothingComesAfterOneThatIsTooLong() throws Exception {
    try (var lines = new BoundedLines(new StringReader("a\n" + LONG + "\nc\n"), 39_999)) {
      assertThat(lines.next()).isEqualTo("a");
      assertThat(lines.tooLong()).isFalse();
      assertThat(lines.next()).isNull();
      assertThat(lines.next()).isNull();
      assertThat(lines.tooLong()).isTrue();
    }
  }

  private static List<String> read(String text, int most) throws IOException {
    List<String> read = new ArrayList<>();
    try (var lines = new BoundedLines(new StringReader(text), most)) {
      String line = lines.next();
      while (line != null) {
        read.add(line);
        line = lines.next();
      }
      assertThat(lines.tooLong()).isFalse();
    }
    return read;
  }
}
