package dev.keeptrail.detectors.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.Scanner;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The specimens of ICAO 9303: country Utopia, holder Eriksson. */
final class MachineReadableZoneTest {
  private static final Scanner SCANNER =
      Detectors.scanner(
          new ScanRequest(Set.of("pii.passport", "pii.national_id"), List.of(), List.of()));
  private static final String PASSPORT =
      "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n"
          + "L898902C36UTO7408122F1204159ZE184226B<<<<<10";
  private static final String CARD =
      """
      I<UTOD231458907<<<<<<<<<<<<<<<
      7408122F1204159UTO<<<<<<<<<<<6
      ERIKSSON<<ANNA<MARIA<<<<<<<<<<\
      """;

  @Test
  void findsPassportsWhole() {
    assertThat(found("Scan:\n" + PASSPORT + "\nend")).containsExactly("pii.passport.mrz 89");
  }

  @Test
  void findsCardsWhole() {
    assertThat(found(CARD)).containsExactly("pii.national_id.mrz 92");
  }

  @Test
  void leavesZonesWithAWrongDigit() {
    assertThat(found(PASSPORT.replace("7408122", "7408123"))).isEmpty();
    assertThat(found(CARD.replace("F1204159", "F1204158"))).isEmpty();
  }

  @Test
  void leavesStreamsOfPrograms() {
    assertThat(found("std::cout << a << b << 12345 << std::endl;")).isEmpty();
    assertThat(found("<".repeat(1_000))).isEmpty();
  }

  private static List<String> found(String text) {
    List<Finding> findings = SCANNER.scan(List.of(text)).findings();
    return findings.stream().map(f -> f.category() + " " + (f.end() - f.start())).toList();
  }
}
