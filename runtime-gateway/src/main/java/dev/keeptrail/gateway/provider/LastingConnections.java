package dev.keeptrail.gateway.provider;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A pool that outlives an error. WHY: the client closes its pool for good when a request ends with
 * an {@link Error}, such as no memory or no file descriptors left for a moment, and every request
 * after that would fail for as long as the process lives. Here only the connection of that request
 * goes. Thread-safe.
 */
final class LastingConnections implements HttpClientConnectionManager {
  private final HttpClientConnectionManager pool;

  /** What the request of this thread has at the moment; a thread asks one thing at a time. */
  @SuppressWarnings("ThreadLocalUsage") // one for each pool, of which there are few
  private final ThreadLocal<@Nullable ConnectionEndpoint> leased = new ThreadLocal<>();

  LastingConnections(HttpClientConnectionManager pool) {
    this.pool = pool;
  }

  @Override
  public LeaseRequest lease(String id, HttpRoute route, Timeout timeout, @Nullable Object state) {
    LeaseRequest request = pool.lease(id, route, timeout, state);
    return new LeaseRequest() {
      @Override
      public ConnectionEndpoint get(Timeout patience)
          throws InterruptedException, ExecutionException, TimeoutException {
        ConnectionEndpoint endpoint = request.get(patience);
        leased.set(endpoint);
        return endpoint;
      }

      @Override
      public boolean cancel() {
        return request.cancel();
      }
    };
  }

  @SuppressWarnings("ReferenceEquality") // this one, not one like it
  @Override
  public void release(
      ConnectionEndpoint endpoint, @Nullable Object state, @Nullable TimeValue keepAlive) {
    if (leased.get() == endpoint) {
      leased.remove();
    }
    pool.release(endpoint, state, keepAlive);
  }

  @Override
  public void connect(ConnectionEndpoint endpoint, TimeValue timeout, HttpContext context)
      throws IOException {
    pool.connect(endpoint, timeout, context);
  }

  @Override
  public void upgrade(ConnectionEndpoint endpoint, HttpContext context) throws IOException {
    pool.upgrade(endpoint, context);
  }

  /** Of a client that is done. */
  @Override
  public void close() throws IOException {
    pool.close();
  }

  /** Of a client that an error has met. */
  @Override
  public void close(CloseMode mode) {
    ConnectionEndpoint broken = leased.get();
    if (broken != null) {
      broken.close(CloseMode.IMMEDIATE);
      release(broken, null, TimeValue.ZERO_MILLISECONDS);
    }
  }
}
