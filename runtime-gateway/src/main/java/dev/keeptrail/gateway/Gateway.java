package dev.keeptrail.gateway;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.administration.Housekeeping;
import dev.keeptrail.gateway.admission.Doorway;
import dev.keeptrail.gateway.money.Budgets;
import dev.keeptrail.gateway.serving.Reloader;
import dev.keeptrail.gateway.serving.ServingSwitch;
import dev.keeptrail.gateway.shadow.Shadows;
import dev.keeptrail.gateway.telemetry.Traces;
import dev.keeptrail.ledger.EventStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway that serves one pack at a time, or one for each consumer group. Owns its ports and its
 * connections to providers; the first programs and the store stay the caller's, to be closed after
 * this. Closing is graceful: new requests are refused, those inside finish.
 */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  /** How long those may take who are cut off, and how long those whose connections are. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final ServingSwitch serving;
  private final @Nullable Reloader reloader;
  private final Doorway doorway;
  private final Budgets budgets;
  private final Listeners listeners;
  private final Traces traces;
  private final @Nullable Shadows shadows;
  private final Duration drainTimeout;
  private final @Nullable Housekeeping housekeeping;

  /**
   * A gateway that serves already.
   *
   * @param reloader null where the pack is served for good
   * @param shadows null where no candidate judges
   * @param housekeeping null where nothing is kept beside events
   */
  Gateway(
      ServingSwitch serving,
      @Nullable Reloader reloader,
      Doorway doorway,
      Budgets budgets,
      Listeners listeners,
      Traces traces,
      @Nullable Shadows shadows,
      Duration drainTimeout,
      @Nullable Housekeeping housekeeping) {
    this.housekeeping = housekeeping;
    this.serving = serving;
    this.reloader = reloader;
    this.doorway = doorway;
    this.budgets = budgets;
    this.listeners = listeners;
    this.traces = traces;
    this.shadows = shadows;
    this.drainTimeout = drainTimeout;
  }

  /**
   * Starts to serve one pack for good.
   *
   * @throws GatewayStartException when the address cannot be had or the pack's targets cannot be
   *     used
   */
  public static Gateway start(GatewaySettings settings, PolicyProgram program, EventStore store)
      throws GatewayStartException {
    return start(settings, GatewayPacks.of(program), store);
  }

  /**
   * Starts to serve packs.
   *
   * @throws GatewayStartException when an address cannot be had or a pack's targets cannot be used
   */
  public static Gateway start(GatewaySettings settings, GatewayPacks packs, EventStore store)
      throws GatewayStartException {
    return GatewayStart.of(settings, packs, store);
  }

  /** The port it listens on, also where the system chose it. */
  public int port() {
    return listeners.port();
  }

  /** The port of the operator's listener; empty when there is none. */
  public OptionalInt adminPort() {
    int port = listeners.adminPort();
    return port == 0 ? OptionalInt.empty() : OptionalInt.of(port);
  }

  /** Who replaces the pack; empty when it is served for good. */
  public Optional<Reloader> reloader() {
    return Optional.ofNullable(reloader);
  }

  /** The provider targets of all packs, as they were found when each began to be served. */
  public List<TargetStatus> targets() {
    return serving.all().stream()
        .flatMap(pack -> pack.targets().all().stream())
        .map(target ->
            new TargetStatus(target.id(), target.provider(), target.model(), target.unavailable()))
        .toList();
  }

  /**
   * Says that it will be closed, so that nobody sends new requests here: it is not ready any more,
   * and connections over HTTP/1.1 end with their next answer. Serves all the same.
   */
  public void announceEnd() {
    doorway.announceEnd();
  }

  /**
   * Refuses new requests, waits for those inside as long as the drain timeout, then cuts them off:
   * each is told and on record before the store can be closed.
   */
  @Override
  public void close() {
    if (!drain(drainTimeout)) {
      LOG.warn("stopping; {} requests are cut off", doorway.inside());
      doorway.cut();
      boolean ignored = drain(LAST_WORDS);
    }
    listeners.close();
    if (shadows != null) {
      shadows.close();
    }
    if (housekeeping != null) {
      housekeeping.close();
    }
    traces.close();
    serving.close();
    // Who took no last word has lost the connection by now, and the provider's.
    if (!drain(LAST_WORDS)) {
      LOG.warn("stopped with {} requests unfinished", doorway.inside());
    }
    SpendingFile.close(budgets);
  }

  private boolean drain(Duration atMost) {
    try {
      return doorway.drain(atMost);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
