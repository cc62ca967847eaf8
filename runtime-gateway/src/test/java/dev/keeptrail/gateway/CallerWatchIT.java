package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.tls.TlsSettings;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.SecretRef;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That a caller leaves is seen on each kind of connection, and nothing else is taken for it. */
@Timeout(180)
final class CallerWatchIT {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aCallerThatLeavesOverTlsEndsTheCall(HttpClient.Version version) throws Exception {
    var authority = new TestCertificates("Test Authority");
    Path certificate = folder.resolve("tls.crt");
    Path key = folder.resolve("tls.key");
    authority.server("EC").write(certificate, key);
    var asked = new CountDownLatch(1);
    try (var provider =
            new HeldProvider(line -> {
              line.request();
              asked.countDown();
              line.untilReleased();
            });
        var house =
            new House(
                House.settings().withTls(TlsSettings.of(certificate, key)), program(provider))) {
      HttpClient client =
          HttpClient.newBuilder().sslContext(authority.client(null)).version(version).build();
      URI uri = URI.create("https://127.0.0.1:" + house.gateway.port() + "/v1/chat/completions");
      var request =
          HttpRequest.newBuilder(uri)
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(House.prompt("hello")))
              .build();
      var answer = client.sendAsync(request, BodyHandlers.ofString());
      asked.await();
      assertThat(answer.cancel(true)).isTrue();

      DisconnectStand.await("it is over", () -> !house.store.events.isEmpty());
      assertThat(house.store.only().outcome()).isEqualTo(Outcome.CANCELLED);
      DisconnectStand.await("no provider is held", () -> provider.held() == 0);
      client.shutdownNow();
    }
  }

  /** The end of a connection in one direction is the end for other servers, too. */
  @Test
  void whoSaysThatNothingMoreComesHasLeft() throws Exception {
    var asked = new CountDownLatch(1);
    try (var provider =
            new HeldProvider(line -> {
              line.request();
              asked.countDown();
              line.untilReleased();
            });
        var house = new House(House.settings(), program(provider));
        var caller = new Socket(InetAddress.getLoopbackAddress(), house.gateway.port())) {
      caller.getOutputStream().write(request("hello"));
      asked.await();
      caller.shutdownOutput();

      DisconnectStand.await("it is over", () -> !house.store.events.isEmpty());
      assertThat(house.store.only().outcome()).isEqualTo(Outcome.CANCELLED);
    }
  }

  /** Requests that come while one is answered are the next ones, and not a byte of them is lost. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 20, Integer.MAX_VALUE})
  void whatComesBeforeTheAnswerIsTheNextRequest(int first) throws Exception {
    var asked = new CountDownLatch(1);
    var sent = new CountDownLatch(1);
    try (var provider =
            new HeldProvider(line -> {
              line.request();
              asked.countDown();
              sent.await();
              line.whole("application/json", FakeUpstream.completion("hi"));
            });
        var house = new House(House.settings(), program(provider));
        var caller = new Socket(InetAddress.getLoopbackAddress(), house.gateway.port())) {
      caller.setSoTimeout((int) House.PATIENCE.toMillis());
      caller.getOutputStream().write(request("one"));
      asked.await();
      byte[] next = request("two");
      int part = Math.min(first, next.length);
      caller.getOutputStream().write(next, 0, part);
      caller.getOutputStream().flush();
      sent.countDown();
      caller.getOutputStream().write(next, part, next.length - part);
      caller.getOutputStream().write(request("three"));

      var answers = new ByteArrayOutputStream();
      while (count(answers) < 3) {
        int read = caller.getInputStream().read();
        assertThat(read).as(answers.toString(StandardCharsets.UTF_8)).isNotNegative();
        answers.write(read);
      }
      DisconnectStand.await("all are on record", () -> house.store.events.size() == 3);
      assertThat(house.store.events)
          .allSatisfy(event -> assertThat(event.outcome()).isEqualTo(Outcome.DELIVERED));
    }
  }

  private static int count(ByteArrayOutputStream answers) {
    return answers.toString(StandardCharsets.UTF_8).split("HTTP/1.1 200", -1).length - 1;
  }

  private static byte[] request(String prompt) {
    byte[] body = House.prompt(prompt).getBytes(StandardCharsets.UTF_8);
    var all = new ByteArrayOutputStream();
    all.writeBytes(House.head("content-length: " + body.length));
    all.writeBytes(body);
    return all.toByteArray();
  }

  private static FakeProgram program(HeldProvider provider) {
    return new FakeProgram(
        List.of(
            new ProviderPlan(
                "primary", "openai", null, provider.baseUrl(), new SecretRef.Env("KEY"))));
  }
}
