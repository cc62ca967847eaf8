package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** The time between the signal to stop and the end of serving. */
@Timeout(180)
final class DrainDelayIT {
  @TempDir Path home;

  @Test
  void afterTheSignalTheGatewayIsNotReadyForAWhileAndThenEnds() throws Exception {
    Path pack =
        Files.writeString(
            home.resolve("pack.yaml"),
            """
            pack: {name: small, version: 1.0.0}
            providers: {targets: [{id: here, provider: simulated}]}
            policies: {chain: [audit-logger]}
            """);
    CommandRun gateway = CommandRun.of(home);
    CompletableFuture<Integer> end =
        GatewayInProcess.start(
            gateway, "--policy-config=" + pack, "--listen=127.0.0.1:0", "--drain-delay=5s");
    String address = GatewayInProcess.address(gateway, end);

    gateway.interrupt();

    while (ready(address) != 503) {
      Thread.sleep(20);
    }
    assertThat(gateway.err()).contains("kt: stopping in 5 s; requests are served until then");
    assertThat(end.get(60, TimeUnit.SECONDS)).isZero();
  }

  private static int ready(String address) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(address + "/readyz")).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  @ParameterizedTest
  @CsvSource({"0,PT0S", "0s,PT0S", "5s,PT5S", "500ms,PT0.5S", "2m,PT2M"})
  void aTimeIsReadAsOtherTimesAre(String said, Duration meant) {
    assertThat(new DrainDelay().convert(said)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "-5s", "121s", "1h", "soon"})
  void aTimeThatNobodyWaitsForIsRefused(String said) {
    assertThatThrownBy(() -> new DrainDelay().convert(said))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("expected a time up to 2m, such as 5s, or 0s");
  }

  @Test
  void theServiceIsGivenAsMuchMoreTimeToStop() {
    assertThat(DrainDelay.in(List.of("kt", "gateway", "run"))).isZero();
    assertThat(DrainDelay.in(List.of("kt", "--drain-delay", "5s", "--watch"))).hasSeconds(5);
    assertThat(DrainDelay.in(List.of("kt", "--drain-delay=1m"))).hasMinutes(1);
    assertThat(DrainDelay.in(List.of("kt", "--drain-delay"))).isZero();
  }
}
