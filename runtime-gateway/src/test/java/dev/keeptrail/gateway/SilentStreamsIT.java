package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stream in which the provider says nothing for a while shows that it lives. */
@Timeout(180)
final class SilentStreamsIT {
  @ParameterizedTest
  @CsvSource({
    "openai,/v1/chat/completions,: keep-alive,[DONE]",
    "anthropic,/v1/messages,event: ping,message_stop"
  })
  void silenceIsBroken(String provider, String route, String sign, String end) throws Exception {
    var broken = new CountDownLatch(1);
    try (StreamTrial trial = silent(provider, broken)) {
      String prompt = StreamTrial.PROMPT.replaceFirst("\\{", "{'max_tokens':9,");
      BufferedReader lines = StreamTrial.lines(trial.ask(route, prompt));
      var heard = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        // A busy machine breaks the silence before the first text too: the one behind it counts.
        if (heard.isEmpty() && !line.contains("One ")) {
          continue;
        }
        heard.append(line).append('\n');
        if (line.equals(sign)) {
          broken.countDown();
        }
      }

      assertThat(heard.toString()).containsSubsequence("One ", sign + "\n", "please", end);
    }
  }

  /** Google's SDK for Python takes a comment for an answer that is no JSON. */
  @Test
  void silenceIsBrokenByAPieceWhereCommentsAreNone() throws Exception {
    String sign =
        "data: {\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"\"}]},\"index\":0}]}";
    var broken = new CountDownLatch(1);
    try (StreamTrial trial = silent("openai", broken)) {
      String path = "/v1beta/models/gpt-4o:streamGenerateContent?alt=sse";
      BufferedReader lines =
          StreamTrial.lines(trial.ask(path, "{'contents':[{'parts':[{'text':'x'}]}]}"));
      List<String> heard = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        heard.add(line);
        if (line.equals(sign) && heard.toString().contains("One ")) {
          broken.countDown();
        }
      }

      assertThat(heard)
          .contains(sign)
          .allMatch(line -> line.isEmpty() || line.startsWith("data: "));
      assertThat(heard.get(heard.size() - 2)).contains("please.", "\"finishReason\":\"STOP\"");
    }
  }

  /** Says nothing more until its silence was broken. */
  private static StreamTrial silent(String provider, CountDownLatch broken) throws Exception {
    return new StreamTrial(
        provider,
        (request, out) -> {
          StreamTrial.begin(out);
          String[] events = ProviderStreams.of(request.head(), List.of("One moment, ", "please."));
          int last = 0;
          while (!events[last].contains("One moment")) {
            last++;
          }
          StreamTrial.say(out, Arrays.copyOf(events, last + 1));
          assertThat(broken.await(60, TimeUnit.SECONDS)).isTrue();
          StreamTrial.say(out, Arrays.copyOfRange(events, last + 1, events.length));
        },
        Duration.ofMillis(50));
  }
}
