package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.admission.Doorway;
import dev.keeptrail.gateway.refusal.ErrorForm;
import dev.keeptrail.gateway.refusal.RefusedException;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Lets requests in and gives each its id; answers those that are refused before they become an
 * exchange. Thread-safe.
 */
final class Entrance {
  private final Doorway doorway;
  private final Rejections rejections;
  private final Supplier<String> requestIds;

  Entrance(Doorway doorway, Rejections rejections, Supplier<String> requestIds) {
    this.doorway = doorway;
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
      case OPENAI -> {}
      // Where Anthropic's SDKs look for it.
      case ANTHROPIC -> context.res().setHeader("request-id", requestId);
    }
    try {
      doorway.enter();
      try {
        inside.serve(context, requestId);
      } finally {
        doorway.leave();
      }
    } catch (RefusedException refused) {
      rejections.note(route, refused.refusal(), requestId);
      Reply.refuse(context.res(), refused.refusal(), form, requestId, null);
    }
  }
}
