package dev.keeptrail.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Markings and offensive words: what counts, and what only looks like it. */
final class WordListsTest {
  private static final Scanner MARKINGS = Scans.scanner("marking");
  private static final Scanner PROFANITY = Scans.scanner("profanity");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          restricted | TLP:RED | shared as TLP:RED with you
          restricted | TLP:AMBER+STRICT | TLP:AMBER+STRICT
          confidential | TLP:AMBER | handling TLP:AMBER applies
          internal | TLP:GREEN | TLP:GREEN, for the community
          restricted | (S//NF) | 2. (S//NF) The site was seen.
          restricted | (TS//SI-TK) | (TS//SI-TK) text
          confidential | (U//FOUO) | (U//FOUO) The meeting is at nine.
          confidential | CUI | CUI - 12 pages
          confidential | CUI//SP-PRVCY | banner CUI//SP-PRVCY here
          restricted | TOP SECRET//SI//NOFORN | TOP SECRET//SI//NOFORN
          restricted | NATO SECRET | this NATO SECRET paper
          restricted | Cosmic Top Secret | a Cosmic Top Secret file
          confidential | OFFICIAL-SENSITIVE | marked OFFICIAL-SENSITIVE by them
          restricted | VS-NfD | Einstufung VS-NfD seit 2020
          restricted | VS - Nur für den Dienstgebrauch | VS - Nur für den Dienstgebrauch
          confidential | STRENG VERTRAULICH | STRENG VERTRAULICH!
          confidential | Vertraulich | - Vertraulich -
          restricted | Secret Défense | note Secret Défense du jour
          confidential | CONFIDENTIEL | document CONFIDENTIEL interne
          confidential | ESTRICTAMENTE CONFIDENCIAL | ESTRICTAMENTE CONFIDENCIAL
          confidential | Strettamente confidenziale | *Strettamente confidenziale*
          confidential | ŚCIŚLE POUFNE | ŚCIŚLE POUFNE
          restricted | Совершенно секретно | Совершенно секретно
          restricted | 绝密 | 密级: 绝密
          confidential | 社外秘 | 【社外秘】
          confidential | Attorney-Client Privileged | This is Attorney-Client Privileged material
          confidential | PRIVILEGED AND CONFIDENTIAL | PRIVILEGED AND CONFIDENTIAL
          confidential | contains MNPI | this deck contains MNPI until Friday
          internal | DO NOT FORWARD | please DO NOT FORWARD this
          internal | Internal | Classification: Internal
          confidential | confidential | Sensitivity: confidential
          restricted | Secret | Classification level: none / Classification: Secret
          """)
  void marks(String kind, String marking, String text) {
    assertThat(Scans.found(MARKINGS, text.replace("【", "[").replace("】", "]")))
        .contains("marking." + kind + " " + marking);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "this is a confidential matter between us",
        "CUI: RO18547290, J40/372/2002",
        "factura pentru CUI 18547290",
        "the secret of good bread",
        "I work in a restricted area of protected habitats",
        "It is official: we are moving",
        "Das bleibt bitte vertraulich unter uns.",
        "C'est un secret, reste discret",
        "es un secreto a voces",
        "internal affairs and external affairs",
        "<!-- internal -->",
        "protected:",
        "the classified ads section",
        "http://example.com/secret//path and a//rel to b",
        "she filed under seal (c) 2020",
        "attorney fees are privileged information in some places"
      })
  void marksNothing(String text) {
    assertThat(Scans.found(MARKINGS, text)).isEmpty();
  }

  @Test
  void scoresHeadersAndFootersHigher() {
    String filler = "word word word word.\n".repeat(60);
    List<Finding> findings =
        MARKINGS.scan(List.of("CONFIDENTIAL\n" + filler + "CONFIDENTIAL\n" + filler)).findings();
    assertThat(findings).hasSize(2);
    assertThat(findings.getFirst().score()).isGreaterThan(findings.getLast().score());
  }

  @ParameterizedTest
  @CsvSource({
    "mild, Damn, Damn it",
    "strong, shit, oh shit!",
    "strong, fucking, that's fucking great",
    "severe, motherfucker, you motherfucker",
    "strong, Scheiße, So eine Scheiße",
    "strong, putain, oh putain de",
    "strong, cabrón, qué cabrón",
    "strong, stronzo, che stronzo",
    "strong, kurwa, no kurwa mać",
    "strong, сука, вот сука",
    "strong, 傻逼, 你是傻逼吗",
    "strong, f**k, what the f**k",
    "severe, vergewaltigt, wurde vergewaltigt",
  })
  void findsOffensiveWords(String severity, String word, String text) {
    assertThat(Scans.found(PROFANITY, text)).contains("profanity." + severity + " " + word);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Scunthorpe, Penistone and Essex",
        "the assassin took a classic cocktail to the cockpit",
        "assess the analysis of the document",
        "Dickens wrote it, Hitchcock filmed it",
        "shiitake mushrooms, titanium, buttress",
        "snigger at the raccoon",
        "Moby, the turducken"
      })
  void leavesInnocentWords(String text) {
    assertThat(Scans.found(PROFANITY, text)).isEmpty();
  }

  @Test
  void findsTermsWithTyposInScriptsWithoutSpaces() {
    var list = new ScanRequest.TermList("custom.t", "TERM", List.of("机密项目书"), 1, true);
    Scanner scanner = Detectors.scanner(new ScanRequest(Set.of(), List.of(), List.of(list)));
    assertThat(Scans.found(scanner, "关于机密目书的会议")).containsExactly("custom.t 机密目书");
    assertThat(Scans.found(scanner, "关于机密项目书的会议")).containsExactly("custom.t 机密项目书");
    assertThat(Scans.found(scanner, "关于会议的安排")).isEmpty();
  }
}
