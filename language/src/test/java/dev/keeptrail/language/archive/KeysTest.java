package dev.keeptrail.language.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeysTest {
  /** The first test of RFC 8032, section 7.1, as `openssl` writes it. */
  private static final String RFC_8032 =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
      -----END PRIVATE KEY-----
      """;

  private static final String RFC_8032_PUBLIC =
      """
      -----BEGIN PUBLIC KEY-----
      MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
      -----END PUBLIC KEY-----
      """;

  @Test
  void encodesWhatIsSignedAsTheSpecificationSays() {
    byte[] payload = "hello world".getBytes(StandardCharsets.UTF_8);

    assertThat(
            new String(
                Envelope.preAuthenticationEncoding("http://example.com/HelloWorld", payload),
                StandardCharsets.UTF_8))
        .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  }

  @Test
  void findsThePublicHalfOfAKey() throws Exception {
    SigningKey key = SigningKey.parse(RFC_8032);

    assertThat(key.verificationKey().toPem()).isEqualTo(RFC_8032_PUBLIC);
    assertThat(key.toPem()).isEqualTo(RFC_8032);
    assertThat(key.verificationKey().verifies(new byte[0], key.sign(new byte[0]))).isTrue();
  }

  @Test
  void newKeysComeBackFromTheirFiles() throws Exception {
    SigningKey key = SigningKey.generate();

    assertThat(SigningKey.parse(key.toPem()).verificationKey().id())
        .isEqualTo(key.verificationKey().id())
        .matches("sha256:[0-9a-f]{64}");
  }

  @Test
  void aKeyShowsNothingOfItself() throws Exception {
    SigningKey key = SigningKey.parse(RFC_8032);

    assertThat(key.toString()).isEqualTo("SigningKey[" + key.verificationKey().id() + "]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret words",
        "-----BEGIN PRIVATE KEY-----\nsecretwords\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\n*secret*words*\n-----END PRIVATE KEY-----",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nsecretwords\n-----END ENCRYPTED PRIVATE KEY-----",
      })
  void refusesWhatIsNoKeyWithoutRepeatingIt(String pem) {
    assertThatThrownBy(() -> SigningKey.parse(pem))
        .isInstanceOf(ArchiveException.class)
        .satisfies(failure ->
            assertThat(failure.getMessage() + ((ArchiveException) failure).hint())
                .doesNotContain("secret"));
  }

  @Test
  void refusesTheOtherHalf() {
    assertThatThrownBy(() -> SigningKey.parse(RFC_8032_PUBLIC))
        .isInstanceOf(ArchiveException.class)
        .extracting(failure -> ((ArchiveException) failure).hint())
        .isEqualTo("this is the other half of a key pair");
    assertThatThrownBy(() -> VerificationKey.parse(RFC_8032)).isInstanceOf(ArchiveException.class);
  }
}
