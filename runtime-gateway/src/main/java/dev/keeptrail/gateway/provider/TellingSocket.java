package dev.keeptrail.gateway.provider;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/**
 * A socket that says before it is read. The client of HTTP reads it when nothing of what came
 * before is left, in its own buffer or in that of TLS, and that is when a stream has run dry: the
 * client itself says only that a chunk has ended, with the next one perhaps at hand.
 */
sealed class TellingSocket extends Socket permits TunnelSocket {
  private static final ScopedValue<BeforeWaiting> BEFORE = ScopedValue.newInstance();

  @Override
  public InputStream getInputStream() throws IOException {
    return new Telling(super.getInputStream());
  }

  /** What a thread reads of a body. */
  @FunctionalInterface
  interface Reading {
    int read() throws IOException;
  }

  /** Reads, and does something before the thread reads a socket for it. */
  static int reading(BeforeWaiting before, Reading reading) throws IOException {
    ScopedValue.CallableOp<Integer, IOException> read = reading::read;
    return ScopedValue.where(BEFORE, before).call(read);
  }

  private static final class Telling extends FilterInputStream {
    Telling(InputStream socket) {
      super(socket);
    }

    @Override
    public int read() throws IOException {
      tell();
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      tell();
      return in.read(bytes, from, length);
    }

    private static void tell() throws IOException {
      if (BEFORE.isBound()) {
        BEFORE.get().run();
      }
    }
  }
}
