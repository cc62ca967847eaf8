package dev.keeptrail.webhooks;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the heads of answers, and gives up on who says again and again that the answer is on its
 * way. WHY: the client itself passes over as many as come.
 */
final class AnswersInTime extends DefaultHttpResponseParserFactory {
  private static final int MOST_INTERIM = 100;

  @Override
  public HttpMessageParser<ClassicHttpResponse> create() {
    return new Counting(super.create());
  }

  /** Of one connection; one thread at a time. */
  private static final class Counting implements HttpMessageParser<ClassicHttpResponse> {
    private final HttpMessageParser<ClassicHttpResponse> inner;
    private int interim;

    Counting(HttpMessageParser<ClassicHttpResponse> inner) {
      this.inner = inner;
    }

    @Override
    public @Nullable ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in)
        throws IOException, HttpException {
      @Nullable ClassicHttpResponse answer = inner.parse(buffer, in);
      if (answer == null || answer.getCode() >= HttpStatus.SC_OK) {
        interim = 0;
      } else if (++interim > MOST_INTERIM) {
        throw new ProtocolException("too many answers that are none yet");
      }
      return answer;
    }
  }
}
