package dev.keeptrail.gateway;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/** A caller of one request in frames of HTTP/2 (RFC 9113), which says how much room there is. */
final class FrameCaller {
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int WINDOW_UPDATE = 8;

  private static final int END_STREAM = 1;
  private static final int ACK = 1;
  private static final int END_HEADERS = 4;

  private static final int STREAM = 1;
  private static final long PAUSE_MILLIS = 50;

  private final DataInputStream in;
  private final OutputStream out;

  FrameCaller(SSLSocket socket) throws IOException {
    var parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    this.in = new DataInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    send(SETTINGS, 0, 0);
  }

  /** Sends a request with JSON in its body, whose answer may have as many bytes as is usual. */
  void ask(String path, String body) throws IOException {
    var head = new ByteArrayOutputStream();
    field(head, ":method", "POST");
    field(head, ":scheme", "https");
    field(head, ":authority", "localhost");
    field(head, ":path", path);
    field(head, "content-type", "application/json");
    send(HEADERS, END_HEADERS, STREAM, head.toByteArray());
    send(0, END_STREAM, STREAM, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Allows more of the answer from time to time until it is interrupted. */
  void giveRoom(int bytesPerSecond) {
    byte[] more =
        ByteBuffer.allocate(4).putInt((int) (bytesPerSecond * PAUSE_MILLIS / 1_000)).array();
    try {
      while (true) {
        Thread.sleep(PAUSE_MILLIS);
        send(WINDOW_UPDATE, 0, STREAM, more);
        send(WINDOW_UPDATE, 0, 0, more);
      }
    } catch (IOException | InterruptedException _) {
      // Enough.
    }
  }

  /** Reads frames until the stream is reset, and returns the code of why. */
  int awaitReset() throws IOException {
    while (true) {
      Frame frame = read();
      if (frame.type() == RST_STREAM) {
        return frame.content().getInt();
      }
    }
  }

  /** Whether the connection is still there for other things. */
  boolean isAnswered() throws IOException {
    send(PING, 0, 0, new byte[8]);
    while (true) {
      Frame frame = read();
      if (frame.type() == PING && frame.flags() == ACK) {
        return true;
      }
    }
  }

  /** A name and a value as they are (RFC 7541, 6.2.2). */
  private static void field(ByteArrayOutputStream head, String name, String value) {
    head.write(0);
    for (String text : new String[] {name, value}) {
      head.write(text.length());
      head.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private void send(int type, int flags, int stream, byte... content) throws IOException {
    ByteBuffer frame =
        ByteBuffer.allocate(9 + content.length)
            .put((byte) 0)
            .putShort((short) content.length)
            .put((byte) type)
            .put((byte) flags)
            .putInt(stream)
            .put(content);
    synchronized (out) {
      out.write(frame.array());
      out.flush();
    }
  }

  private Frame read() throws IOException {
    int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    in.readInt();
    return new Frame(type, flags, ByteBuffer.wrap(in.readNBytes(length)));
  }

  private record Frame(int type, int flags, ByteBuffer content) {}
}
