package dev.keeptrail.repl.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.capture.CapturedDecision.Edit;
import dev.keeptrail.repl.judge.Trial.PhaseEdit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which edits of two trials count as other ones. */
final class EditChangeTest {
  @Test
  void whatIsGoneIsToldBeforeWhatIsNewInItsPlace() {
    PhaseEdit mail = edit(false, 3, 9, "pii.email");
    PhaseEdit phone = edit(false, 3, 9, "pii.phone");

    assertThat(EditChange.between(List.of(mail), List.of(phone)))
        .containsExactly(new EditChange(false, mail), new EditChange(true, phone));
  }

  /** Placeholders of neighbours stand beside each other; only those that share a sign are one. */
  @Test
  void neighboursInAMaskedTextStayTwo() {
    List<PhaseEdit> two = List.of(edit(true, 0, 4, "pii.email"), edit(true, 4, 9, "pii.phone"));

    assertThat(EditChange.between(two, List.of(edit(true, 0, 9, "")))).hasSize(3);
  }

  @Test
  void editsThatShareSignsOfAMaskedTextAreOne() {
    List<PhaseEdit> two = List.of(edit(true, 0, 5, "pii.email"), edit(true, 4, 9, "pii.phone"));

    assertThat(EditChange.between(two, List.of(edit(true, 0, 9, "")))).isEmpty();
  }

  private static PhaseEdit edit(boolean masked, int start, int end, String category) {
    return new PhaseEdit(
        0, "/messages/0/content", masked, new Edit(0, start, end, "pii-detector", category, ""));
  }
}
