package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.contents.ContentsCall;
import dev.keeptrail.gateway.messages.RawCall;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.refusal.RefusedException;
import io.javalin.http.Context;

/** What the address of a request says beside its route; inside the gateway the body says it. */
sealed interface Addressed {
  /** Nothing. */
  record Plainly() implements Addressed {}

  /** A deployment of Azure's. */
  record Deployed(String name) implements Addressed {}

  /** A call of Google's API. */
  record Contents(ContentsCall call) implements Addressed {}

  /** A call of one of Anthropic's models at Vertex AI. */
  record Raw(RawCall call) implements Addressed {}

  /**
   * Reads the address of a request.
   *
   * @throws RefusedException with status 404 or 422 where it says what is not served
   */
  static Addressed read(Context context, Protocol protocol) throws RefusedException {
    if (protocol.namesModelInPath()) {
      return new Contents(ContentsAddress.read(context));
    }
    RawCall raw = VertexPaths.raw(context);
    if (raw != null) {
      return new Raw(raw);
    }
    String deployment = AzurePaths.deployment(context);
    return deployment == null ? new Plainly() : new Deployed(deployment);
  }

  /**
   * The body with all of it.
   *
   * @throws RefusedException with status 422 where the body says something else
   */
  default byte[] into(byte[] body) throws RefusedException {
    return switch (this) {
      case Plainly _ -> body;
      case Deployed(String name) -> AzurePaths.into(body, name);
      case Contents(ContentsCall call) -> call.into(body);
      case Raw(RawCall call) -> call.into(body);
    };
  }

  /** An answer as clients at the address take it. */
  default byte[] answer(byte[] answer) {
    return this instanceof Contents(ContentsCall call) ? call.answer(answer) : answer;
  }
}
