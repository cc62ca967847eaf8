package dev.keeptrail.gateway.provider;

import java.io.IOException;
import java.net.Socket;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.jspecify.annotations.Nullable;

/** Makes {@link QuietConnection}s. Thread-safe. */
final class QuietConnections implements HttpConnectionFactory<ManagedHttpClientConnection> {
  private final Http1Config config;

  QuietConnections(Http1Config config) {
    this.config = config;
  }

  @Override
  public ManagedHttpClientConnection createConnection(@Nullable Socket socket) throws IOException {
    var read = new Read(config);
    ManagedHttpClientConnection made =
        ManagedHttpClientConnectionFactory.builder()
            .http1Config(config)
            .responseParserFactory(read)
            .incomingContentLengthStrategy(QuietConnections::length)
            .build()
            .createConnection(socket);
    return new QuietConnection(made, read);
  }

  /** An answer that may hold nothing has no end to wait for, whatever its server forgot to say. */
  private static long length(HttpMessage message) throws HttpException {
    long said = DefaultContentLengthStrategy.INSTANCE.determineLength(message);
    boolean empty =
        message instanceof HttpResponse response
            && response.getCode() == HttpStatus.SC_RESET_CONTENT;
    return empty && said == ContentLengthStrategy.UNDEFINED ? 0 : said;
  }

  /** What one connection has read ahead. The client shows its buffer to nobody but its parsers. */
  static final class Read extends DefaultHttpResponseParserFactory {
    private @Nullable SessionInputBuffer buffer;

    Read(Http1Config config) {
      super(config);
    }

    @Override
    public HttpMessageParser<ClassicHttpResponse> create() {
      HttpMessageParser<ClassicHttpResponse> parser = super.create();
      return (ahead, stream) -> {
        buffer = ahead;
        return parser.parse(ahead, stream);
      };
    }

    boolean isEmpty() {
      return buffer == null || buffer.length() == 0;
    }
  }
}
