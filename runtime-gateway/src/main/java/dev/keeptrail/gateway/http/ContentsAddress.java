package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.contents.ContentsBody;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an address of Google's API says of a request, as in {@code
 * /v1beta/models/gemini-3-pro:streamGenerateContent?alt=sse}.
 *
 * @param model as it stands there
 * @param stream whether the answer is to come in pieces
 */
record ContentsAddress(String model, boolean stream) {
  private static final String CALL = "call";

  /** Google's own and the one without a mark, which has the same methods. */
  static final List<String> ROUTES =
      List.of("/v1beta/models/<" + CALL + ">", "/v1/models/<" + CALL + ">");

  /**
   * Reads the address.
   *
   * @throws RefusedException with status 404 for another method, with 422 for what is asked of this
   *     one and not served
   */
  static ContentsAddress of(Context context) throws RefusedException {
    String call = context.pathParam(CALL);
    int colon = call.lastIndexOf(':');
    boolean stream =
        switch (colon < 0 ? "" : call.substring(colon + 1)) {
          case "generateContent" -> false;
          case "streamGenerateContent" -> true;
          default ->
              throw new RefusedException(
                  Refusal.of(
                      404,
                      ErrorType.VALIDATION_ERROR,
                      "not_found",
                      "there are `generateContent` and `streamGenerateContent` here, and no other method"));
        };
    checkParameters(context, stream);
    return new ContentsAddress(call.substring(0, colon), stream);
  }

  private static void checkParameters(Context context, boolean stream) throws RefusedException {
    if (!RawQuery.isWhole(context.queryString())) {
      throw refusal("a `%` in the address is not followed by two hexadecimal digits", null);
    }
    Map<String, List<String>> parameters = context.queryParamMap();
    if (parameters.containsKey("key")) {
      throw refusal(
          "a key in the address would stand in logs; send it as `x-goog-api-key`", "x-goog-api-key");
    }
    List<String> forms = parameters.getOrDefault("alt", List.of());
    boolean sse = forms.equals(List.of("sse"));
    if (stream && !sse) {
      throw refusal("streams come as events only; ask for them with `?alt=sse`", "alt");
    }
    if (!stream && !forms.isEmpty() && !forms.equals(List.of("json"))) {
      throw refusal("whole answers come as JSON only; leave `alt` out", "alt");
    }
  }

  private static RefusedException refusal(String message, @Nullable String place) {
    return new RefusedException(Refusal.invalid("invalid_query", message, place));
  }

  /**
   * The body as it is inside the gateway.
   *
   * @throws RefusedException with status 422 when it says something that only the address says
   */
  byte[] into(byte[] body) throws RefusedException {
    return ContentsBody.of(body, model, stream);
  }
}
