package dev.keeptrail.ledger.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeJson;
import dev.keeptrail.ledger.integrity.Checkpoint;
import dev.keeptrail.ledger.integrity.NoteKey;
import dev.keeptrail.ledger.integrity.NoteSigner;
import dev.keeptrail.ledger.integrity.SignedNote;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a notice says is what was signed, and nothing else. */
final class NoticeSealTest {
  private static final NoteSigner SIGNER = NoteSigner.generate("keeptrail.invalid/ledger/here");
  private static final AdministrativeEvent NOTICE =
      new AdministrativeEvent(
          "adm_00000000000000000000000001",
          Instant.parse("2026-01-01T12:00:00Z"),
          "ledger.pruned",
          new AdministrativeEvent.Actor("system", "ré\ud800tention"),
          "ledger",
          Map.of("ranges", "1-4 6-9", "counts", "7=sha256:aa", "counts_after", "3", "held", "0"));

  private static AdministrativeEvent reread(String json) throws Exception {
    return AdministrativeJson.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String sealed() {
    return AdministrativeJson.write(NoticeSeal.seal(NOTICE, SIGNER));
  }

  @Test
  void holdsByItsKey() throws Exception {
    NoteKey later = NoteSigner.generate("keeptrail.invalid/ledger/here").publicKey();
    assertThat(NoticeSeal.holds(reread(sealed()), List.of(later, SIGNER.publicKey()))).isTrue();
    assertThat(NoticeSeal.holds(reread(sealed()), List.of(later))).isFalse();
    assertThat(NoticeSeal.holds(reread(sealed()), List.of())).isFalse();
    assertThat(NoticeSeal.holds(NOTICE, List.of(SIGNER.publicKey()))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "0001, 0002",
        "12:00, 12:01",
        "ledger.pruned, ledger.prunes",
        "~\"system\"~, ~\"operator\"~",
        "tention, tension",
        "~\"subject\":\"ledger\"~, ~\"subject\":\"other\"~",
        "6-9, 6-10",
        "sha256:aa, sha256:ab",
        "~\"counts_after\":\"3\"~, ~\"counts_after\":\"2\"~",
        "~\"held\":\"0\",~, ~~",
        "~\"details\":{~, ~\"details\":{\"administrative\":\"1\",~",
        "ledger/here, ledger/there",
        "~\"signature\":\"~, ~\"signature\":\"A~",
        "~\"signature\":~, ~\"signatura\":~",
        "~\"origin\":~, ~\"Origin\":~",
      })
  void doesNotHoldOnceAnythingIsChanged(String from, String to) throws Exception {
    String changed = sealed().replace(from, to);
    assertThat(changed).isNotEqualTo(sealed());
    assertThat(NoticeSeal.holds(reread(changed), List.of(SIGNER.publicKey()))).isFalse();
  }

  /** As docs/reference/ledger-formats.md says it. */
  @Test
  void signsTheseBytes() {
    var notice =
        new AdministrativeEvent(
            "adm_00000000000000000000000001",
            Instant.parse("2026-01-01T12:00:00Z"),
            "ledger.pruned",
            new AdministrativeEvent.Actor("system", "retention"),
            "ledger",
            Map.of("ranges", "1-4", "held", "0"));
    String text =
        """
        keeptrail notice of a pruning 1
        {"action":"ledger.pruned","actor":{"kind":"system","name":"retention"},\
        "details":{"held":"0","origin":"keeptrail.invalid/ledger/here","ranges":"1-4"},\
        "event_type":"administration","id":"adm_00000000000000000000000001",\
        "schema_version":1,"subject":"ledger","timestamp":"2026-01-01T12:00:00.000000Z"}
        """;
    assertThat(NoticeSeal.seal(notice, SIGNER).details().get("signature"))
        .isEqualTo(SignedNote.sign(text, SIGNER).signatures().getFirst().base64());
    assertThat(Checkpoint.parse(text)).isEmpty();
  }
}
