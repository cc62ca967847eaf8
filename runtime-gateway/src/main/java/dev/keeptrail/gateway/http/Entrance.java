package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.admission.Doorway;
import dev.keeptrail.gateway.refusal.ErrorForm;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests in and gives each its id; answers those that are refused before they become an
 * exchange. Thread-safe.
 */
final class Entrance {
  private static final int TOO_SLOW = 408;

  private final Doorway doorway;
  private final BodyReader bodies;
  private final Rejections rejections;
  private final Supplier<String> requestIds;

  Entrance(Doorway doorway, BodyReader bodies, Rejections rejections, Supplier<String> requestIds) {
    this.doorway = doorway;
    this.bodies = bodies;
    this.rejections = rejections;
    this.requestIds = requestIds;
  }

  /** What is done with a request that is inside. */
  @FunctionalInterface
  interface Inside {
    void serve(Context context, String requestId) throws RefusedException, IOException;
  }

  /**
   * @param route as it is registered
   */
  void pass(Context context, String route, ErrorForm form, Inside inside) throws IOException {
    String requestId = requestIds.get();
    switch (form) {
      case OPENAI, GOOGLE -> {}
      // Where Anthropic's SDKs look for it.
      case ANTHROPIC -> context.res().setHeader("request-id", requestId);
    }
    try (var _ = doorway.arrive()) {
      Refusal refusal = serve(context, requestId, inside);
      if (refusal != null) {
        rejections.note(route, refusal, requestId);
        Reply.refuse(context.res(), refusal, form, requestId, null);
      }
    }
  }

  /** Why it was refused; null where it was not. */
  private @Nullable Refusal serve(Context context, String requestId, Inside inside)
      throws IOException {
    try {
      doorway.enter();
    } catch (RefusedException full) {
      return full.refusal();
    }
    Refusal refusal;
    try {
      inside.serve(context, requestId);
      return null;
    } catch (RefusedException refused) {
      refusal = refused.refusal();
    } finally {
      doorway.leave();
    }
    // Outside by now: who was refused and sends slowly keeps nobody else from a place. Who was too
    // slow already is not waited for again.
    if (refusal.status() != TOO_SLOW) {
      bodies.discard(context.req());
    }
    return refusal;
  }
}
