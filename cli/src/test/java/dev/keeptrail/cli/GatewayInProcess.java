package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A gateway that `kt gateway run` serves inside a test, and what is asked of it. */
final class GatewayInProcess {
  private static final Pattern ADDRESS = Pattern.compile("listen +(http://\\S+)");

  private static final String BODY =
      """
      {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "TEXT"}]}
      """;

  private GatewayInProcess() {}

  static CompletableFuture<Integer> start(CommandRun run, String... options) {
    var arguments = new String[options.length + 2];
    arguments[0] = "gateway";
    arguments[1] = "run";
    System.arraycopy(options, 0, arguments, 2, options.length);
    return CompletableFuture.supplyAsync(() -> run.run(arguments));
  }

  static String address(CommandRun run) throws InterruptedException {
    return address(run, new CompletableFuture<>());
  }

  /** Where it listens; fails where it has ended instead. */
  static String address(CommandRun run, CompletableFuture<Integer> end)
      throws InterruptedException {
    while (true) {
      assertThat(end).as(run.err()).isNotDone();
      Matcher matcher = ADDRESS.matcher(run.out());
      if (matcher.find() && run.out().contains("provider  ")) {
        return matcher.group(1);
      }
      assertThat(run.err()).doesNotStartWith("kt: internal");
      Thread.sleep(Duration.ofMillis(20));
    }
  }

  static HttpResponse<String> post(String address, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  static HttpResponse<String> send(String address, String text, @Nullable String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + "/v1/chat/completions"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(BODY.replace("TEXT", text)));
    if (token != null) {
      request.header("authorization", "Bearer " + token);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
