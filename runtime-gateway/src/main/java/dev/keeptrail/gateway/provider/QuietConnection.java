package dev.keeptrail.gateway.provider;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is used again only where nothing came on it that nobody asked for.
 *
 * <p>WHY: whatever stands behind an answer would be read as the answer to the next request, which
 * may be another caller's, and each answer after that would be one request late. The client itself
 * looks only whether the other end has hung up.
 */
final class QuietConnection implements ManagedHttpClientConnection {
  /** Looking whether the other end has hung up takes a millisecond; it rarely has so soon. */
  private static final long SURELY_OPEN = TimeUnit.SECONDS.toNanos(1);

  /** As long as the other end says that it keeps a connection, else three minutes. */
  private static final ConnectionKeepAliveStrategy KEEPING =
      DefaultConnectionKeepAliveStrategy.INSTANCE;

  /** WHY: the client itself passes over as many as come. */
  private static final int MOST_INTERIM = 100;

  private static final HttpClientContext NO_CONTEXT = HttpClientContext.create();

  private final ManagedHttpClientConnection inner;
  private final QuietConnections.Read read;
  private @Nullable Socket wire;
  private long idleSince = System.nanoTime();
  private long keptFor = Long.MAX_VALUE;
  private int interim;

  QuietConnection(ManagedHttpClientConnection inner, QuietConnections.Read read) {
    this.inner = inner;
    this.read = read;
  }

  /** Whether it is of no use any more; asked each time before it is used again. */
  @Override
  public boolean isStale() throws IOException {
    Socket socket = wire;
    // In TLS these bytes may be something else than an answer; a new connection is right then, too.
    if (!read.isEmpty() || socket == null || socket.getInputStream().available() > 0) {
      return true;
    }
    long idle = System.nanoTime() - idleSince;
    return idle > keptFor || (idle > SURELY_OPEN && (inner.isStale() || !read.isEmpty()));
  }

  @Override
  public void bind(Socket socket) throws IOException {
    wire = socket;
    inner.bind(socket);
  }

  @Override
  public void bind(SSLSocket secured, Socket socket) throws IOException {
    wire = socket;
    inner.bind(secured, socket);
  }

  @Override
  public void passivate() {
    idleSince = System.nanoTime();
    inner.passivate();
  }

  @Override
  public void activate() {
    inner.activate();
  }

  @Override
  public Socket getSocket() {
    return inner.getSocket();
  }

  @Override
  public SSLSession getSSLSession() {
    return inner.getSSLSession();
  }

  @Override
  public boolean isConsistent() {
    return inner.isConsistent();
  }

  @Override
  public void sendRequestHeader(ClassicHttpRequest request) throws HttpException, IOException {
    interim = 0;
    inner.sendRequestHeader(request);
  }

  @Override
  public void terminateRequest(ClassicHttpRequest request) throws HttpException, IOException {
    inner.terminateRequest(request);
  }

  @Override
  public void sendRequestEntity(ClassicHttpRequest request) throws HttpException, IOException {
    inner.sendRequestEntity(request);
  }

  @Override
  public ClassicHttpResponse receiveResponseHeader() throws HttpException, IOException {
    ClassicHttpResponse response = inner.receiveResponseHeader();
    if (response.getCode() < HttpStatus.SC_OK && ++interim > MOST_INTERIM) {
      throw new ProtocolException("too many answers that are none yet");
    }
    TimeValue kept = KEEPING.getKeepAliveDuration(response, NO_CONTEXT);
    keptFor = TimeValue.isPositive(kept) ? kept.toNanoseconds() : Long.MAX_VALUE;
    return response;
  }

  @Override
  public void receiveResponseEntity(ClassicHttpResponse response)
      throws HttpException, IOException {
    inner.receiveResponseEntity(response);
  }

  @Override
  public boolean isDataAvailable(Timeout timeout) throws IOException {
    return inner.isDataAvailable(timeout);
  }

  @Override
  public void flush() throws IOException {
    inner.flush();
  }

  @Override
  public void close() throws IOException {
    inner.close();
  }

  @Override
  public void close(CloseMode mode) {
    inner.close(mode);
  }

  @Override
  public EndpointDetails getEndpointDetails() {
    return inner.getEndpointDetails();
  }

  @Override
  public SocketAddress getLocalAddress() {
    return inner.getLocalAddress();
  }

  @Override
  public SocketAddress getRemoteAddress() {
    return inner.getRemoteAddress();
  }

  @Override
  public ProtocolVersion getProtocolVersion() {
    return inner.getProtocolVersion();
  }

  @Override
  public boolean isOpen() {
    return inner.isOpen();
  }

  @Override
  public Timeout getSocketTimeout() {
    return inner.getSocketTimeout();
  }

  @Override
  public void setSocketTimeout(Timeout timeout) {
    inner.setSocketTimeout(timeout);
  }
}
