package dev.keeptrail.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadPhaseIT {
  private static final Duration SHORT = Duration.ofMillis(300);

  @Test
  void everyRequestIsAnsweredAndCounted() throws Exception {
    try (var upstream = Upstream.start(1024)) {
      var requests = ChatMessages.requests(upstream.port(), 1024, 50);
      Duration time = SHORT;
      var phase = LoadPhase.run(upstream.port(), requests, 3, time);
      while (phase.latencies().count() == 0) {
        // A machine that is held up for so long has asked nothing.
        time = time.multipliedBy(2);
        phase = LoadPhase.run(upstream.port(), requests, 3, time);
      }

      assertThat(phase.problems()).isEmpty();
      assertThat(phase.latencies().count()).isPositive().isEqualTo(upstream.served());
      assertThat(phase.latencies().percentile(0.5)).isPositive();
    }
  }

  @Test
  void refusedConnectionsAreProblemsAndEndTheLoad() throws Exception {
    try (var taken = new Socket()) {
      // A port that is taken and not listened on: nobody else can come to listen there.
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int nobody = taken.getLocalPort();
      var requests = ChatMessages.requests(nobody, 1024, 0);
      var phase = LoadPhase.run(nobody, requests, 2, SHORT);

      assertThat(phase.latencies().count()).isZero();
      assertThat(phase.problems()).containsOnlyKeys("connection: ConnectException");
    }
  }

  @Test
  void noTwoRequestsAreTheSame() {
    byte[] request = ChatMessages.requests(1, 1024, 10).getFirst();
    String one =
        new String(ChatMessages.numbered(request), java.nio.charset.StandardCharsets.US_ASCII);
    String other =
        new String(ChatMessages.numbered(request), java.nio.charset.StandardCharsets.US_ASCII);
    assertThat(one).isNotEqualTo(other).hasSize(request.length).endsWith("\"}]}");
    assertThat(one).containsPattern(" \\d{12}\"}]}$");
  }

  @Test
  void requestsAndResponseHaveTheLengthsAskedFor() {
    for (byte[] request : ChatMessages.requests(1, 1024, 10)) {
      assertThat(new String(request, java.nio.charset.StandardCharsets.US_ASCII))
          .contains("Content-Length: 1024\r\n");
    }
    assertThat(new String(ChatMessages.response(1024), java.nio.charset.StandardCharsets.US_ASCII))
        .contains("Content-Length: 1024\r\n");
  }
}
