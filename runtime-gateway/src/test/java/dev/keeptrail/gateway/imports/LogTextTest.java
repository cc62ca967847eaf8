package dev.keeptrail.gateway.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logs that are longer than anybody's memory. */
final class LogTextTest {
  private static final String PAIR =
      "{\"request\":{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}}";
  private static final String LONG = "x".repeat(100_000);

  @Test
  void aLineThatIsTooLongCostsOneLine() throws Exception {
    List<String> skipped = new ArrayList<>();
    List<LoggedPair> pairs = new ArrayList<>();
    var log = new LogText(new StringReader(LONG + "\n" + PAIR + "\n" + LONG), 99_999, 1);

    LogFormat.PAIRS
        .reader()
        .read(log, pairs::add, (problem, place) -> skipped.add(place + ": " + problem));

    assertThat(pairs).hasSize(1);
    assertThat(skipped)
        .containsExactly(
            "line 1: it has more than 99,999 characters",
            "line 3: it has more than 99,999 characters");
  }

  @ParameterizedTest
  @EnumSource(names = {"HAR", "OTEL"})
  void aWholeThatIsTooLongIsRefused(LogFormat format) {
    var log = new LogText(new StringReader("{\n\"a\":\"" + LONG + "\"}"), 1_000_000, 99_999);

    assertThatThrownBy(() -> format.reader().read(log, _ -> {}, (_, _) -> {}))
        .isInstanceOf(LogFormatException.class)
        .hasMessage(
            "it has more than 99,999 characters, and this form is read as a whole; split it");
  }

  @Test
  void spansByLinesAreNeverReadAsAWhole() throws Exception {
    String span = "{\"resourceSpans\":[]}\n";
    var log = new LogText(new StringReader(span.repeat(100)), 1_000, 100);

    LogFormat.OTEL.reader().read(log, _ -> {}, (_, _) -> {});

    assertThat(log.next()).isNull();
  }
}
