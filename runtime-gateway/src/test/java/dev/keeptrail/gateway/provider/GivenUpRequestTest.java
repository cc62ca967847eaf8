package dev.keeptrail.gateway.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.hc.client5.http.impl.classic.HttpClients.createMinimal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.provider.ProviderException.Kind;
import dev.keeptrail.language.kind.ProviderKind;
import dev.keeptrail.language.plan.DataPolicy;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.plan.TargetAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests whose time is over in the moment between getting a connection and using it. */
final class GivenUpRequestTest {
  private static final Duration TIME = Duration.ofMillis(1);

  private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(1);
  private final CloseableHttpClient client = createMinimal(new Late());

  @AfterEach
  void close() throws IOException {
    deadlines.shutdownNow();
    client.close();
  }

  @Test
  void anAnswerInOnePieceIsNotInTime() throws Exception {
    var provider = new HttpProvider(client, new Upstream(endpoint(), deadlines, TIME, 1_000));

    assertThat(
            catchThrowableOfType(
                    ProviderException.class,
                    () -> provider.complete(Protocol.CHAT_COMPLETIONS, request()))
                .kind())
        .isEqualTo(Kind.TIMEOUT);
  }

  @Test
  void aStreamDoesNotBeginInTime() throws Exception {
    var provider = new HttpProvider(client, new Upstream(endpoint(), deadlines, TIME, 1_000));

    assertThat(
            catchThrowableOfType(
                    ProviderException.class,
                    () -> provider.open(Protocol.CHAT_COMPLETIONS, request(), TIME))
                .kind())
        .isEqualTo(Kind.TIMEOUT);
  }

  @Test
  void aToolsAnswerIsNotInTime() throws Exception {
    var server = new McpServer(plan(), client, deadlines, endpoint(), TIME, 1_000);

    assertThat(
            catchThrowableOfType(
                    ProviderException.class,
                    () -> server.send("{}".getBytes(UTF_8), null, Map.of(), _ -> {}, new Recall()))
                .kind())
        .isEqualTo(Kind.TIMEOUT);
  }

  private static Outgoing request() {
    return Outgoing.of("{}".getBytes(UTF_8));
  }

  private static ProviderPlan plan() {
    var access = new TargetAccess(null, null, null, null, null, 1);
    String nowhere = "http://127.0.0.1:1";
    return new ProviderPlan("up", "openai", "m", nowhere, null, access, DataPolicy.UNDECLARED);
  }

  private static Endpoint endpoint() throws Exception {
    return Endpoint.of(ProviderKind.OPENAI, plan(), null);
  }

  /** Gives connections only once the time of whoever asks for one is over. */
  private final class Late implements HttpClientConnectionManager {
    private final HttpClientConnectionManager inner = new TellingConnections(Tunnels.NONE).build();

    @Override
    public LeaseRequest lease(
        String id, HttpRoute route, Timeout requestTimeout, @Nullable Object state) {
      LeaseRequest request = inner.lease(id, route, requestTimeout, state);
      return new LeaseRequest() {
        @Override
        public ConnectionEndpoint get(Timeout timeout)
            throws InterruptedException, ExecutionException, TimeoutException {
          ConnectionEndpoint connection = request.get(timeout);
          // One thread runs what is due, in order: what ends the request was due before this.
          Object ignored =
              deadlines.schedule(() -> true, 2 * TIME.toNanos(), TimeUnit.NANOSECONDS).get();
          return connection;
        }

        @Override
        public boolean cancel() {
          // Whoever has its connection already does not wait for one any more.
          return false;
        }
      };
    }

    @Override
    public void release(ConnectionEndpoint endpoint, @Nullable Object state, TimeValue keepAlive) {
      inner.release(endpoint, state, keepAlive);
    }

    @Override
    public void connect(ConnectionEndpoint endpoint, TimeValue timeout, HttpContext context)
        throws IOException {
      inner.connect(endpoint, timeout, context);
    }

    @Override
    public void upgrade(ConnectionEndpoint endpoint, HttpContext context) throws IOException {
      inner.upgrade(endpoint, context);
    }

    @Override
    public void close() throws IOException {
      inner.close();
    }

    @Override
    public void close(CloseMode mode) {
      inner.close(mode);
    }
  }
}
