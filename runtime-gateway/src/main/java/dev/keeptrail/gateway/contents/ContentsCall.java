package dev.keeptrail.gateway.contents;

import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.Optional;

/**
 * What an address of Google's API says of a request.
 *
 * @param model as it stands there
 * @param stream whether the answer is to come in pieces
 */
public record ContentsCall(String model, boolean stream) {
  private static final String MODELS = "/models/";

  /**
   * Reads the end of an address, as in {@code gemini-3-pro:streamGenerateContent}; empty where it
   * asks for something else.
   */
  public static Optional<ContentsCall> of(String end) {
    int colon = end.lastIndexOf(':');
    return switch (colon < 0 ? "" : end.substring(colon + 1)) {
      case "generateContent" -> Optional.of(new ContentsCall(end.substring(0, colon), false));
      case "streamGenerateContent" -> Optional.of(new ContentsCall(end.substring(0, colon), true));
      default -> Optional.empty();
    };
  }

  /** Reads a whole path, wherever the API is. */
  public static Optional<ContentsCall> at(String path) {
    int models = path.lastIndexOf(MODELS);
    return models < 0 ? Optional.empty() : of(path.substring(models + MODELS.length()));
  }

  /**
   * The body as it is inside the gateway.
   *
   * @throws RefusedException with status 422 when it says something that only the address says
   */
  public byte[] into(byte[] body) throws RefusedException {
    return ContentsBody.of(body, model, stream);
  }
}
