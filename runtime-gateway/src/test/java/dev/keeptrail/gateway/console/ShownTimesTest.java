package dev.keeptrail.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.html.Html;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times as HTML takes them: at most three digits after the second. */
final class ShownTimesTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-30T11:51:12.239370Z, 2026-11-30T11:51:12.239Z",
    "2026-11-30T11:51:12.999999Z, 2026-11-30T11:51:12.999Z",
    "2026-11-30T11:51:12.000001Z, 2026-11-30T11:51:12Z",
    "2026-11-30T11:51:12.5Z, 2026-11-30T11:51:12.500Z",
    "2026-11-30T11:51:12Z, 2026-11-30T11:51:12Z"
  })
  void aTimeIsMarkedUpToTheMillisecond(String at, String machine) {
    Instant time = Instant.parse(at);

    assertThat(Html.write(Shown.time(time)))
        .isEqualTo("<time datetime=\"%s\">2026-11-30 11:51:12</time>", machine);
    assertThat(Html.write(Shown.zoned(time)))
        .isEqualTo("<time datetime=\"%s\">2026-11-30 11:51:12 UTC</time>", machine);
  }

  @Test
  void theRowOfNoEventHasATimeToo() {
    assertThat(Html.write(EventRow.template()))
        .containsPattern(Pattern.compile("<time datetime=\"[0-9TZ:-]+\">[0-9]"));
  }
}
