package dev.keeptrail.ledger.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignedNoteTest {
  private static final NoteSigner SIGNER = NoteSigner.generate("keeptrail.invalid/ledger/1");

  /** The key of the example in C2SP signed-note, with its note. */
  @Test
  void readsWhatOthersSigned() {
    NoteKey key =
        NoteKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
            .orElseThrow();
    SignedNote note =
        SignedNote.parse(
                """
                If you think cryptography is the answer to your problem,
                then you don't know what your problem is.

                \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
                """)
            .orElseThrow();

    assertThat(key.name()).isEqualTo("PeterNeumann");
    assertThat(note.signedBy(List.of(key))).contains(key);
    assertThat(note.signedBy(List.of(SIGNER.publicKey()))).isEmpty();
  }

  @Test
  void aCheckpointComesBack() {
    var checkpoint = new Checkpoint("keeptrail.invalid/ledger/1", 7, Hash.ofNothing());
    SignedNote note = checkpoint.sign(SIGNER);
    SignedNote read = SignedNote.parse(note.toString()).orElseThrow();

    assertThat(read).isEqualTo(note);
    assertThat(read.signedBy(List.of(SIGNER.publicKey()))).contains(SIGNER.publicKey());
    assertThat(Checkpoint.parse(read.text())).contains(checkpoint);
    String changed = note.toString().replace("\n7\n", "\n8\n");
    assertThat(SignedNote.parse(changed).orElseThrow().signedBy(List.of(SIGNER.publicKey())))
        .isEmpty();
  }

  @Test
  void keysComeBackAndDoNotShowThemselves() {
    NoteSigner read = NoteSigner.parse(SIGNER.toLines()).orElseThrow();
    assertThat(read.publicKey()).isEqualTo(SIGNER.publicKey());
    assertThat(NoteKey.parse(SIGNER.publicKey().toString())).contains(SIGNER.publicKey());
    assertThat(SIGNER.toString()).doesNotContain(SIGNER.toLines().getLast());
    assertThat(
            NoteSigner.parse(
                List.of(
                    NoteSigner.generate("keeptrail.invalid/ledger/1").toLines().getFirst(),
                    SIGNER.toLines().getLast())))
        .isEmpty();
  }

  @Test
  void aSignatureThatIsNoneProvesNothing() {
    NoteKey key = SIGNER.publicKey();
    SignedNote note = SignedNote.sign("text\n", SIGNER);
    byte[] whole = Base64.getDecoder().decode(note.signatures().getFirst().base64());

    for (int length = 0; length < whole.length; length++) {
      String cut = Base64.getEncoder().encodeToString(Arrays.copyOf(whole, length));
      var line = new SignedNote.Line(key.name(), cut);
      assertThat(new SignedNote(note.text(), List.of(line)).signedBy(List.of(key)))
          .as("%d bytes", length)
          .isEmpty();
    }
  }

  @Test
  void aKeyIsAnotherUnderAnotherName() throws Exception {
    PublicKey key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();

    assertThat(NoteKey.parse(NoteKey.of("a", key).toString())).contains(NoteKey.of("a", key));
    assertThat(NoteKey.of("a", key)).isNotEqualTo(NoteKey.of("b", key));
    assertThat(NoteKey.parse(NoteKey.of("a b", key).toString())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n\n",
        "text\n",
        "text\n\nno dash\n",
        "text\n\n\u2014 name\n",
        "text\n\n\u2014 name AAAA",
      })
  void isNoNote(String text) {
    assertThat(SignedNote.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a+b",
        "a+00000000+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+%%%",
        "PeterNeumann+c74f20a3+AhpcXX",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      })
  void isNoKey(String text) {
    assertThat(NoteKey.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\n", "a\n1\n", "a\nx\nAAAA\n", "a\n01\nAAAA\n", "a\n1\nAAAA\n"})
  void isNoCheckpoint(String text) {
    assertThat(Checkpoint.parse(text)).isEmpty();
  }
}
