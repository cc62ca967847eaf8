package dev.keeptrail.cli;

import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.tls.TlsFileException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a running gateway of this user is reached by its operator: a file that only the user can
 * read, in the folder {@code run} of KEEPTRAIL_HOME, there for as long as the gateway runs.
 *
 * @param listen where callers reach it, as an address
 * @param admin where operators do
 * @param token what operators must show; never printed
 * @param process id of the process
 * @param certificates the file whose first certificate the operators' listener shows; null for
 *     plain HTTP
 */
record OperatorAccess(
    String listen, String admin, String token, long process, @Nullable Path certificates) {
  private static final int TOKEN_BYTES = 32;

  /** A token nobody can guess. */
  static String newToken() {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** Writes the file, which whoever called removes at the end. */
  Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    int port = URI.create(listen).getPort();
    Path file = folder.resolve("gateway-%d-%d.json".formatted(process, port));
    Files.deleteIfExists(file);
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("listen", listen)
            .put("admin", admin)
            .put("token", token)
            .put("process", process);
    if (certificates != null) {
      json.put("certificates", certificates.toString());
    }
    FileRights.createPrivate(file, new String(StrictJson.write(json), StandardCharsets.UTF_8));
    return file;
  }

  /** The gateways that run; files of processes that are gone are removed. */
  static List<OperatorAccess> running(Path folder) throws IOException {
    List<OperatorAccess> running = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "gateway-*.json")) {
      for (Path file : files) {
        OperatorAccess access;
        try {
          access = read(file);
        } catch (NoSuchFileException ended) {
          // That gateway has ended meanwhile; others may still run.
          continue;
        }
        if (ProcessHandle.of(access.process()).filter(ProcessHandle::isAlive).isPresent()) {
          running.add(access);
        } else {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException none) {
      return List.of();
    }
    return running;
  }

  /** What the gateway says of itself, asked without a certificate of one's own. */
  JsonNode config(Duration patience) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(admin + "/keeptrusts/config"))
            .timeout(patience)
            .header("authorization", "Bearer " + token)
            .build();
    try (HttpClient client =
        certificates == null
            ? HttpClient.newHttpClient()
            : PinnedClient.of(certificates, null, null)) {
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IOException("it answers with status " + answer.statusCode());
      }
      return StrictJson.parse(answer.body());
    } catch (TlsFileException unusable) {
      throw new IOException(unusable.problem(), unusable);
    } catch (MalformedJsonException malformed) {
      throw new IOException("its answer is no JSON", malformed);
    }
  }

  private static OperatorAccess read(Path file) throws IOException {
    try {
      JsonNode json = StrictJson.parse(Files.readAllBytes(file));
      return new OperatorAccess(
          json.path("listen").asString(""),
          json.path("admin").asString(""),
          json.path("token").asString(""),
          json.path("process").asLong(-1),
          json.has("certificates") ? Path.of(json.path("certificates").asString("")) : null);
    } catch (MalformedJsonException malformed) {
      throw new IOException("`%s` is not what a gateway writes".formatted(file), malformed);
    }
  }

  @Override
  public String toString() {
    return "OperatorAccess[listen=%s, admin=%s, process=%d]".formatted(listen, admin, process);
  }
}
