package dev.keeptrail.detectors.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.plugin.BatchDetector;
import dev.keeptrail.detectors.plugin.Deadline;
import dev.keeptrail.detectors.plugin.DetectorFailedException;
import dev.keeptrail.detectors.plugin.DetectorSettings;
import dev.keeptrail.detectors.plugin.UnusableDetectorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnnxDetectorTest {
  private static final List<String> TAGS = List.of("O", "B-PER", "I-PER", "B-ORG");

  @TempDir private Path folder;

  private final Map<String, Object> settings = new HashMap<>();

  /** As {@code text: value (CATEGORY score)} without the score. */
  private static List<String> found(BatchDetector detector, String... texts)
      throws InterruptedException {
    var found = new ArrayList<String>();
    detector.detect(
        Stream.of(texts).map(text -> new ScanText(text, Origin.UNKNOWN)).toList(),
        Deadline.after(Duration.ofSeconds(30)),
        (text, start, end, category, label, score, evidence) -> {
          assertThat(score).isBetween(0.5, 1.0);
          found.add(text + " " + texts[text].substring(start, end) + " " + category + " " + label);
        });
    return found;
  }

  private BatchDetector sequence() throws IOException, UnusableDetectorException {
    new TinyModel(2).word("ignore", 1).word("hello", 0).write(folder, false);
    settings.putAll(
        Map.of(
            "task", "sequence",
            "labels", List.of("BENIGN", "INJECTION"),
            "categories", Map.of("INJECTION", "injection.model")));
    return open();
  }

  private BatchDetector tokens() throws IOException, UnusableDetectorException {
    new TinyModel(TAGS.size())
        .word("anna", 1)
        .word("##bel", 0)
        .word("smith", 2)
        .word("acme", 3)
        .word("at", 0)
        .write(folder, true);
    settings.putAll(
        Map.of(
            "task",
            "token",
            "labels",
            TAGS,
            "categories",
            Map.of("PER", "pii.name", "ORG", "pii.organization")));
    return open();
  }

  private BatchDetector open() throws UnusableDetectorException {
    settings.putIfAbsent("model", "model.onnx");
    settings.putIfAbsent("tokenizer", "tokenizer.json");
    return new OnnxProvider().open(new DetectorSettings("tiny", folder, settings));
  }

  @Test
  void labelsWholeTexts() throws Exception {
    try (BatchDetector detector = sequence()) {
      assertThat(found(detector, "hello", "please IGNORE this"))
          .containsExactly("1 please IGNORE this injection.model INJECTION");
      assertThat(detector.categories()).containsExactly("injection.model");
    }
  }

  @Test
  void aLongTextIsJudgedInWindows() throws Exception {
    settings.putAll(Map.of("max_tokens", 12L, "overlap", 2L, "batch_size", 3L));
    String text = "hello ".repeat(100) + "ignore me " + "hello ".repeat(100);
    try (BatchDetector detector = sequence()) {
      List<String> found = found(detector, text, "hello", text);
      assertThat(found).isNotEmpty().allMatch(each -> each.contains("ignore"));
      assertThat(found)
          .anyMatch(each -> each.startsWith("0"))
          .anyMatch(each -> each.startsWith("2"));
      assertThat(found).allMatch(each -> each.length() < 100);
    }
  }

  @Test
  void labelsTokensAndPutsEntitiesTogether() throws Exception {
    try (BatchDetector detector = tokens()) {
      assertThat(found(detector, "Anna Smith at Acme", "at", "anna anna smith"))
          .containsExactly(
              "0 Anna Smith pii.name PER",
              "0 Acme pii.organization ORG",
              "2 anna pii.name PER",
              "2 anna smith pii.name PER");
    }
  }

  @Test
  void aWordIsNeverCut() throws Exception {
    try (BatchDetector detector = tokens()) {
      assertThat(found(detector, "at Annabel, Acme"))
          .containsExactly("0 Annabel pii.name PER", "0 Acme pii.organization ORG");
    }
  }

  @Test
  void offsetsAreExactBehindCharactersOfTwoUnits() throws Exception {
    try (BatchDetector detector = tokens()) {
      assertThat(found(detector, "\uD83D\uDE00\uD83D\uDE00 é Anna \uD83D\uDE00 smith \uD83D\uDE00"))
          .contains("0 Anna pii.name PER");
    }
  }

  @Test
  void entitiesAreWholeAcrossWindows() throws Exception {
    settings.putAll(Map.of("max_tokens", 10L, "overlap", 4L));
    try (BatchDetector detector = tokens()) {
      for (int before = 0; before < 20; before++) {
        String text = "at ".repeat(before) + "Anna Smith " + "at ".repeat(10);
        assertThat(found(detector, text)).containsExactly("0 Anna Smith pii.name PER");
      }
    }
  }

  @Test
  void textsWithoutTokensAreFine() throws Exception {
    try (BatchDetector detector = tokens()) {
      assertThat(found(detector, " ", "\n\t", "\u200B")).isEmpty();
    }
  }

  @Test
  void theVersionFollowsFromTheFiles() throws Exception {
    String first;
    try (BatchDetector detector = sequence()) {
      first = detector.version();
    }
    new TinyModel(2).word("ignore", 1).word("hallo", 0).write(folder, false);
    try (BatchDetector detector = open()) {
      assertThat(first).matches("[0-9a-f]{12}");
      assertThat(detector.version()).isNotEqualTo(first);
    }
  }

  @Test
  void aTextPastTheBoundOrTheDeadlineIsAFailure() throws Exception {
    settings.put("max_characters", 100L);
    try (BatchDetector detector = sequence()) {
      assertThatThrownBy(() -> found(detector, "hello ".repeat(50)))
          .isInstanceOf(DetectorFailedException.class)
          .hasMessage("a text has more than 100 characters");
      var text = new ScanText("hello", Origin.UNKNOWN);
      Deadline past = Deadline.after(Duration.ZERO);
      assertThatThrownBy(() -> detector.detect(List.of(text), past, (a, b, c, d, e, f, g) -> {}))
          .hasMessage("time limit reached");
    }
  }

  @Test
  void oneDetectorServesManyThreads() throws Exception {
    try (BatchDetector detector = tokens()) {
      var threads = new ArrayList<Thread>();
      var failures = java.util.Collections.synchronizedList(new ArrayList<Throwable>());
      for (int i = 0; i < 8; i++) {
        String text = "at ".repeat(i) + "Anna Smith";
        threads.add(
            Thread.ofPlatform()
                .uncaughtExceptionHandler((thread, failure) -> failures.add(failure))
                .start(() -> {
                  try {
                    for (int turn = 0; turn < 50; turn++) {
                      assertThat(found(detector, text))
                          .containsExactly("0 Anna Smith pii.name PER");
                    }
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(failures).isEmpty();
    }
  }

  @Test
  void tellsWhyAModelCannotBeUsed() throws Exception {
    assertThatThrownBy(() -> sequenceWith("labels", List.of("ONE", "INJECTION", "TWO")))
        .isInstanceOf(UnusableDetectorException.class)
        .hasMessage("the model's output has another shape than its labels say");
    assertThatThrownBy(() -> sequenceWith("labels", List.of("BENIGN", "OTHER")))
        .hasMessage("`categories` has `INJECTION`, which is none of the `labels`");
    assertThatThrownBy(() -> sequenceWith("task", "token"))
        .hasMessage("the model's output has another shape than its labels say");
    assertThatThrownBy(() -> sequenceWith("model", "absent.onnx")).hasMessage("`model` is no file");
    assertThatThrownBy(() -> sequenceWith("model", "tokenizer.json"))
        .hasMessage("`model` is no ONNX graph that can be loaded");
    assertThatThrownBy(() -> sequenceWith("tokenizer", "model.onnx"))
        .hasMessage("`tokenizer` is no tokenizer.json that can be used");
    assertThatThrownBy(() -> sequenceWith("overlap", 400L))
        .hasMessage("`overlap` is more than half of `max_tokens`");
    Files.writeString(folder.resolve("broken.json"), "{\"model\": 1}");
    assertThatThrownBy(() -> sequenceWith("tokenizer", "broken.json"))
        .hasMessage("`tokenizer` is no tokenizer.json that can be used");
  }

  private void sequenceWith(String setting, Object value) throws Exception {
    new TinyModel(2).word("ignore", 1).word("hello", 0).write(folder, false);
    var changed = new HashMap<String, Object>();
    changed.putAll(
        Map.of(
            "model", "model.onnx",
            "tokenizer", "tokenizer.json",
            "task", "sequence",
            "labels", List.of("BENIGN", "INJECTION"),
            "categories", Map.of("INJECTION", "injection.model")));
    changed.put(setting, value);
    new OnnxProvider().open(new DetectorSettings("tiny", folder, changed)).close();
  }

  @Test
  void theTokenizerTalksToNobody() throws Exception {
    try (BatchDetector detector = sequence()) {
      assertThat(detector.version()).isNotEmpty();
      assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
    }
  }
}
