package dev.keeptrail.benchmarks.load;

import dev.keeptrail.benchmarks.Prose;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The prepared bytes of chat completion requests and of the one response; all ASCII. */
final class ChatMessages {
  /** Different prompts in one pool, so that no single text decides the figures. */
  static final int POOL = 64;

  private static final String REQUEST =
      """
      {"model":"gpt-5.4-mini-mini","temperature":0.2,"messages":[\
      {"role":"system","content":"Answer in two sentences."},\
      {"role":"user","content":"%s"}]}\
      """;

  /** Where a request's number comes to stand, at the end of its prompt. */
  private static final String UNNUMBERED = " 000000000000";

  private static final int AFTER_NUMBER = "\"}]}".length();
  private static final AtomicLong NUMBERS = new AtomicLong();

  private static final String RESPONSE =
      """
      {"id":"chatcmpl-bench","object":"chat.completion","created":1790000000,\
      "model":"gpt-5.4-mini-mini","choices":[{"index":0,"message":{"role":"assistant",\
      "content":"%s"},"logprobs":null,"finish_reason":"stop"}],\
      "usage":{"prompt_tokens":240,"completion_tokens":180,"total_tokens":420}}\
      """;

  private ChatMessages() {}

  /**
   * A pool of whole HTTP requests.
   *
   * @param bodyBytes length of each body
   * @param personalPercent how many of a hundred requests hold personal values, two each
   */
  static List<byte[]> requests(int port, int bodyBytes, int personalPercent) {
    List<byte[]> pool = new ArrayList<>();
    int room = room(REQUEST, bodyBytes);
    for (int i = 0; i < POOL; i++) {
      boolean personal = (i + 1) * personalPercent / 100 > i * personalPercent / 100;
      String prompt = personal ? Prose.withPersonalValues(room, i, 2) : Prose.clean(room, i);
      pool.add(request(port, REQUEST.formatted(prompt + UNNUMBERED)));
    }
    return List.copyOf(pool);
  }

  /** The same for answers that stream. */
  static List<byte[]> streamingRequests(int port, int bodyBytes) {
    List<byte[]> pool = new ArrayList<>();
    String streaming = REQUEST.replace("\"temperature\":0.2", "\"stream\":true");
    for (int i = 0; i < POOL; i++) {
      String prompt = Prose.clean(room(streaming, bodyBytes), i);
      pool.add(request(port, streaming.formatted(prompt + UNNUMBERED)));
    }
    return List.copyOf(pool);
  }

  /**
   * A request of a pool as no other is: a gateway that remembers texts must not do so of a pool's.
   */
  static byte[] numbered(byte[] request) {
    byte[] numbered = request.clone();
    long number = NUMBERS.incrementAndGet();
    for (int at = numbered.length - AFTER_NUMBER; number > 0; number /= 10) {
      at--;
      numbered[at] = (byte) ('0' + number % 10);
    }
    return numbered;
  }

  static byte[] readinessProbe(int port) {
    return ascii("GET /readyz HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n");
  }

  /** The upstream's answer, head and a body of exactly so many bytes. */
  static byte[] response(int bodyBytes) {
    String body = RESPONSE.formatted(Prose.clean(room(RESPONSE, bodyBytes), 7) + UNNUMBERED);
    return ascii(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  private static byte[] request(int port, String body) {
    return ascii(
        "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\nContent-Type: application/json\r\nAccept: application/json\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  private static int room(String template, int bodyBytes) {
    int room = bodyBytes - (template.length() - "%s".length()) - UNNUMBERED.length();
    if (room < 200) {
      throw new IllegalArgumentException("a body of " + bodyBytes + " bytes is too small");
    }
    return room;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
