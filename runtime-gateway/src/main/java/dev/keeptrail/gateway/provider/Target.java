package dev.keeptrail.gateway.provider;

import dev.keeptrail.language.plan.DataPolicy;
import dev.keeptrail.language.plan.ProviderPlan;
import org.jspecify.annotations.Nullable;

/**
 * A provider target of the pack, ready to be asked. Remembers how the last call went, for the
 * health page only.
 */
public final class Target {
  private final ProviderPlan plan;
  private final ProviderClient client;
  private final @Nullable String unavailable;
  private volatile boolean lastCallFailed;

  public Target(ProviderPlan plan, ProviderClient client, @Nullable String unavailable) {
    this.plan = plan;
    this.client = client;
    this.unavailable = unavailable;
  }

  public String id() {
    return plan.id();
  }

  /** Who is at the other end, such as {@code openai}. */
  public String provider() {
    return plan.provider();
  }

  /** The model the pack sets; null lets the caller's through. */
  public @Nullable String model() {
    return plan.model();
  }

  /** What the pack declares of its data. */
  public DataPolicy dataPolicy() {
    return plan.dataPolicy();
  }

  /** Whether the gateway answers for it by itself. */
  public boolean isSimulated() {
    return client instanceof SimulatedProvider;
  }

  public ProviderClient client() {
    return client;
  }

  /** False when its key was not found at start. */
  public boolean available() {
    return unavailable == null;
  }

  /** Why it is not available; null when it is. */
  public @Nullable String unavailable() {
    return unavailable;
  }

  public boolean reachable() {
    return available() && !lastCallFailed;
  }

  public void called(boolean failed) {
    // Written only on change: this line is shared by all requests.
    if (lastCallFailed != failed) {
      lastCallFailed = failed;
    }
  }
}
