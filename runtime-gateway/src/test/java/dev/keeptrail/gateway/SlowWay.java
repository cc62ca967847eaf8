package dev.keeptrail.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to a gateway on which answers arrive slowly once their heads are through. */
public final class SlowWay implements AutoCloseable {
  /** Enough for a handshake and the beginning of an answer. */
  private static final int FREE_BYTES = 16_384;

  /** The least that a system gives, so that it takes little ahead of its reader. */
  private static final int BUFFER_BYTES = 2_304;

  private static final long PAUSE_MILLIS = 50;

  private final ServerSocket door;
  private final int gateway;
  private final int bytesAtOnce;
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  public SlowWay(int gateway, int bytesPerSecond) throws IOException {
    this.gateway = gateway;
    this.bytesAtOnce = (int) (bytesPerSecond * PAUSE_MILLIS / 1_000);
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return door.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket caller = door.accept();
        var there = new Socket();
        there.setReceiveBufferSize(BUFFER_BYTES);
        there.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway));
        open.add(caller);
        open.add(there);
        Thread.ofVirtual().start(() -> pass(caller, there, false));
        Thread.ofVirtual().start(() -> pass(there, caller, true));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void pass(Socket from, Socket to, boolean slowly) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[slowly ? bytesAtOnce : FREE_BYTES];
      long passed = 0;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
        out.flush();
        passed += count;
        if (slowly && passed > FREE_BYTES) {
          Thread.sleep(PAUSE_MILLIS);
        }
      }
    } catch (IOException | InterruptedException _) {
      // One of the two has gone, and takes the other along.
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
