package dev.keeptrail.engine.kind.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The kinds {@code student-privacy} and {@code case-privacy}. */
final class PrivacyKindsTest {
  private static final LoadedPack STUDENT = LoadedPack.of("student-privacy");
  private static final LoadedPack GATED = LoadedPack.of("student-privacy", "age_gate", true);
  private static final LoadedPack NUMBERS = LoadedPack.of("case-privacy");
  private static final LoadedPack DOCKETS =
      LoadedPack.of("case-privacy", "detect_patterns", List.of("docket_number"));
  private static final LoadedPack PARTIES =
      LoadedPack.of("case-privacy", "detect_patterns", List.of("party_name"));

  @Test
  void numbersOfStudentsAreMasked() {
    assertThat(STUDENT.edit("The card says Student ID: S20240512, that is all."))
        .isEqualTo("The card says [STUDENT_ID], that is all.");
    assertThat(STUDENT.edit("Matrikelnummer: 4711234")).isEqualTo("[STUDENT_ID]");
    assertThat(STUDENT.edit("numéro étudiant : 21904567")).isEqualTo("[STUDENT_ID]");
    assertThat(STUDENT.edit("el número de matrícula es 20215678")).isEqualTo("el [STUDENT_ID]");
  }

  @Test
  void recordsOfOneStudentAreMasked() {
    assertThat(STUDENT.edit("her GPA is 2.1 now")).isEqualTo("her [RECORD] now");
    assertThat(STUDENT.edit("The final grade in algebra was B+, sadly"))
        .isEqualTo("The [RECORD] sadly");
    assertThat(STUDENT.edit("My student has an IEP for reading")).isEqualTo("[RECORD] for reading");
    assertThat(STUDENT.edit("He was suspended for two days")).isEqualTo("[RECORD] two days");
  }

  @Test
  void identifiersAreMasked() {
    assertThat(STUDENT.edit("mail kim@example.org please")).isEqualTo("mail [EMAIL] please");
  }

  @Test
  void ordinaryTextsOfSchoolsAreLeftAlone() {
    for (String text :
        List.of(
            "How do I write an IEP goal for reading?",
            "Which GPA does the university ask for?",
            "The final grade is a matter of three tests.",
            "How many students have a 504 plan in the district?",
            "The student union has 4000 members.",
            "Student numbers rose by 3000 last year.",
            "Die Grundschule sucht eine Lehrkraft.",
            "What do children of the fifth grade read?")) {
      assertThat(STUDENT.asked(text)).as(text).isEqualTo("student_privacy.clean");
      assertThat(GATED.asked(text)).as(text).isEqualTo("student_privacy.clean");
    }
  }

  @Test
  void blockRefusesInsteadOfMasking() {
    assertThat(
            LoadedPack.of("student-privacy", "action", "block").asked("student number: 12345678"))
        .isEqualTo("student_privacy.blocked");
  }

  @Test
  void childrenAreTurnedAwayWhereAsked() {
    for (String text :
        List.of(
            "hi i'm 11 years old, can you help me",
            "I am in fifth grade and need help",
            "I'm twelve, what now",
            "Ich bin 10 Jahre alt",
            "J'ai 11 ans.",
            "tengo 9 años y me gusta el fútbol")) {
      assertThat(GATED.asked(text)).as(text).isEqualTo("student_privacy.underage");
      assertThat(STUDENT.asked(text)).as(text).isNotEqualTo("student_privacy.underage");
    }
  }

  @Test
  void adultsAreNot() {
    for (String text :
        List.of(
            "My daughter is 11 years old.",
            "I am 12 minutes late.",
            "I'm 35 years old.",
            "J'ai 11 ans d'expérience dans ce métier",
            "tengo 10 años de experiencia",
            "I am in charge of the fifth grade.")) {
      assertThat(GATED.asked(text)).as(text).isNotEqualTo("student_privacy.underage");
    }
  }

  @Test
  void whatAnAssistantSaysIsNoReason() {
    assertThat(GATED.answered("I am 11 years old")).isNotEqualTo("student_privacy.underage");
  }

  @Test
  void numbersOfCasesAreMasked() {
    assertThat(NUMBERS.edit("See Case No. 1:21-cv-01234-ABC, please."))
        .isEqualTo("See [CASE_NUMBER], please.");
    assertThat(NUMBERS.edit("filed as 2:19-cr-00456 there"))
        .isEqualTo("filed as [CASE_NUMBER] there");
    assertThat(NUMBERS.edit("Az. 12 O 123/45 des Landgerichts"))
        .isEqualTo("[CASE_NUMBER] des Landgerichts");
    assertThat(NUMBERS.edit("l'affaire C-311/18")).isEqualTo("l'[CASE_NUMBER]");
    assertThat(NUMBERS.edit("[2019] EWHC 1234 (Ch)")).isEqualTo("[CASE_NUMBER]");
    assertThat(NUMBERS.edit("autos nº 123/2021 del juzgado"))
        .isEqualTo("[CASE_NUMBER] del juzgado");
  }

  @Test
  void numbersOfDocketsAreMasked() {
    assertThat(DOCKETS.edit("Docket No. 21-1234 is closed")).isEqualTo("[DOCKET_NUMBER] is closed");
    assertThat(DOCKETS.edit("see Dkt. 45")).isEqualTo("see [DOCKET_NUMBER]");
    assertThat(DOCKETS.edit("Case number 4711 stays")).isEqualTo("Case number 4711 stays");
  }

  @Test
  void namesOfPartiesAreMasked() {
    assertThat(PARTIES.edit("the case of Roe v. Wade is old")).isEqualTo("the [PARTY_NAME] is old");
    assertThat(PARTIES.edit("plaintiff Jane Roe said so")).isEqualTo("[PARTY_NAME] said so");
    assertThat(PARTIES.edit("In re Example Holdings, Inc. and others"))
        .isEqualTo("[PARTY_NAME] and others");
    assertThat(PARTIES.edit("Smith v. Jones, 12 U.S. 345 says")).isEqualTo("[PARTY_NAME] 345 says");
  }

  @Test
  void ordinaryTextsAreLeftAlone() {
    for (String text :
        List.of(
            "In case 3 people come, we need chairs.",
            "Use case 12 of the specification failed.",
            "The suitcase number lock is stuck.",
            "Python vs. Java: which is faster?",
            "Arsenal v. Chelsea ended 2:1.",
            "The plaintiff must prove damages.",
            "in re: your mail of Monday",
            "docket the ship at noon",
            "Call me at 10:45 - cv attached",
            "Die Azubis kommen um 9 Uhr.")) {
      assertThat(NUMBERS.asked(text)).as(text).isEqualTo("case_privacy.clean");
      assertThat(DOCKETS.asked(text)).as(text).isEqualTo("case_privacy.clean");
      assertThat(PARTIES.asked(text)).as(text).isEqualTo("case_privacy.clean");
    }
  }

  @Test
  void withoutSubjectsNothingIsLookedFor() {
    assertThat(
            LoadedPack.of("case-privacy", "detect_patterns", List.of()).asked("Case No. 21-1234"))
        .isEqualTo("case_privacy.clean");
  }
}
