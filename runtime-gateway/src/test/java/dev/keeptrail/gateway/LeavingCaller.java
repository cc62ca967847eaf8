package dev.keeptrail.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A caller that sends a whole request and leaves without its answer. */
final class LeavingCaller implements AutoCloseable {
  private final Socket socket;

  LeavingCaller(URI gateway, String body, String... lines) throws Exception {
    socket = new Socket(InetAddress.getLoopbackAddress(), gateway.getPort());
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    var head = new StringBuilder("POST " + gateway.getPath() + " HTTP/1.1\r\nhost: gateway\r\n");
    for (String line : lines) {
      head.append(line).append("\r\n");
    }
    head.append("content-type: application/json\r\ncontent-length: ").append(bytes.length);
    socket
        .getOutputStream()
        .write(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
