package dev.keeptrail.gateway.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;

/**
 * Has the JDK make ready what virtual threads wait with for sockets. WHY: it does so when the first
 * of them waits, and where no file descriptor is left then, no virtual thread can wait for a socket
 * any more as long as the process lives. Stateless.
 */
final class WaitingThreads {
  private WaitingThreads() {}

  /** Waits for nobody, for a millisecond, on a virtual thread. */
  static void prepare() {
    try {
      Thread.ofVirtual().start(WaitingThreads::waitForNobody).join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void waitForNobody() {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(1);
      server.accept().close();
    } catch (SocketTimeoutException _) {
      // As expected.
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
