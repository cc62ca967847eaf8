package dev.keeptrail.engine.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.Packs;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Segment;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RedactionsTest {
  private static final List<Segment> TEXTS =
      List.of(
          Packs.segment(Channel.CONTENT, "one two three"),
          Packs.segment(Channel.CONTENT, "untouched"),
          Packs.segment(Channel.TOOL_RESULT, "four"));

  @Test
  void putsEachMarkerInItsPlace() {
    List<Segment> edited =
        Redactions.apply(
            TEXTS, List.of(edit(0, 0, 3, "[A]"), edit(0, 8, 13, "[BB]"), edit(2, 0, 4, "")));
    assertThat(edited).extracting(Segment::text).containsExactly("[A] two [BB]", "untouched", "");
    assertThat(edited.get(1)).isSameAs(TEXTS.get(1));
    assertThat(edited.get(2).location()).isEqualTo(TEXTS.get(2).location());
  }

  @Test
  void leavesTextsWithoutEditsAlone() {
    assertThat(Redactions.apply(TEXTS, List.of())).isSameAs(TEXTS);
  }

  private static Redaction edit(int segment, int start, int end, String marker) {
    return new Redaction(segment, start, end, marker, "p", "c", "label", true);
  }
}
