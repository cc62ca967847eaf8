package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.admission.Doorway;
import dev.keeptrail.gateway.allowance.Grant;
import dev.keeptrail.gateway.exchange.ListenEnd;
import dev.keeptrail.gateway.exchange.McpNews;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.serving.Serving;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * What a message to a server takes of the gateway while it is judged and answered. Whoever stays to
 * listen gives it back before that, because others wait for it. One use, one thread.
 */
final class McpPlace implements AutoCloseable {
  private final Doorway doorway;
  private final Serving serving;
  private final Grant grant;
  private final CallerClock clock;
  private final Duration life;
  private boolean hasSlot = true;

  private McpPlace(
      Doorway doorway, Serving serving, Grant grant, CallerClock clock, Duration life) {
    this.doorway = doorway;
    this.serving = serving;
    this.grant = grant;
    this.clock = clock;
    this.life = life;
  }

  /**
   * Waits for a slot.
   *
   * @param life how long a caller may stay to listen
   */
  static McpPlace take(
      Doorway doorway, Serving serving, Grant grant, CallerClock clock, Duration life)
      throws RefusedException {
    doorway.acquireSlot();
    return new McpPlace(doorway, serving, grant, clock, life);
  }

  /** The caller stays to listen. */
  McpNews.Stay stay(Consumer<ListenEnd> end) {
    grant.close();
    close();
    Doorway.Stay place = doorway.aside(() -> tell(end, ListenEnd.SHUTDOWN));
    Doorway.Stay pack = serving.untilReplaced(() -> tell(end, ListenEnd.PACK));
    Future<?> age = clock.later(() -> tell(end, ListenEnd.AGE), life);
    return () -> {
      age.cancel(false);
      pack.close();
      place.close();
    };
  }

  /** WHY: ending a connection to a server may wait, and there may be many to end. */
  private static void tell(Consumer<ListenEnd> end, ListenEnd why) {
    Thread ignored = Thread.ofVirtual().name("keeptrail-listen-end").start(() -> end.accept(why));
  }

  /** Gives back what is not given back yet. */
  @Override
  public void close() {
    if (hasSlot) {
      hasSlot = false;
      doorway.releaseSlot();
    }
  }
}
