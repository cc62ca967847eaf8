package dev.keeptrail.detectors.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.detectors.DetectorFault;
import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.ScanInput;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
final class PlugInTest {
  private static final String TOXIC = "plugin.toxicity";

  private static PlugIn plugIn(BatchDetector detector) {
    return plugIn(detector, Duration.ofSeconds(20), 4);
  }

  private static PlugIn plugIn(BatchDetector detector, Duration timeout, int concurrency) {
    return new PlugIn(
        "words", detector, new PlugIn.Bounds(timeout, concurrency, EnumSet.allOf(Source.class)));
  }

  private static Scanner scanner(PlugIn plugIn, String... categories) {
    return Detectors.pluggedScanner(
        new ScanRequest(Set.of(categories), List.of(), List.of()), List.of(plugIn));
  }

  private static ScanResult scan(WordDetector detector, String... texts) {
    return scanner(plugIn(detector), TOXIC).scan(List.of(texts));
  }

  private static List<String> problems(ScanResult result) {
    return result.faults().stream().map(DetectorFault::problem).toList();
  }

  @Test
  void findsInAllTextsInOneCall() {
    var detector = new WordDetector("idiot", TOXIC);
    ScanResult result = scan(detector, "you idiot", "", "hello", "idiot");
    assertThat(result.faults()).isEmpty();
    assertThat(result.findings())
        .extracting(Finding::segment, Finding::start, Finding::end, Finding::detector)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0, 4, 9, "words@2.1"),
            org.assertj.core.groups.Tuple.tuple(3, 0, 5, "words@2.1"));
    assertThat(detector.calls()).hasSize(1);
    assertThat(detector.calls().getFirst())
        .extracting(ScanText::text)
        .containsExactly("you idiot", "hello", "idiot");
  }

  @Test
  void offsetsAreThoseOfTheOriginal() {
    var detector = new WordDetector("idiot", TOXIC);
    String text = "\uD83D\uDE00 \uFF59ou \uFF49di\u200Bot!";
    ScanResult result = scan(detector, text);
    assertThat(result.findings()).hasSize(1);
    Finding finding = result.findings().getFirst();
    assertThat(text.substring(finding.start(), finding.end())).isEqualTo("\uFF49di\u200Bot");
  }

  @Test
  void runsOnlyWhenAskedFor() {
    var detector = new WordDetector("a", TOXIC);
    PlugIn plugIn = plugIn(detector);
    assertThat(scanner(plugIn, "pii.email").scan(List.of("a")).findings()).isEmpty();
    assertThat(detector.calls()).isEmpty();
    assertThat(scanner(plugIn, "plugin").scan(List.of("a")).findings()).hasSize(1);
    assertThatThrownBy(() -> scanner(plugIn, "plugin.other"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no detector reports `plugin.other`");
  }

  @Test
  void standsBesideBuiltInDetectorsOfTheSameCategory() {
    var detector = new WordDetector("a@example.com", "pii.email");
    ScanResult result = scanner(plugIn(detector), "pii.email").scan(List.of("to a@example.com"));
    assertThat(result.findings()).isNotEmpty();
    assertThat(result.findings()).allMatch(finding -> finding.start() == 3 && finding.end() == 16);
  }

  @Test
  void seesOnlyTheSourcesOfItsEntry() {
    var detector = new WordDetector("idiot", TOXIC);
    var plugIn =
        new PlugIn(
            "words",
            detector,
            new PlugIn.Bounds(Duration.ofSeconds(20), 1, Set.of(Source.TOOL_RESULT)));
    var texts =
        Stream.of(Source.USER, Source.TOOL_RESULT, Source.SYSTEM)
            .map(source -> new ScanText("idiot", Origin.of(source, 0)))
            .toList();
    ScanResult result = scanner(plugIn, TOXIC).scan(new ScanInput(texts, List.of()));
    assertThat(result.findings()).extracting(Finding::segment).containsExactly(1);
    assertThat(detector.calls().getFirst())
        .extracting(text -> text.origin().source())
        .containsExactly(Source.TOOL_RESULT);
  }

  @Test
  void whatItThrowsIsAFaultAndDropsWhatItFound() {
    var failures =
        List.of(
            new DetectorFailedException("the model is gone"),
            new IllegalStateException("with the word idiot in it"),
            new StackOverflowError(),
            new NoClassDefFoundError("x"),
            new OutOfMemoryError("x"));
    var problems = new ArrayList<String>();
    for (Throwable failure : failures) {
      var detector =
          new WordDetector(
              "idiot",
              TOXIC,
              (deadline, sink) -> {
                switch (failure) {
                  case RuntimeException e -> throw e;
                  case Error e -> throw e;
                  default -> throw new IllegalArgumentException(failure);
                }
              });
      ScanResult result = scan(detector, "idiot", "b@example.com");
      assertThat(result.findings()).isEmpty();
      assertThat(result.faults()).extracting(DetectorFault::categories).containsOnly(Set.of(TOXIC));
      problems.addAll(problems(result));
    }
    assertThat(problems)
        .containsExactly(
            "the model is gone",
            "failed with IllegalStateException",
            "failed with StackOverflowError",
            "failed with NoClassDefFoundError",
            "failed with OutOfMemoryError");
  }

  @Test
  void aDetectorThatHangsCostsTheTimeLimit() {
    var endless = new CountDownLatch(1);
    var detector = new WordDetector("a", TOXIC, (deadline, sink) -> endless.await());
    Scanner scanner = scanner(plugIn(detector, Duration.ofMillis(100), 4), TOXIC);
    assertThat(problems(scanner.scan(List.of("a")))).containsExactly("time limit reached");
  }

  @Test
  void threadsThatDoNotComeBackAreBounded() {
    var release = new CountDownLatch(1);
    var inside = new AtomicInteger();
    var detector =
        new WordDetector(
            "a",
            TOXIC,
            (deadline, sink) -> {
              inside.incrementAndGet();
              while (release.getCount() > 0) {
                Thread.onSpinWait();
              }
            });
    Scanner scanner = scanner(plugIn(detector, Duration.ofMillis(50), 2), TOXIC);
    var problems = new ArrayList<String>();
    // Twice, and more often where a machine that is held up does not begin with a call in its time.
    while (inside.get() < 2) {
      problems.addAll(problems(scanner.scan(List.of("a"))));
    }
    assertThat(problems).startsWith("time limit reached");
    problems.clear();
    for (int i = 0; i < 2; i++) {
      problems.addAll(problems(scanner.scan(List.of("a"))));
    }
    release.countDown();
    assertThat(problems).containsExactly("all its places are taken", "all its places are taken");
    assertThat(inside).hasValue(2);
  }

  @Test
  void aPlaceIsFreeAgainAfterACall() {
    Scanner scanner =
        scanner(plugIn(new WordDetector("a", TOXIC), Duration.ofSeconds(20), 1), TOXIC);
    for (int i = 0; i < 20; i++) {
      assertThat(scanner.scan(List.of("a")).findings()).hasSize(1);
    }
  }

  @Test
  void whatNoFindingCanBeIsAFault() {
    assertThat(problemsOf(0, 0, 9, TOXIC, 0.5))
        .containsExactly("reported a range outside the text");
    assertThat(problemsOf(0, 2, 2, TOXIC, 0.5))
        .containsExactly("reported a range outside the text");
    assertThat(problemsOf(1, 0, 1, TOXIC, 0.5))
        .containsExactly("reported a range outside the text");
    assertThat(problemsOf(0, 0, 1, "pii.email", 0.5))
        .containsExactly("reported a category that it does not declare");
    assertThat(problemsOf(0, 0, 1, TOXIC, Double.NaN))
        .containsExactly("reported a score or label that no finding can have");
    var flood =
        new WordDetector(
            "x",
            TOXIC,
            (deadline, sink) -> {
              for (int i = 0; i < 20_000; i++) {
                sink.add(0, 0, 1, TOXIC, "WORD", 0.5, Evidence.MODEL);
              }
            });
    assertThat(problems(scan(flood, "abc"))).containsExactly("finding limit of 10000 reached");
  }

  private static List<String> problemsOf(
      int text, int start, int end, String category, double score) {
    return problems(
        scan(
            new WordDetector(
                "x",
                TOXIC,
                (deadline, sink) ->
                    sink.add(text, start, end, category, "WORD", score, Evidence.MODEL)),
            "abc"));
  }

  @Test
  void anInterruptedScanEndsAtOnce() {
    var detector = new WordDetector("a", TOXIC, (deadline, sink) -> new CountDownLatch(1).await());
    Scanner scanner = scanner(plugIn(detector), TOXIC);
    Thread.currentThread().interrupt();
    ScanResult result = scanner.scan(List.of("a"));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(problems(result)).containsExactly("interrupted");
  }

  @Test
  void isClosedOnce() {
    var detector = new WordDetector("a", TOXIC);
    PlugIn plugIn = plugIn(detector);
    plugIn.close();
    plugIn.close();
    assertThat(detector.closed()).isEqualTo(1);
  }
}
