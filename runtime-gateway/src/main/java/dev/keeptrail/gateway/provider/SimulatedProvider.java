package dev.keeptrail.gateway.provider;

import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.protocol.Protocol;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A provider inside the process, for demonstrations and tests: it repeats the last text of the user
 * in whatever protocol it is asked, and counts words as tokens. The same body always gets the same
 * answer. Thread-safe as far as its listener is.
 */
public final class SimulatedProvider implements ProviderClient {
  private final Consumer<String> listener;

  public SimulatedProvider() {
    this(_ -> {});
  }

  /**
   * Lets somebody watch.
   *
   * @param listener told every body that arrives, as JSON text, on the thread of the request
   */
  public SimulatedProvider(Consumer<String> listener) {
    this.listener = listener;
  }

  @Override
  public boolean speaks(Protocol protocol) {
    return true;
  }

  @Override
  public ProviderAnswer complete(Protocol protocol, Outgoing request) throws ProviderException {
    byte[] body = request.body();
    listener.accept(new String(body, StandardCharsets.UTF_8));
    try {
      ObjectNode answer = SimulatedAnswer.of(protocol, StrictJson.parse(body), checksum(body));
      return new ProviderAnswer(200, "application/json", null, StrictJson.write(answer));
    } catch (MalformedJsonException _) {
      return new ProviderAnswer(
          400, "application/json", null, "{}".getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The same answer, a word at a time. */
  @Override
  public ProviderStream open(Protocol protocol, Outgoing asked, Duration atMost) {
    byte[] body = asked.body();
    listener.accept(new String(body, StandardCharsets.UTF_8));
    try {
      JsonNode request = StrictJson.parse(body);
      ObjectNode answer = SimulatedAnswer.of(protocol, request, checksum(body));
      return new BufferedStream(
          200, "text/event-stream", SimulatedStream.of(protocol, answer, (ObjectNode) request));
    } catch (MalformedJsonException _) {
      return new BufferedStream(400, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String checksum(byte[] body) {
    var sum = new CRC32C();
    sum.update(body);
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  @Override
  public void close() {}
}
