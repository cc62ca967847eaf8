package dev.keeptrail.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.ScanRequest.NearTerms;
import dev.keeptrail.detectors.ScanRequest.TermList;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Whatever is spliced together, no detector fails, and a stream shows, up to where it is settled,
 * what the whole text shows. {@code -Dkeeptrail.splices=100000} tries so many texts, {@code
 * -Dkeeptrail.splices.from=N} others.
 */
final class SplicedStreamsTest {
  private static final Origin ANSWER = Origin.of(Source.ASSISTANT, 0);
  private static final int USUAL_TEXTS = 600;
  private static final String TOO_DEEP = "decoding limit reached";

  /** How many characters come at once, at most, each time that a text is sent. */
  private static final int[] PIECES = {1, 12, 90};

  private final Scanner all = Scans.scanner(Detectors.categories().toArray(String[]::new));
  private final Scanner inPieces =
      Detectors.scanner(
          new ScanRequest(
              judgedInPieces(),
              List.of(),
              List.of(
                  new TermList(
                      "custom.test.term.0", "TERM", List.of("project falcon", "hunter"), 0, true)),
              List.of(
                  new NearTerms(
                      "custom.test.near.0",
                      "NEAR",
                      List.of("account", "password", "secret"),
                      List.of("number", "address", "key"),
                      40,
                      true))));
  private final StreamScanner streams = inPieces.streaming().orElseThrow();

  private static Set<String> judgedInPieces() {
    return Detectors.categories().stream()
        .filter(category ->
            Scans.scanner(category)
                .streaming()
                .map(stream -> stream.wholeTextReasons().isEmpty())
                .orElse(false))
        .collect(Collectors.toSet());
  }

  @Test
  void splicesAreTheSameInPieces() {
    var texts = new SplicedTexts();
    long from = Long.getLong("keeptrail.splices.from", 0);
    long count = Long.getLong("keeptrail.splices", USUAL_TEXTS);
    assertThat(streams.wholeTextReasons()).isEmpty();
    for (long number = from; number < from + count; number++) {
      String text = texts.text(number);
      // WHY: what hides a value and what stands around it may add up to more than is read.
      assertThat(all.scan(List.of(text)).faults())
          .as("text %d: %s", number, text)
          .extracting(DetectorFault::problem)
          .isSubsetOf(TOO_DEEP);
      ScanResult whole =
          inPieces.scan(new ScanInput(List.of(new ScanText(text, ANSWER)), List.of()));
      for (int most : PIECES) {
        sent(number, text, whole.findings(), most);
      }
    }
  }

  private void sent(long number, String text, List<Finding> whole, int most) {
    var random = new Random(number);
    TextStream stream = streams.begin(ANSWER);
    var found = new ArrayList<Finding>();
    int at = 0;
    int settled = 0;
    while (at < text.length()) {
      int to = Math.min(text.length(), at + 1 + random.nextInt(most));
      stream.append(text.substring(at, to));
      at = to;
      assertThat(stream.settled()).as("text %d: %s", number, text).isGreaterThanOrEqualTo(settled);
      settled = stream.settled();
      found.addAll(stream.takeFindings());
    }
    int end = settled;
    assertThat(found)
        .as("text %d, settled %d: %s", number, end, text)
        .containsExactlyElementsOf(whole.stream().filter(f -> f.end() <= end).toList());
    assertThat(whole)
        .as("text %d, settled %d: %s", number, end, text)
        .noneMatch(f -> f.start() < end && f.end() > end);
  }
}
