package dev.keeptrail.cli;

import dev.keeptrail.gateway.callers.ActorHeader;
import dev.keeptrail.gateway.callers.BoundIdentity;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.tls.TlsFileException;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Which running gateway a command is about, and the way to ask it. */
final class RunningGateway {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Option(
      names = "--port",
      paramLabel = "<port>",
      description =
          "The port that the gateway listens on for callers. Needed only where more than one"
              + " gateway of this user runs.")
  private @Nullable Integer port;

  @Option(
      names = "--client-cert",
      paramLabel = "<file>",
      description = "The certificate to show (PEM), where the gateway has --admin-tls-client-ca.")
  private @Nullable Path clientCertificate;

  @Option(
      names = "--client-key",
      paramLabel = "<file>",
      description = "The private key of --client-cert (PEM, not encrypted).")
  private @Nullable Path clientKey;

  /** An answer of the gateway. */
  record Answer(int status, String text) {
    boolean refused() {
      return status == 422;
    }

    /** What an error says; null where it says nothing. */
    @Nullable String reason() {
      try {
        String message = json().at("/error/message").asString("");
        return message.isEmpty() ? null : FrameRenderer.safe(message);
      } catch (CommandFailedException noJson) {
        return null;
      }
    }

    JsonNode json() throws CommandFailedException {
      try {
        return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
      } catch (MalformedJsonException malformed) {
        throw new CommandFailedException("the gateway's answer is no JSON", null);
      }
    }
  }

  Answer get(Invocation invocation, String path)
      throws CommandFailedException, InterruptedException {
    return ask(invocation, path, "GET", Map.of());
  }

  Answer post(Invocation invocation, String path)
      throws CommandFailedException, InterruptedException {
    return post(invocation, path, Map.of());
  }

  /** The same with further headers. */
  Answer post(Invocation invocation, String path, Map<String, String> headers)
      throws CommandFailedException, InterruptedException {
    return ask(invocation, path, "POST", headers);
  }

  /** Says who asks: the user of this machine, where that is a name that a gateway takes. */
  static Map<String, String> operator() {
    String user = BoundIdentity.composed(OpenAdministration.operator().name());
    return BoundIdentity.isFit(user) ? Map.of(ActorHeader.NAME, ActorHeader.value(user)) : Map.of();
  }

  /** Says who asks, as {@code --as} names him. */
  static Map<String, String> actor(String as) throws CommandFailedException {
    return Map.of(ActorHeader.NAME, ActorHeader.value(OpenAdministration.named(as)));
  }

  /** The address where operators reach it. */
  String admin(Invocation invocation) throws CommandFailedException, InterruptedException {
    return access(invocation).admin();
  }

  private Answer ask(Invocation invocation, String path, String method, Map<String, String> headers)
      throws CommandFailedException, InterruptedException {
    OperatorAccess access = access(invocation);
    HttpRequest.Builder asking =
        HttpRequest.newBuilder(URI.create(access.admin() + path))
            .timeout(PATIENCE)
            .header("authorization", "Bearer " + access.token())
            .method(method, HttpRequest.BodyPublishers.noBody());
    headers.forEach(asking::header);
    HttpRequest request = asking.build();
    try (HttpClient client = client(access)) {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      boolean done = response.statusCode() == 200 || response.statusCode() == 201;
      if (!done && response.statusCode() != 422) {
        throw new CommandFailedException(
            "the gateway at %s answered with status %d"
                .formatted(access.listen(), response.statusCode()),
            new Answer(response.statusCode(), response.body()).reason());
      }
      return new Answer(response.statusCode(), response.body());
    } catch (IOException lost) {
      throw new CommandFailedException(
          "the gateway at %s does not answer its operator".formatted(access.listen()), null);
    }
  }

  private HttpClient client(OperatorAccess access) throws CommandFailedException {
    Path certificates = access.certificates();
    if (certificates == null) {
      return HttpClient.newHttpClient();
    }
    if ((clientCertificate == null) != (clientKey == null)) {
      throw new CommandFailedException("`--client-cert` and `--client-key` go together", null);
    }
    try {
      return PinnedClient.of(certificates, clientCertificate, clientKey);
    } catch (TlsFileException unusable) {
      throw new CommandFailedException(unusable.problem(), null);
    }
  }

  private OperatorAccess access(Invocation invocation)
      throws CommandFailedException, InterruptedException {
    List<OperatorAccess> running = running(invocation);
    List<OperatorAccess> meant =
        running.stream().filter(one -> port == null || one.listen().endsWith(":" + port)).toList();
    if (meant.size() == 1) {
      return meant.getFirst();
    }
    String known = running.stream().map(OperatorAccess::listen).collect(Collectors.joining(", "));
    throw new CommandFailedException(
        meant.isEmpty()
            ? "no such gateway of yours is running"
            : "more than one gateway is running",
        running.isEmpty() ? notRunning(invocation) : "choose one with `--port`: " + known);
  }

  private static String notRunning(Invocation invocation)
      throws CommandFailedException, InterruptedException {
    if (!Files.exists(ServiceUnit.file(invocation.environment()))) {
      return "start one with `kt gateway run`, with the same KEEPTRAIL_HOME";
    }
    String state = new UserServices(invocation).state();
    if (state == null) {
      return "the service is installed; `kt gateway start` starts it";
    }
    return switch (state) {
      case "active", "activating" ->
          "the service is `%s` and does not serve yet; `%s` shows how far it is"
              .formatted(state, UserServices.JOURNAL);
      case "failed" -> "the service has failed; `%s` shows why".formatted(UserServices.JOURNAL);
      default -> "the service is installed; `kt gateway start` starts it";
    };
  }

  private static List<OperatorAccess> running(Invocation invocation) throws CommandFailedException {
    try {
      return OperatorAccess.running(KeeptrailHome.run(invocation.environment()));
    } catch (FileSystemException unreadable) {
      throw new CommandFailedException(
          "it cannot be seen in `%s` which gateways run"
              .formatted(KeeptrailHome.run(invocation.environment())),
          Unwritable.reason(unreadable));
    } catch (IOException unreadable) {
      throw new CommandFailedException(String.valueOf(unreadable.getMessage()), null);
    }
  }
}
