package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.messages.RawCall;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import io.javalin.http.Context;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The paths at which clients of Vertex AI ask for Google's and Anthropic's routes: other spellings,
 * and no routes of their own, so that what is counted, recorded and compared names the usual ones.
 * Nothing depends on the project and the place that they name. Stateless.
 */
final class VertexPaths {
  /** The last is that of Firebase, which has the same paths. */
  private static final List<String> VERSIONS = List.of("/v1", "/v1beta1", "/v1beta");

  /** With a project, and for those who have a key only. */
  private static final List<String> OWNERS =
      List.of("/projects/{project}/locations/{location}", "");

  private static final String ANTHROPIC = "anthropic";

  /** Where clients ask Anthropic's models. */
  static final List<String> MESSAGES = of(ANTHROPIC).toList();

  /** Where clients of Firebase ask Google's own API. */
  static final String FIREBASE = "/v1beta/projects/{project}/models/<" + ContentsAddress.CALL + ">";

  /** Where clients list models; they do so without a project. */
  static final List<String> MODELS =
      VERSIONS.stream().map(version -> version + "/publishers/google/models").toList();

  private VertexPaths() {}

  /** Where clients ask the models of a publisher. */
  static Stream<String> of(String publisher) {
    return VERSIONS.stream()
        .flatMap(version ->
            OWNERS.stream()
                .map(owner ->
                    "%s%s/publishers/%s/models/<%s>"
                        .formatted(version, owner, publisher, ContentsAddress.CALL)));
  }

  /** Whether clients of Google's understand what is answered at a path where there is nothing. */
  static boolean isBelow(String path) {
    return VERSIONS.stream()
        .anyMatch(version ->
            path.startsWith(version + "/projects/") || path.startsWith(version + "/publishers/"));
  }

  /** What an address asks of one of Anthropic's models; any other address is refused there. */
  static Protocol protocol(Context context) {
    return RawCall.of(context.pathParam(ContentsAddress.CALL)).filter(RawCall::counts).isPresent()
        ? Protocol.COUNT_TOKENS
        : Protocol.MESSAGES;
  }

  /**
   * What the address of a request to one of Anthropic's models says; null where it is the usual
   * one.
   *
   * @throws RefusedException with status 404 for another method
   */
  static @Nullable RawCall raw(Context context) throws RefusedException {
    String call = context.pathParamMap().get(ContentsAddress.CALL);
    if (call == null) {
      return null;
    }
    return RawCall.of(call)
        .orElseThrow(() ->
            new RefusedException(
                Refusal.of(
                    404,
                    ErrorType.VALIDATION_ERROR,
                    "not_found",
                    "there are `rawPredict` and `streamRawPredict` here, and no other method")));
  }
}
