package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.admission.BodyBudget;
import dev.keeptrail.gateway.admission.BodyShares;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request body under two bounds, size and time. No more than the limit is ever held. The
 * time bound is for the whole body, so that sending one byte now and then does not help. Stateless.
 */
final class BodyReader {
  private static final int FIRST = 8 * 1024;
  private static final int GRANTED = 64 * 1024;

  /**
   * How much of a body that is too long is read away, so that its sender gets to see the answer.
   */
  private static final int DISCARD_FACTOR = 4;

  private static final Duration DISCARD_TIME = Duration.ofSeconds(1);

  private final long maxBytes;
  private final Duration timeout;
  private final BodyShares shares;

  BodyReader(long maxBytes, Duration timeout, BodyShares shares) {
    this.maxBytes = maxBytes;
    this.timeout = timeout;
    this.shares = shares;
  }

  /**
   * @param sender whose bodies share what is waited for at a time
   * @throws IOException when the caller went away
   */
  byte[] read(HttpServletRequest request, BodyBudget.Loan loan, String sender)
      throws RefusedException, IOException {
    long announced = request.getContentLengthLong();
    Silence silence = Silence.of(request);
    try (BodyShares.Wait wait = shares.of(sender)) {
      if (announced > maxBytes) {
        throw tooLarge();
      }
      return read(request.getInputStream(), announced, silence, loan, wait);
    } finally {
      silence.end();
    }
  }

  /**
   * Reads away what is left of the body of a request that was refused, for a moment: a connection
   * that is closed on unread bytes can take the answer with it.
   */
  void discard(HttpServletRequest request) throws IOException {
    // Who asked first whether to send it will not; asking for the stream would answer with yes.
    if (request.getHeader("expect") != null) {
      return;
    }
    ServletInputStream stream = request.getInputStream();
    if (stream.isFinished()) {
      return;
    }
    Silence silence = Silence.of(request);
    try {
      discard(stream, silence);
    } finally {
      silence.end();
    }
  }

  private byte[] read(
      InputStream stream,
      long announced,
      Silence silence,
      BodyBudget.Loan loan,
      BodyShares.Wait wait)
      throws RefusedException, IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    // What is announced is not taken for granted: nobody gets memory for bytes not sent.
    int first = announced >= 0 ? (int) Math.min(announced, GRANTED) : FIRST;
    loan.growTo(first);
    byte[] buffer = new byte[first];
    int length = 0;
    while (length != announced) {
      if (stream.available() == 0) {
        wait.begin();
      }
      int count = readSome(stream, buffer, length, deadline, silence);
      if (count < 0) {
        return Arrays.copyOf(buffer, length);
      }
      length += count;
      if (length > maxBytes) {
        throw tooLarge();
      }
      if (length == buffer.length && length != announced) {
        int size = (int) Math.min(maxBytes + 1, buffer.length * 2L);
        loan.growTo(size);
        buffer = Arrays.copyOf(buffer, size);
      }
    }
    return length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
  }

  private int readSome(
      InputStream stream, byte[] buffer, int length, long deadline, Silence silence)
      throws RefusedException, IOException {
    if (stream.available() == 0) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw tooSlow();
      }
      silence.allow(left);
    }
    try {
      return stream.read(buffer, length, buffer.length - length);
    } catch (IOException failed) {
      if (isTimeout(failed)) {
        throw tooSlow();
      }
      throw failed;
    }
  }

  private void discard(InputStream stream, Silence silence) {
    long deadline = System.nanoTime() + DISCARD_TIME.toNanos();
    long left = maxBytes * DISCARD_FACTOR;
    byte[] scrap = new byte[FIRST];
    try {
      while (left > 0) {
        int count = readSome(stream, scrap, 0, deadline, silence);
        if (count < 0) {
          return;
        }
        left -= count;
      }
    } catch (IOException | RefusedException _) {
      // A courtesy that may fail: the answer is the same.
    }
  }

  private static boolean isTimeout(IOException failed) {
    for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException) {
        return true;
      }
    }
    return false;
  }

  private RefusedException tooLarge() {
    return new RefusedException(
        Refusal.of(
                413,
                ErrorType.VALIDATION_ERROR,
                "body_too_large",
                "the body is larger than the limit of " + maxBytes + " bytes; send a smaller one")
            .closing());
  }

  private RefusedException tooSlow() {
    return new RefusedException(
        Refusal.of(
                408,
                ErrorType.VALIDATION_ERROR,
                "body_timeout",
                "the body did not arrive within "
                    + timeout.toMillis()
                    + " ms; send it without pauses")
            .closing());
  }
}
