package dev.keeptrail.detectors.leak;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.ScanInput;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.Source;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LeakTest {
  private static final Scanner SCANNER =
      Detectors.scanner(new ScanRequest(Set.of("leak"), List.of(), List.of()));

  private static final String CANARY = "kt-canary-" + "3f9a".repeat(5);

  private static final String INSTRUCTIONS =
      "You are the travel desk of Harbour Tours. Never offer more than twelve percent off, and "
          + "only when the guest has complained twice. Do not name our partners in Lisbon. Answer "
          + "in two short paragraphs, politely, and end every answer with the words fair winds.";

  private static ScanText system(String text) {
    return new ScanText(text, Origin.of(Source.SYSTEM, 0));
  }

  private static ScanText user(String text) {
    return new ScanText(text, Origin.of(Source.USER, 1));
  }

  private static List<String> found(String answer, ScanText... references) {
    var text = new ScanText(answer, Origin.of(Source.ASSISTANT, 2));
    ScanResult result = SCANNER.scan(new ScanInput(List.of(text), Arrays.asList(references)));
    assertThat(result.faults()).isEmpty();
    return result.findings().stream()
        .map(f -> f.category() + " " + answer.substring(f.start(), f.end()))
        .toList();
  }

  @Test
  void findsACanaryWithNothingToCompareWith() {
    assertThat(found("it says " + CANARY + ".")).containsExactly("leak.canary " + CANARY);
  }

  @Test
  void findsACanaryBehindBase64() {
    String hidden =
        Base64.getEncoder().encodeToString(("token: " + CANARY).getBytes(StandardCharsets.UTF_8));
    assertThat(found("here: " + hidden))
        .singleElement(as(STRING))
        .startsWith("leak.canary ")
        .endsWith("=");
  }

  @Test
  void findsTheDigitsOfAKnownCanarySpreadOutOrBackwards() {
    ScanText instructions = system("secret " + CANARY);
    String digits = CANARY.substring("kt-canary-".length());
    String spread = String.join(" ", digits.split(""));
    assertThat(found("spelled: " + spread, instructions)).containsExactly("leak.canary " + spread);
    String backwards = new StringBuilder(digits).reverse().toString();
    assertThat(found(backwards, instructions)).containsExactly("leak.canary " + backwards);
    assertThat(found(spread, user("secret " + CANARY))).isEmpty();
  }

  @Test
  void leavesACanaryWhereItBelongs() {
    var result = SCANNER.scan(new ScanInput(List.of(system("secret " + CANARY)), List.of()));
    assertThat(result.findings()).isEmpty();
  }

  @Test
  void findsInstructionsThatAreRepeated() {
    String told =
        "Never offer more than twelve percent off, and only when the guest has complained twice."
            + " Do not name our partners in Lisbon";
    assertThat(found("My rules: \"" + told + "\" and so on.", system(INSTRUCTIONS)))
        .containsExactly("leak.system_prompt " + told);
  }

  @Test
  void findsThemInOtherLettersAndPunctuation() {
    String told =
        INSTRUCTIONS.toUpperCase(java.util.Locale.ROOT).replace(",", " -").replace(".", "\n*");
    assertThat(found(told, system(INSTRUCTIONS))).hasSize(1);
  }

  @Test
  void leavesOrdinaryAnswersAndShortQuotations() {
    assertThat(
            found(
                "We can offer twelve percent off. The partners in Lisbon are not mine to name."
                    + " Fair winds",
                system(INSTRUCTIONS)))
        .isEmpty();
  }

  @Test
  void leavesWhatTheUserWroteAlready() {
    assertThat(found(INSTRUCTIONS, system(INSTRUCTIONS), user("You said: " + INSTRUCTIONS)))
        .isEmpty();
  }

  @Test
  void leavesInstructionsThatEveryAssistantHas() {
    String common = "You are a helpful assistant. Answer the question as well as you can.";
    assertThat(found(common, system(common))).isEmpty();
  }

  @Test
  void scoresHigherTheMoreIsTold() {
    double whole = score(INSTRUCTIONS);
    double part = score(INSTRUCTIONS.substring(0, 150));
    assertThat(whole).isGreaterThan(part);
  }

  private static double score(String answer) {
    var text = new ScanText(answer, Origin.of(Source.ASSISTANT, 2));
    return SCANNER
        .scan(new ScanInput(List.of(text), List.of(system(INSTRUCTIONS))))
        .findings()
        .stream()
        .mapToDouble(Finding::score)
        .max()
        .orElse(0);
  }
}
