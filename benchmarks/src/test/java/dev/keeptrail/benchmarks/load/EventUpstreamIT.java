package dev.keeptrail.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventUpstreamIT {
  @Test
  void everyEventOfAStreamIsRead() throws Exception {
    try (var upstream = EventUpstream.start(30, 0);
        var connection = EventConnection.open(upstream.port())) {
      byte[] request = ChatMessages.streamingRequests(upstream.port(), 1024).getFirst();

      for (int time = 0; time < 2; time++) {
        EventConnection.Answer answer = connection.exchange(request);

        // A role, the texts, an end, and the mark of the end.
        assertThat(answer.events()).isEqualTo(33);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.firstNanos()).isPositive();
      }
    }
  }

  @Test
  void aPauseBeforeEachEventHoldsTheFirstTextBack() throws Exception {
    try (var upstream = EventUpstream.start(3, 20);
        var connection = EventConnection.open(upstream.port())) {
      byte[] request = ChatMessages.streamingRequests(upstream.port(), 1024).getFirst();
      upstream.pause();

      assertThat(connection.exchange(request).firstNanos()).isGreaterThan(30_000_000);
    }
  }
}
