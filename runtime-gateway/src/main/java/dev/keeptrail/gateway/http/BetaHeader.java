package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.messages.Betas;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Puts Anthropic's header of betas where it is judged: into the body. Stateless. */
final class BetaHeader {
  private BetaHeader() {}

  /**
   * The body with what the header says as its first member; the body itself where there is none.
   *
   * @param body that should be a JSON object; whether it is shows later
   * @throws RefusedException with status 422 when the header names no betas
   */
  static byte[] into(byte[] body, HttpServletRequest request) throws RefusedException {
    List<String> betas = betas(request);
    int brace = start(body);
    if (betas.isEmpty() || brace < 0) {
      return body;
    }
    String member = "{\"" + Betas.MEMBER + "\":[\"" + String.join("\",\"", betas) + "\"]";
    int rest = afterSpace(body, brace + 1);
    boolean more = rest < body.length && body[rest] != '}';
    byte[] head = (more ? member + "," : member).getBytes(StandardCharsets.US_ASCII);
    byte[] whole = new byte[head.length + body.length - rest];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(body, rest, whole, head.length, body.length - rest);
    return whole;
  }

  private static List<String> betas(HttpServletRequest request) throws RefusedException {
    List<String> betas = new ArrayList<>();
    for (String line : Collections.list(request.getHeaders(Betas.HEADER))) {
      for (String part : line.split(",", -1)) {
        String beta = part.strip();
        if (!beta.isEmpty() && !betas.contains(beta)) {
          betas.add(beta);
        }
      }
    }
    if (!Betas.areNames(betas)) {
      throw new RefusedException(
          Refusal.invalid(
              "invalid_header",
              "`%s` must hold %s, parted by commas".formatted(Betas.HEADER, Betas.RULE),
              Betas.HEADER));
    }
    return betas;
  }

  /** Where the object begins; -1 when it does not. */
  private static int start(byte[] body) {
    int at = afterSpace(body, 0);
    return at < body.length && body[at] == '{' ? at : -1;
  }

  private static int afterSpace(byte[] body, int from) {
    int at = from;
    while (at < body.length && " \t\r\n".indexOf(body[at]) >= 0) {
      at++;
    }
    return at;
  }
}
