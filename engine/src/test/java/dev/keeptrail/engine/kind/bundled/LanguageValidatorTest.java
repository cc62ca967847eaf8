package dev.keeptrail.engine.kind.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.engine.Packs;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LanguageValidatorTest {
  private static final Packs ENGLISH =
      Packs.chain()
          .with("language-validator", "allowed_languages", List.of("en"))
          .detectors(Detectors::pluggedScanner);

  @Test
  void whatIsTooShortToTellPasses() {
    for (String text : List.of("Danke!", "OK", "42", "👍👍👍", "")) {
      assertThat(codeOf(ENGLISH, text)).as(text).isEqualTo("language_validator.clean");
    }
  }

  @Test
  void namesOfOtherLanguagesInAnEnglishTextPass() {
    assertThat(
            codeOf(
                ENGLISH,
                "Please translate the sign \"Durchgang verboten\" at the entrance of the old"
                    + " station in Köln for our visitors from Manchester."))
        .isEqualTo("language_validator.clean");
  }

  @Test
  void whatIsNoSentencePasses() {
    for (String text :
        List.of(
            "SELECT name FROM users WHERE id = 7;",
            "def main(): return 42",
            "npm install --save-dev typescript",
            "kubectl get pods -n kube-system",
            "The Schröder equation in dynamical systems",
            "React hooks useEffect cleanup",
            "Rosé wine and crème brûlée recipe")) {
      assertThat(codeOf(ENGLISH, text)).as(text).isEqualTo("language_validator.clean");
    }
  }

  @Test
  void aLanguageWithAScriptOfItsOwnIsToldBySingleWords() {
    assertThat(codeOf(ENGLISH, "会議の要点をまとめてください")).isEqualTo("language_validator.not_allowed");
  }

  @Test
  void withoutListsNothingIsLookedFor() {
    Packs all = Packs.chain().with("language-validator").detectors(Detectors::pluggedScanner);
    assertThat(codeOf(all, "Bitte fasse mir das Protokoll der letzten Sitzung zusammen."))
        .isEqualTo("language_validator.clean");
    assertThat(all.judge("Bitte fasse mir das Protokoll zusammen.").findings()).isEmpty();
  }

  private static String codeOf(Packs packs, String text) {
    return packs.judge(text).policies().getFirst().reasonCode();
  }
}
