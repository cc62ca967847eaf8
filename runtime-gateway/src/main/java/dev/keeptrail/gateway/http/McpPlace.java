package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.admission.Doorway;
import dev.keeptrail.gateway.allowance.Grant;
import dev.keeptrail.gateway.exchange.ListenEnd;
import dev.keeptrail.gateway.exchange.McpNews;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.serving.Serving;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What a message to a server takes of the gateway while it is judged and answered. Whoever stays to
 * listen gives it back before that, because others wait for it. One use, one thread.
 */
final class McpPlace implements AutoCloseable {
  /** How often it is asked whether what the caller showed is still good. */
  private static final Duration STANDING = Duration.ofSeconds(1);

  private final Doorway doorway;
  private final Serving serving;
  private final Grant grant;
  private final CallerClock clock;
  private final Duration life;
  private final BooleanSupplier standing;
  private boolean hasSlot = true;

  private McpPlace(
      Doorway doorway,
      Serving serving,
      Grant grant,
      CallerClock clock,
      Duration life,
      BooleanSupplier standing) {
    this.doorway = doorway;
    this.serving = serving;
    this.grant = grant;
    this.clock = clock;
    this.life = life;
    this.standing = standing;
  }

  /**
   * Waits for a slot.
   *
   * @param life how long a caller may stay to listen
   * @param standing whether what the caller showed is still good
   */
  static McpPlace take(
      Doorway doorway,
      Serving serving,
      Grant grant,
      CallerClock clock,
      Duration life,
      BooleanSupplier standing)
      throws RefusedException {
    doorway.acquireSlot();
    return new McpPlace(doorway, serving, grant, clock, life, standing);
  }

  /** The caller stays to listen. */
  McpNews.Stay stay(Consumer<ListenEnd> end) {
    grant.close();
    close();
    Doorway.Stay place = doorway.aside(() -> tell(end, ListenEnd.SHUTDOWN));
    Doorway.Stay pack = serving.untilReplaced(() -> tell(end, ListenEnd.PACK));
    Future<?> age = clock.later(() -> tell(end, ListenEnd.AGE), life);
    Thread watch = Thread.ofVirtual().name("keeptrail-listen-key").start(() -> watch(end));
    return () -> {
      watch.interrupt();
      age.cancel(false);
      pack.close();
      place.close();
    };
  }

  /** WHY: on a thread of its own, because an issuer may have to be asked for keys. */
  private void watch(Consumer<ListenEnd> end) {
    boolean over = false;
    try {
      do {
        Thread.sleep(STANDING);
      } while (standing.getAsBoolean());
    } catch (InterruptedException left) {
      over = true;
    } finally {
      if (!over) {
        tell(end, ListenEnd.CREDENTIAL);
      }
    }
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
