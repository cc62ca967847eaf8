package dev.keeptrail.gateway.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.protocol.Protocol;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokenEstimateTest {
  /** The counts of the encodings themselves, and four for the message. */
  @ParameterizedTest
  @CsvSource({
    "gpt-4o-mini,        hello world, 6",
    "gpt-5,              hello world, 6",
    "o3-mini,            hello world, 6",
    "gpt-4-turbo,        hello world, 6",
    "gpt-3.5-turbo,      tiktoken is great!, 10",
    "gpt-4o,             tiktoken is great!, 10",
    "openai/gpt-4o,      tiktoken is great!, 10",
    "claude-sonnet-4-0,  hello world, 8",
    "claude-sonnet-4-0,  日本語, 7"
  })
  void countsWhereItCanAndErrsOnTheHighSideElsewhere(String model, String text, long tokens)
      throws Exception {
    assertThat(estimate(model, text)).isEqualTo(tokens);
  }

  @ParameterizedTest
  @CsvSource({"a", "' '", "ab ", "日", "🎉", "'a\u0301'", "'\\\\n'"})
  void takesNoLongForTextsMadeToTakeLong(String piece) throws Exception {
    estimate("gpt-4o", "warm");
    String text = piece.repeat(2_000_000 / piece.length());
    assertThat(Duration.ofNanos(time(text))).isLessThan(Duration.ofSeconds(60));
  }

  @Test
  void anImageCountsForAsMuchAsALargeOneMay() throws Exception {
    String body =
        """
        {"model":"gpt-4o","messages":[{"role":"user","content":[
         {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]}]}
        """;
    ModelRequest request = Protocol.CHAT_COMPLETIONS.read(body.getBytes(StandardCharsets.UTF_8));
    assertThat(TokenEstimate.of(request.texts(), "gpt-4o")).isEqualTo(1_600);
  }

  /** Of this thread on a processor, so that it does not matter what else the machine does. */
  private static long time(String text) throws Exception {
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    assertThat(estimate("gpt-4o", text)).isPositive();
    return threads.getCurrentThreadCpuTime() - start;
  }

  private static long estimate(String model, String text) throws Exception {
    String body =
        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
            .formatted(model, text);
    ModelRequest request = Protocol.CHAT_COMPLETIONS.read(body.getBytes(StandardCharsets.UTF_8));
    return TokenEstimate.of(request.texts(), model);
  }
}
