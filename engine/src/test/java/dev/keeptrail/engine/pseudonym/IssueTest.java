package dev.keeptrail.engine.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IssueTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "pii.email ~ jane@corp.example ~ [a-z]+[.][a-z]+[0-9]{4}@example[.](com|net|org)",
        "pii.phone ~ (415) 867-5309 ~ [(][0-9]{3}[)] 555-01[0-9]{2}",
        "pii.phone ~ +1 415.867.5309 ~ [+]1 [0-9]{3}[.]555[.]01[0-9]{2}",
        "pii.phone ~ +44 7911 123456 ~ [+]44 7700 900[0-9]{3}",
        "pii.phone ~ 07911 123456 ~ 07700 900[0-9]{3}",
        "pii.phone ~ +33 6 12 34 56 78 ~ [+]33 6 39 98 [0-9]{2} [0-9]{2}",
        "pii.phone ~ +49 89 1234567 ~ [+]49 3023125[0-9]{3}",
        "pii.phone ~ +81 3-1234-5678 ~ [+]1 [0-9]{3}-555-01[0-9]{2}",
        "pci.card ~ 4012 8888 8888 1881 ~ 4242 42[0-9]{2} [0-9]{4} [0-9]{4}",
        "pci.card ~ 4012\u20138888\u20138888\u20131881 ~ CARD_1",
        "pci.card ~ 378282246310005 ~ 424242[0-9]{9}",
        "pii.iban ~ GB82 WEST 1234 5698 7654 32 ~ GB00 [A-Z]{4} [0-9]{4} [0-9]{4} [0-9]{4} [0-9]{2}",
        "pii.ssn ~ 536-22-8726 ~ 666-[0-9]{2}-[0-9]{4}",
        "pii.ip ~ 10.20.30.40 ~ (192[.]0[.]2|198[.]51[.]100|203[.]0[.]113)[.][0-9]{2,3}",
        "pii.ip ~ fe80::1 ~ 2001:db8:[0-9a-f]{4}:[0-9a-f]{4}::[0-9a-f]{4}:[0-9a-f]{4}",
        "pii.mac ~ 3c:22:fb:00:11:22 ~ 00:00:5e:00:53:[0-9a-f]{2}",
        "pii.url ~ https://corp.example/me ~ https://www[.]example[.]com/[0-9a-f]{8}",
        "pii.name ~ Jane Doe ~ [A-Z][a-z]+ [A-Z][a-z]+",
        "pii.name ~ JANE DOE ~ [A-Z]+ [A-Z]+",
        "pii.name ~ Jane ~ [A-Z][a-z]+",
        "pii.passport ~ C01X00T47 ~ PASSPORT_1",
        "secret.api_key ~ abcdefghijkl ~ API_KEY_1",
      })
  void looksLikeWhatItStandsFor(String category, String value, String form) {
    String label = category.substring(category.indexOf('.') + 1).toUpperCase(java.util.Locale.ROOT);
    assertThat(issue(value).of(value, new Issue.Kind(label, category, "p", true, true)))
        .matches(form)
        .isNotEqualTo(value);
  }

  @Test
  void cardsPassTheirCheck() {
    var issue = issue("");
    for (int number = 0; number < 100; number++) {
      String card = issue.of("4012888888881%03d".formatted(number), kind("pci.card", "CARD"));
      int sum = 0;
      for (int i = 0; i < card.length(); i++) {
        int digit = card.charAt(card.length() - 1 - i) - '0';
        int weighed = i % 2 == 0 ? digit : digit * 2;
        sum += weighed > 9 ? weighed - 9 : weighed;
      }
      assertThat(sum % 10).as(card).isZero();
    }
  }

  /** Under one key the same stands for the same in every run, whatever else there is. */
  @Test
  void hangsOnTheValueAndNotOnWhatCameBefore() {
    var kind = kind("pii.email", "EMAIL");
    var first = issue("");
    var second = issue("");
    String jane = first.of("jane@corp.example", kind);
    String john = second.of("john@corp.example", kind);

    assertThat(second.of("jane@corp.example", kind)).isEqualTo(jane);
    assertThat(first.of("john@corp.example", kind)).isEqualTo(john);
    var key = PseudonymKey.of("k");
    assertThat(key.digest("ab", "c")).isNotEqualTo(key.digest("a", "bc"));
  }

  @Test
  void numbersWhatThereAreTooManyOf() {
    var issue = issue("");
    List<String> given = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      given.add(issue.of("10.0.%d.%d".formatted(i / 250, i % 250), kind("pii.ip", "IP")));
    }
    assertThat(new HashSet<>(given)).hasSize(2_000);
    assertThat(given.getLast()).isEqualTo("IP_2000");
  }

  @Test
  void isNeverWhatTheTextsHoldAlready() {
    String taken = issue("").of("jane@corp.example", kind("pii.email", "EMAIL"));
    String other =
        issue("not " + taken.toUpperCase(java.util.Locale.ROOT) + "!")
            .of("jane@corp.example", kind("pii.email", "EMAIL"));
    assertThat(other).isNotEqualTo(taken);
    assertThat(issue("PASSPORT_1, passport_2").of("x", kind("pii.passport", "PASSPORT")))
        .isEqualTo("PASSPORT_3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "write to [EMAIL_1]. | 1",
        "write to EMAIL_1, or email_1 | 2",
        "**[email_1]** and \"EMAIL_1\" | 2",
        "[EMAIL_10] or EMAIL_1X or MYEMAIL_1 or [EMAIL_2] | 0",
        "EMAIL 1 or [EMAIL] | 0",
        "_EMAIL_1_ and __EMAIL_1__, \u90ae\u7bb1EMAIL_1\u662f, \ud83d\udce7EMAIL_1\ud83d\udce7 | 4",
        "a\\nEMAIL_1\\nEMAIL_1\\n | 2",
        "MY_EMAIL_1 or EMAIL_1_B or _EMAIL_1_2 | 0",
      })
  void findsNumberedLabels(String answer, int count) {
    var issued = new IssuedPseudonym("EMAIL", "pii.email", "p", "j@c.example", "[EMAIL_1]", true);
    assertThat(Occurrences.of(List.of(issued)).in(answer)).hasSize(count);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: Greta.Fenwick0417@Example.com. | 1",
        "<mailto:greta.fenwick0417@example.com>, | 1",
        "x.greta.fenwick0417@example.com | 0",
        "greta.fenwick0417@example.com.uk | 0",
        "greta.fenwick0417@example.org | 0",
        "greta.fenwick04170@example.com | 0",
        "\u8bf7\u53d1greta.fenwick0417@example.com\u3002 \uc740greta.fenwick0417@example.com\uc740 | 2",
        "_greta.fenwick0417@example.com_ x\\tgreta.fenwick0417@example.com\\n | 2",
        "greta.fenwick0417@example.community | 0",
      })
  void findsWholeAddressesOnly(String answer, int count) {
    var issued =
        new IssuedPseudonym(
            "EMAIL", "pii.email", "p", "j@c.example", "greta.fenwick0417@example.com", true);
    assertThat(Occurrences.of(List.of(issued)).in(answer)).hasSize(count);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "at 192.0.2.17. | 1",
        "192.0.2.17:80, 192.0.2.17 | 2",
        "192.0.2.171 or 1192.0.2.17 | 0",
        "1.192.0.2.17 or 192.0.2.17.4 | 0",
        "-192.0.2.17- | 1",
        "\\n192.0.2.17 - -\\n192.0.2.17 \u662f192.0.2.17\u7684 | 3",
      })
  void findsWholeNumbersOfNetworksOnly(String answer, int count) {
    var issued = new IssuedPseudonym("IP", "pii.ip", "p", "10.1.1.1", "192.0.2.17", true);
    assertThat(Occurrences.of(List.of(issued)).in(answer)).hasSize(count);
  }

  @Test
  void aLabelEndsWithItsBracket() {
    var issued = new IssuedPseudonym("EMAIL", "pii.email", "p", "j@c.example", "[EMAIL_1]", true);
    assertThat(Occurrences.of(List.of(issued)).in("x.[EMAIL_1].Then")).hasSize(1);
  }

  @Test
  void theSignInFrontOfANumberIsPartOfIt() {
    var issued =
        new IssuedPseudonym("PHONE", "pii.phone", "p", "+44 7911 123456", "+44 7700 900123", true);
    assertThat(Occurrences.of(List.of(issued)).in("call +447700900123"))
        .extracting(Occurrence::original)
        .containsExactly("+447911123456");
  }

  @Test
  void findsNumbersWithoutTheirSeparators() {
    var issued =
        new IssuedPseudonym(
            "CARD", "pci.card", "p", "4012 8888 8888 1881", "4242 4212 3456 7890", true);
    assertThat(Occurrences.of(List.of(issued)).in("4242421234567890 = 4242 4212 3456 7890"))
        .extracting(Occurrence::original)
        .containsExactly("4012888888881881", "4012 8888 8888 1881");
  }

  @Test
  void showsNothingOfWhatItKnows() {
    var issue = issue("");
    issue.of("jane@corp.example", kind("pii.email", "EMAIL"));
    Pseudonyms known = Pseudonyms.UNKEYED.with(issue.fresh());
    assertThat(known.toString()).isEqualTo("Pseudonyms[1 so far]");
    assertThat(known.issued().toString()).isEqualTo("[IssuedPseudonym[p pii.email]]");
    assertThat(known.key().toString()).isEqualTo("PseudonymKey[***]");
    assertThat(Occurrences.of(known.issued()).in(known.issued().getFirst().text()).toString())
        .doesNotContain("jane");
  }

  @Test
  void costsNoMoreThanTheTextIsLong() {
    var issue = issue("");
    for (int i = 0; i < 20_000; i++) {
      issue.of("user" + i + "@corp.example", kind("pii.email", "EMAIL"));
    }
    String answer = "greta greta.fenwick [email_ 4242 ".repeat(50_000);
    long start = System.nanoTime();
    assertThat(Occurrences.of(issue.fresh()).in(answer)).isEmpty();
    assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
  }

  private static Issue issue(String text) {
    return new Issue(Pseudonyms.UNKEYED, List.of(text));
  }

  private static Issue.Kind kind(String category, String label) {
    return new Issue.Kind(label, category, "p", true, true);
  }
}
