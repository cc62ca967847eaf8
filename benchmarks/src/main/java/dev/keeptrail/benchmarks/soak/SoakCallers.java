package dev.keeptrail.benchmarks.soak;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Callers who ask one after the other, each request on a connection of its own, until they are
 * stopped. Five hundred names come again; conversations and texts do not.
 */
final class SoakCallers {
  private static final int NAMES = 500;
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int LEFT_AFTER_BYTES = 900;

  private final int port;
  private final AtomicLong asked = new AtomicLong();
  private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  private SoakCallers(int port) {
    this.port = port;
  }

  static SoakCallers start(int port, int count) {
    var callers = new SoakCallers(port);
    for (int i = 0; i < count; i++) {
      var random = new Random(i);
      callers.threads.add(Thread.ofVirtual().start(() -> callers.visit(random)));
    }
    return callers;
  }

  long asked() {
    return asked.get();
  }

  /** How often each kind of visit ended with which status; 0 where the caller had left. */
  Map<String, Long> outcomes() {
    Map<String, Long> counts = new TreeMap<>();
    outcomes.forEach((name, count) -> counts.put(name, count.sum()));
    return counts;
  }

  private void visit(Random random) {
    while (!stopped) {
      Visit visit = Visit.any(random);
      String ended;
      try {
        ended = Integer.toString(ask(visit, asked.incrementAndGet()));
      } catch (IOException broken) {
        ended = broken.getClass().getSimpleName();
      }
      outcomes.computeIfAbsent(visit + " " + ended, _ -> new LongAdder()).increment();
    }
  }

  /** Returns the status, or 0 where the caller did not wait for it. */
  private int ask(Visit visit, long number) throws IOException {
    byte[] body = visit.body(number).getBytes(StandardCharsets.UTF_8);
    int promised = body.length + (visit == Visit.CUT_BODY ? 100 : 0);
    String head =
        """
        POST %s HTTP/1.1\r
        Host: 127.0.0.1\r
        Connection: close\r
        Content-Type: application/json\r
        anthropic-version: 2023-06-01\r
        X-User-ID: user-%d\r
        X-Team-ID: team-%d\r
        X-Conversation-ID: conversation-%d\r
        Content-Length: %d\r
        \r
        """
            .formatted(visit.path(), number % NAMES, number % 20, number, promised);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      var request = new ByteArrayOutputStream();
      request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
      request.writeBytes(body);
      request.writeTo(socket.getOutputStream());
      if (visit == Visit.CUT_BODY) {
        return 0;
      }
      if (visit == Visit.LEFT_WHILE_WAITING) {
        pause();
        return 0;
      }
      return read(socket.getInputStream(), visit.isLeft());
    }
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static int read(InputStream in, boolean leaves) throws IOException {
    String first = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
    if (!first.startsWith("HTTP/1.1 ")) {
      throw new IOException("no answer");
    }
    if (leaves) {
      in.skipNBytes(LEFT_AFTER_BYTES);
      return 0;
    }
    in.transferTo(OutputStream.nullOutputStream());
    return Integer.parseInt(first.substring(9));
  }

  /** Waits until the requests that are inside have ended. */
  void stop() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
