package dev.keeptrail.gateway.imports;

import dev.keeptrail.gateway.protocol.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** HTTP Archives: the entries that post to the address of a model. Others are no part of it. */
final class HarLog implements LogReader {
  @Override
  public void read(LogText log, Consumer<LoggedPair> pairs, Skipped skipped)
      throws IOException, LogFormatException {
    JsonNode archive = JsonLines.parse(log.rest(""));
    if (archive == null || !archive.path("log").path("entries").isArray()) {
      throw new LogFormatException("it is no HTTP Archive: `log.entries` is missing");
    }
    int number = 0;
    for (JsonNode entry : archive.path("log").path("entries")) {
      String place = log.place("entry " + number++);
      JsonNode asked = entry.path("request");
      String path = Addresses.path(asked.path("url").asString(""));
      if (!asked.path("method").asString("").equals("POST") || !isModel(path)) {
        continue;
      }
      JsonNode request = JsonLines.object(asked.path("postData").path("text"));
      if (request == null) {
        skipped.noRequest(place);
      } else {
        pairs.accept(
            new LoggedPair(
                place,
                path,
                request,
                answer(entry.path("response").path("content")),
                JsonLines.text(request, "user")));
      }
    }
  }

  private static boolean isModel(String path) {
    return Stream.of(Protocol.values()).anyMatch(protocol -> protocol.isAt(path));
  }

  private static @Nullable LoggedAnswer answer(JsonNode content) {
    if (!content.path("encoding").asString("").equals("base64")) {
      return LoggedAnswer.of(content.path("text"));
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(content.path("text").asString(""));
      return LoggedAnswer.of(
          JsonNodeFactory.instance.stringNode(new String(decoded, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
