package dev.keeptrail.gateway.contents;

import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.Optional;

/**
 * What an address of Google's API says of a request.
 *
 * @param model as it stands there
 */
public record ContentsCall(String model, ContentsMethod method) {
  private static final String MODELS = "/models/";

  /**
   * Reads the end of an address, as in {@code gemini-3-pro:streamGenerateContent}; empty where it
   * asks for something else.
   */
  public static Optional<ContentsCall> of(String end) {
    int colon = end.lastIndexOf(':');
    return colon < 0
        ? Optional.empty()
        : ContentsMethod.of(end.substring(colon + 1))
            .map(method -> new ContentsCall(end.substring(0, colon), method));
  }

  /** Reads a whole path, wherever the API is. */
  public static Optional<ContentsCall> at(String path) {
    int models = path.lastIndexOf(MODELS);
    return models < 0 ? Optional.empty() : of(path.substring(models + MODELS.length()));
  }

  /** Whether the answer is to come in pieces. */
  public boolean stream() {
    return method == ContentsMethod.STREAM;
  }

  /**
   * The body as it is inside the gateway.
   *
   * @throws RefusedException with status 422 when it says something that only the address says
   */
  public byte[] into(byte[] body) throws RefusedException {
    return ContentsBody.of(body, this);
  }

  /**
   * An answer as the address has it.
   *
   * @param answer that was judged
   */
  public byte[] answer(byte[] answer) {
    return method == ContentsMethod.PREDICT ? Predictions.answer(answer) : answer;
  }
}
