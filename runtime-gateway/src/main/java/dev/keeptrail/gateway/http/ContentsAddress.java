package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.contents.ContentsCall;
import dev.keeptrail.gateway.contents.ContentsMethod;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of Google's API, as in {@code
 * /v1beta/models/gemini-3-pro:streamGenerateContent?alt=sse}. Stateless.
 */
final class ContentsAddress {
  /** What stands behind the models: one of them, and what is asked of it. */
  static final String CALL = "call";

  /**
   * Google's own, the one without a mark, which has the same methods, Firebase's and Vertex AI's.
   */
  static final List<String> ROUTES =
      Stream.concat(
              Stream.of(
                  "/v1beta/models/<" + CALL + ">",
                  "/v1/models/<" + CALL + ">",
                  VertexPaths.FIREBASE),
              VertexPaths.of("google"))
          .toList();

  private ContentsAddress() {}

  /** The route that an address asks for; one of them says what is wrong with any other address. */
  static ModelRoute route(Context context, Map<ContentsMethod, ModelRoute> routes) {
    ContentsMethod asked =
        ContentsCall.of(context.pathParam(CALL))
            .map(call -> call.method().whole())
            .orElse(ContentsMethod.GENERATE);
    return Objects.requireNonNull(routes.get(asked));
  }

  /**
   * What the address of a request says.
   *
   * @throws RefusedException with status 404 for another method, with 422 for what is asked of this
   *     one and not served
   */
  static ContentsCall read(Context context) throws RefusedException {
    ContentsCall call =
        ContentsCall.of(context.pathParam(CALL))
            .filter(asked ->
                asked.method() != ContentsMethod.PREDICT || VertexPaths.isBelow(context.path()))
            .orElseThrow(() ->
                new RefusedException(
                    Refusal.of(
                        404,
                        ErrorType.VALIDATION_ERROR,
                        "not_found",
                        "there are `generateContent`, `streamGenerateContent`, `countTokens`, `embedContent`,"
                            + " `batchEmbedContents` and, below `publishers`, `predict` here, and no"
                            + " other method")));
    checkParameters(context, call.stream());
    return call;
  }

  private static void checkParameters(Context context, boolean stream) throws RefusedException {
    if (!RawQuery.isWhole(context.queryString())) {
      throw refusal("a `%` in the address is not followed by two hexadecimal digits", null);
    }
    Map<String, List<String>> parameters = context.queryParamMap();
    if (parameters.containsKey("key")) {
      throw refusal(
          "a key in the address would stand in logs; send it as `x-goog-api-key`",
          "x-goog-api-key");
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
}
