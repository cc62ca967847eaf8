package dev.keeptrail.gateway.serving;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.admission.Doorway;
import dev.keeptrail.gateway.admission.Ends;
import dev.keeptrail.gateway.exchange.ExchangeRunner;
import dev.keeptrail.gateway.exchange.McpRunner;
import dev.keeptrail.gateway.exchange.Mirror;
import dev.keeptrail.gateway.provider.McpServer;
import dev.keeptrail.gateway.provider.ProviderPool;
import dev.keeptrail.gateway.provider.Targets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One pack being served: its program, its providers, and who runs its exchanges. Closed when it is
 * retired and the last exchange that began with it is over. Thread-safe.
 */
public final class Serving {
  private final String group;
  private final ServedProgram served;
  private final SeenSecrets secrets;
  private final ProviderPool providers;
  private final ExchangeRunner runner;
  private final McpRunner mcp;
  private final Mirror mirror;
  private final Instant since;
  private final boolean ownsProgram;

  /** When others come in with another pack, which ends those who only listen. */
  private final Ends replaced = new Ends();

  /** The switch's own hold, and one of each exchange inside. */
  private final AtomicInteger holds = new AtomicInteger(1);

  /**
   * Makes a pack ready.
   *
   * @param group the consumer group that it is for; {@link Packs#COMMON} for everybody else
   * @param secrets what its secrets were when it was made ready
   * @param ownsProgram whether the program is closed with it
   */
  public Serving(
      String group,
      ServedProgram served,
      SeenSecrets secrets,
      ProviderPool providers,
      ExchangeRunner runner,
      McpRunner mcp,
      Mirror mirror,
      Instant since,
      boolean ownsProgram) {
    this.group = group;
    this.served = served;
    this.secrets = secrets;
    this.providers = providers;
    this.runner = runner;
    this.mcp = mcp;
    this.mirror = mirror;
    this.since = since;
    this.ownsProgram = ownsProgram;
  }

  /** The consumer group that it is for; {@link Packs#COMMON} for everybody else. */
  public String group() {
    return group;
  }

  public PolicyProgram program() {
    return served.program();
  }

  public List<String> signers() {
    return served.signers();
  }

  /** Whether its secrets are what they were when it was made ready. */
  boolean hasSameSecrets() {
    return secrets.areSame();
  }

  public Targets targets() {
    return providers.targets();
  }

  /** The servers of tools, by the ids of their targets. */
  public Map<String, McpServer> servers() {
    return providers.servers();
  }

  public ExchangeRunner runner() {
    return runner;
  }

  public McpRunner mcp() {
    return mcp;
  }

  /** Since when it is served. */
  public Instant since() {
    return since;
  }

  /** Lets no more exchanges in: it is closed with the last that is inside. */
  public void retire() {
    replaced.call();
    release();
  }

  /**
   * An exchange that is inside only listens.
   *
   * @param end ends that; run once others come in with another pack, by another thread
   */
  public Doorway.Stay untilReplaced(Runnable end) {
    return replaced.until(end);
  }

  /** False when it is closed already. */
  boolean hold() {
    int held = holds.get();
    while (held > 0) {
      if (holds.compareAndSet(held, held + 1)) {
        return true;
      }
      held = holds.get();
    }
    return false;
  }

  void release() {
    if (holds.decrementAndGet() == 0) {
      mirror.close();
      providers.close();
      if (ownsProgram) {
        served.program().close();
      }
    }
  }
}
