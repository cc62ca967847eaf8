package dev.keeptrail.detectors.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.Scanner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Secrets in the places where they stand: one line per case, the category, then the text with the
 * secret between guillemets; and lines without any. {@code {a20}} draws twenty characters of an
 * alphabet of the token table, {@code \n} is a line break.
 */
final class SecretTableTest {
  private static final Scanner SECRETS =
      Detectors.scanner(new ScanRequest(Set.of("secret"), List.of(), List.of()));

  private static Stream<String> lines(String name) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(SecretTableTest.class.getResourceAsStream(name), name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines().filter(line -> !line.isBlank() && !line.startsWith("# ")).toList().stream();
    }
  }

  static Stream<String> accepted() throws IOException {
    return lines("accepted.txt");
  }

  static Stream<String> rejected() throws IOException {
    return lines("rejected.txt");
  }

  private static String text(String line) {
    var samples = new Samples(new Random(line.hashCode()));
    return samples.expand(line).replace("\\n", "\n");
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void takes(String line) {
    int bar = line.indexOf(" | ");
    String marked = text(line.substring(bar + 3));
    int start = marked.indexOf('«');
    int end = marked.indexOf('»') - 1;
    String text = marked.replace("«", "").replace("»", "");
    assertThat(SECRETS.scan(List.of(text)).findings())
        .as(text)
        .anySatisfy(finding -> {
          assertThat(finding.category()).isEqualTo(line.substring(0, bar).strip());
          assertThat(text.substring(finding.start(), finding.end()))
              .isEqualTo(text.substring(start, end));
        });
  }

  @ParameterizedTest
  @MethodSource("rejected")
  void leaves(String line) {
    assertThat(SECRETS.scan(List.of(text(line))).findings()).isEmpty();
  }
}
