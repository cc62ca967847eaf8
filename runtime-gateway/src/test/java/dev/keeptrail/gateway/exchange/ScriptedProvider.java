package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.provider.BeforeWaiting;
import dev.keeptrail.gateway.provider.Outgoing;
import dev.keeptrail.gateway.provider.ProviderAnswer;
import dev.keeptrail.gateway.provider.ProviderClient;
import dev.keeptrail.gateway.provider.ProviderException;
import dev.keeptrail.gateway.provider.ProviderStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A provider whose bytes come in pieces of any size. */
record ScriptedProvider(Protocol protocol, ScriptedProvider.Script script)
    implements ProviderClient {
  /**
   * What a provider does.
   *
   * @param most the most bytes that come at a time
   */
  record Script(ObjectNode answer, ByteBuffer stream, int most, Random random) {}

  @Override
  public boolean speaks(Protocol asked) {
    return asked == protocol;
  }

  @Override
  public ProviderAnswer complete(Protocol asked, Outgoing body) {
    return new ProviderAnswer(200, "application/json", null, StrictJson.write(script.answer()));
  }

  @Override
  public ProviderStream open(Protocol asked, Outgoing body, Duration atMost) {
    return new Pieces(script);
  }

  @Override
  public void close() {}

  private static final class Pieces implements ProviderStream {
    private final Script script;

    Pieces(Script script) {
      this.script = script;
    }

    @Override
    public int status() {
      return 200;
    }

    @Override
    public String contentType() {
      return "text/event-stream";
    }

    @Override
    public @Nullable String retryAfter() {
      return null;
    }

    @Override
    public int read(byte[] buffer, BeforeWaiting before) throws ProviderException {
      tell(before);
      int left = script.stream().remaining();
      if (left == 0) {
        return -1;
      }
      int length =
          Math.min(Math.min(left, buffer.length), 1 + script.random().nextInt(script.most()));
      script.stream().get(buffer, 0, length);
      return length;
    }

    /** Now and then there is nothing more at hand. */
    private void tell(BeforeWaiting before) throws ProviderException {
      try {
        if (script.random().nextBoolean()) {
          before.run();
        }
      } catch (IOException _) {
        throw new ProviderException(ProviderException.Kind.BROKEN);
      }
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
  }
}
