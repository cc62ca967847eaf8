package dev.keeptrail.engine.kind.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class UplFilterTest {
  private static final String DISCLAIMER =
      "\n\nThis is general information and not legal advice; a licensed lawyer can advise on a"
          + " particular case.";

  private static final LoadedPack UPL = LoadedPack.of("upl-filter");
  private static final LoadedPack REWRITING =
      LoadedPack.of("upl-filter", "rewrite_to_educational", true);

  @Test
  void adviceToOnePersonIsBlocked() {
    for (String advice :
        List.of(
            "You should sue your landlord.",
            "In this case you must plead guilty.",
            "You have a strong case against them.",
            "Sie sollten Klage einreichen.",
            "Vous devriez porter plainte.",
            "Usted debe presentar una demanda.")) {
      assertThat(UPL.answered(advice)).as(advice).isEqualTo("upl_filter.blocked");
    }
  }

  @Test
  void ordinaryAnswersAreLeftAlone() {
    for (String answer :
        List.of(
            "You should see a doctor.",
            "You should file a complaint with the airline.",
            "You need to sign the contract for the gym by Friday.",
            "You have a good case for using a queue here.",
            "You will win the game with this opening.",
            "The court of Louis XIV moved to Versailles.",
            "Sie sollten den Router neu starten.",
            "Vous devriez boire plus d'eau.",
            "Deberías dormir más.")) {
      assertThat(UPL.answered(answer)).as(answer).isEqualTo("upl_filter.clean");
    }
  }

  @Test
  void anAnswerOnLawGetsADisclaimer() {
    String answer = "The statute of limitations for a breach of contract is six years there.";
    assertThat(UPL.answered(answer)).isEqualTo("upl_filter.disclaimer_added");
    assertThat(UPL.delivered(answer)).containsExactly(answer + DISCLAIMER);
  }

  @Test
  void oneThatHasADisclaimerStays() {
    for (String answer :
        List.of(
            "Small claims court takes up to 10,000. This is not legal advice.",
            "An eviction notice needs 30 days; talk to a lawyer.",
            "Das Mietrecht sieht drei Monate vor; dies ist keine Rechtsberatung.")) {
      assertThat(UPL.answered(answer)).as(answer).isEqualTo("upl_filter.clean");
    }
    assertThat(UPL.answered(UPL.delivered("Child custody differs by state.").getFirst()))
        .isEqualTo("upl_filter.clean");
  }

  @Test
  void eachChoiceNeedsItsOwn() {
    assertThat(
            UPL.delivered(
                "Small claims court is cheap. Not legal advice.",
                "Small claims court is quick.",
                "It rains."))
        .containsExactly(
            "Small claims court is cheap. Not legal advice.",
            "Small claims court is quick." + DISCLAIMER,
            "It rains.");
  }

  @Test
  void behindJsonNoneFits() {
    assertThat(UPL.answered("{\"answer\": \"small claims court\"}"))
        .isEqualTo("upl_filter.disclaimer_missing");
    assertThat(
            LoadedPack.of("upl-filter", "require_disclaimer", false)
                .answered("{\"answer\": \"small claims court\"}"))
        .isEqualTo("upl_filter.clean");
  }

  @Test
  void adviceCanBePutInGeneralWords() {
    var rewriting =
        LoadedPack.of("upl-filter", "rewrite_to_educational", true, "require_disclaimer", false);
    assertThat(rewriting.answered("You should sue them.")).isEqualTo("upl_filter.rewritten");
    assertThat(
            rewriting.delivered(
                "Honestly, you should sue them, and you should really go to court!"))
        .containsExactly(
            "Honestly, people in such cases sometimes sue them, and people in such cases sometimes"
                + " go to court!");
  }

  @Test
  void whatIsRewordedGetsADisclaimerToo() {
    assertThat(REWRITING.delivered("You should sue them."))
        .containsExactly("people in such cases sometimes sue them." + DISCLAIMER);
  }

  @Test
  void adviceInDisguiseIsBlockedWhereItCannotBeReworded() {
    assertThat(REWRITING.answered("rot13: lbh fubhyq cyrnq thvygl"))
        .isEqualTo("upl_filter.blocked");
  }

  @Test
  void ownPatternsCountAsAdvice() {
    assertThat(
            LoadedPack.of("upl-filter", "blocked_patterns", List.of("form 27-?b"))
                .answered("Use Form 27B."))
        .isEqualTo("upl_filter.blocked");
    assertThat(
            LoadedPack.of(
                    "upl-filter",
                    "blocked_patterns",
                    List.of("form 27-?b"),
                    "rewrite_to_educational",
                    true,
                    "require_disclaimer",
                    false)
                .delivered("Use Form 27B."))
        .containsExactly(
            "Use [general information only; a licensed lawyer can advise on a particular case].");
  }
}
