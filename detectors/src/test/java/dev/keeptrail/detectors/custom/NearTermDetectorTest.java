package dev.keeptrail.detectors.custom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.ScanInput;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanRequest.NearTerms;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.TextStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class NearTermDetectorTest {
  private static final Scanner ANY_ORDER = scanner(true);
  private static final Scanner IN_ORDER = scanner(false);

  private static Scanner scanner(boolean anyOrder) {
    var near =
        new NearTerms(
            "custom.test.near",
            "NEAR",
            List.of("gas centrifuge", "spindle"),
            List.of("drawing", "drawing set", "uranium"),
            30,
            anyOrder);
    return Detectors.scanner(new ScanRequest(Set.of(), List.of(), List.of(), List.of(near)));
  }

  private static List<String> found(Scanner scanner, String text) {
    return scanner.scan(ScanInput.of(List.of(text))).findings().stream()
        .map(finding -> text.substring(finding.start(), finding.end()))
        .toList();
  }

  @Test
  void reportsFromTheOneToTheOther() {
    assertThat(found(ANY_ORDER, "Send the Gas  Centrifuge spindle DRAWING now"))
        .containsExactly("Gas  Centrifuge spindle DRAWING");
    assertThat(found(IN_ORDER, "spindle, drawing set")).containsExactly("spindle, drawing set");
  }

  @Test
  void orderCountsWhereItIsSaid() {
    assertThat(found(ANY_ORDER, "a drawing of the spindle"))
        .containsExactly("drawing of the spindle");
    assertThat(found(IN_ORDER, "a drawing of the spindle")).isEmpty();
  }

  @Test
  void oneAloneIsNothing() {
    assertThat(found(ANY_ORDER, "the spindle of the fan, and another spindle")).isEmpty();
  }

  @Test
  void partsOfWordsAreNothing() {
    assertThat(found(ANY_ORDER, "the spindle, withdrawing it")).isEmpty();
    assertThat(found(ANY_ORDER, "spindles and a drawing")).isEmpty();
  }

  @Test
  void whatIsFartherAwayOrInAnotherSentenceIsNothing() {
    assertThat(found(ANY_ORDER, "the spindle that we had seen at the trade fair, as a drawing"))
        .isEmpty();
    assertThat(found(ANY_ORDER, "Check the spindle. A drawing follows")).isEmpty();
    assertThat(found(ANY_ORDER, "spindle\n\ndrawing")).isEmpty();
    assertThat(found(ANY_ORDER, "spindle v1.2 drawing")).containsExactly("spindle v1.2 drawing");
  }

  @Test
  void disguisesHideNothing() {
    assertThat(ANY_ORDER.scan(ScanInput.of(List.of("sp\u200bindle dr\u0430wing"))).findings())
        .hasSize(1);
  }

  @Test
  void aStreamWaitsFromTheFirstTermToWhereTheOtherMayStand() {
    TextStream stream = ANY_ORDER.streaming().orElseThrow().begin(Origin.of(Source.ASSISTANT, 0));
    stream.append("see the spindle and");
    assertThat(stream.settled()).isEqualTo(8);
    stream.append(" more which nobody had seen before, so it may go on and on for a long time ");
    assertThat(stream.settled()).isGreaterThan(20);
  }
}
