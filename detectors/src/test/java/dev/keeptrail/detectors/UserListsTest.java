package dev.keeptrail.detectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.detectors.ScanRequest.TermList;
import dev.keeptrail.detectors.ScanRequest.UserPattern;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UserListsTest {
  private static Scanner terms(int maxDistance, boolean wholeWords, String... terms) {
    var list = new TermList("custom.t", "TERM", List.of(terms), maxDistance, wholeWords);
    return Detectors.scanner(new ScanRequest(Set.of(), List.of(), List.of(list)));
  }

  private static Scanner pattern(String regex) {
    var pattern = new UserPattern("custom.p", "P", regex);
    return Detectors.scanner(new ScanRequest(Set.of(), List.of(pattern), List.of()));
  }

  @Test
  void matchesTermsWithoutRegardToCase() {
    Scanner scanner = terms(0, true, "Acme Corp", "C++");
    assertThat(Scans.found(scanner, "ACME  corp and c++ code"))
        .containsExactly("custom.t ACME  corp", "custom.t c++");
    assertThat(Scans.found(scanner, "acme corporation")).isEmpty();
  }

  @Test
  void matchesSubstringsWhereTheListSaysSo() {
    assertThat(Scans.found(terms(0, false, "acme"), "Superacmeish"))
        .containsExactly("custom.t acme");
  }

  @Test
  void matchesTermsInOtherScripts() {
    assertThat(Scans.found(terms(0, true, "机密项目"), "这是机密项目。")).containsExactly("custom.t 机密项目");
    assertThat(Scans.found(terms(0, true, "Straße"), "die STRAßE"))
        .containsExactly("custom.t STRAßE");
  }

  @Test
  void forgivesEditsUpToTheDistance() {
    Scanner scanner = terms(1, true, "Wagner Group", "cat");
    assertThat(Scans.found(scanner, "the Wagnr Groop did")).containsExactly("custom.t Wagnr Groop");
    assertThat(Scans.found(scanner, "the Wgnr Group did, the bat")).isEmpty();
    assertThat(Scans.found(scanner, "wagner group")).containsExactly("custom.t wagner group");
  }

  @Test
  void reportsOverlappingTermsWhereNoneCoversTheOther() {
    assertThat(Scans.found(terms(0, true, "red fox", "fox run", "fox"), "red fox run"))
        .containsExactly("custom.t red fox", "custom.t fox run");
  }

  @ParameterizedTest
  @CsvSource({
    "EMP-[0-9]{4}, id emp-1234 x, emp-1234",
    "ignore.*previous.*instructions, so IGNORE the previous set of instructions, IGNORE the previous set of instructions",
    "colou?r code, the color code, color code",
    "(foo|bar)baz, a barbaz b, barbaz",
    "foo|bar, a bar b, bar",
    "x{0}abc, say abc, abc",
    "\\x41bc1, abc1, abc1",
    "(?i)\\bkey\\b, my key here, key",
    "ab+c{2}def, xx abbccdef, abbccdef",
    "[^]a]b\\.cde, ab.cde xb.cde, xb.cde",
    "\\Qa.b\\E, a.b, a.b",
  })
  void findsPatterns(String regex, String text, String match) {
    assertThat(Scans.found(pattern(regex), text)).containsExactly("custom.p " + match);
  }

  @Test
  void ignoresEmptyMatches() {
    assertThat(Scans.found(pattern("x*"), "a xx b")).containsExactly("custom.p xx");
  }

  @ParameterizedTest
  @CsvSource({
    "(, missing closing )",
    "a{5000}, invalid repeat count",
    "(?=a)b, invalid or unsupported perl syntax",
    "[z-a], invalid character class range",
  })
  void refusesPatternsItCanNotRun(String regex, String problem) {
    assertThat(Detectors.problemOf(regex)).contains(problem);
    assertThatThrownBy(() -> pattern(regex))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pattern `" + regex + "`: " + problem);
  }

  @Test
  void refusesPatternsThatAreTooLargeOrTooDeep() {
    assertThat(Detectors.problemOf("a".repeat(5_000)))
        .contains("the pattern is longer than 4096 characters");
    assertThat(Detectors.problemOf("(((a{100}){10}){10})")).isPresent();
    assertThat(Detectors.problemOf("a+b")).isEmpty();
  }

  @Test
  void refusesMoreTermsThanItCanSearchFor() {
    String[] many = new String[40_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = ("term number " + i + " ").repeat(4);
    }
    assertThatThrownBy(() -> terms(0, true, many))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the terms together are too many to search for");
  }

  /** There is room for the terms, and none for what streams look for beside them. */
  @Test
  void termsThatPiecesHaveNoRoomForAskForWholeTexts() {
    var random = new Random(7);
    String[] many = new String[800];
    for (int i = 0; i < many.length; i++) {
      var term = new StringBuilder("\u00e9");
      random.ints(150, 'a', 'z' + 1).forEach(term::appendCodePoint);
      many[i] = term.toString();
    }
    Scanner scanner = terms(0, false, many);

    assertThat(scanner.streaming().orElseThrow().wholeTextReasons())
        .containsExactly("terms that together are too many to search for in pieces");
    assertThat(Scans.found(scanner, "see " + many[5])).containsExactly("custom.t " + many[5]);
  }
}
