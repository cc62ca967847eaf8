package dev.keeptrail.gateway.serving;

import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Says which pack new exchanges get: that of the caller's consumer group, or the common one. A swap
 * of them all is atomic: an exchange runs to its end with the pack it began with, and none is
 * refused for a swap. Thread-safe.
 */
public final class ServingSwitch implements AutoCloseable {
  private static final Refusal UNKNOWN_GROUP =
      Refusal.of(
          403,
          ErrorType.AUTHENTICATION_ERROR,
          "unknown_consumer_group",
          "no pack is served for the consumer group of this key; tell the gateway's operator");

  private final AtomicReference<Packs<Serving>> current;
  private final UnknownGroups unknown;

  public ServingSwitch(Packs<Serving> first, UnknownGroups unknown) {
    this.current = new AtomicReference<>(first);
    this.unknown = unknown;
  }

  /** What is served now; to be looked at, not to run exchanges with. */
  public Packs<Serving> current() {
    return current.get();
  }

  /** All that is served now, the common pack first. */
  public List<Serving> all() {
    return List.copyOf(current.get().byGroup().values());
  }

  /**
   * What callers of a group get now; to be looked at, not to run exchanges with.
   *
   * @param group null for a caller that is in none
   * @throws RefusedException when there is nothing for the group
   */
  public Serving current(@Nullable String group) throws RefusedException {
    return choose(current.get(), group);
  }

  /**
   * Lets an exchange in, with the pack that its caller gets now.
   *
   * @param group the caller's consumer group, from nothing but its key; null for none
   * @throws RefusedException when there is nothing for the group
   */
  public Lease enter(@Nullable String group) throws RefusedException {
    while (true) {
      Serving serving = choose(current.get(), group);
      if (serving.hold()) {
        return new Lease(serving);
      }
      // Retired and closed between the two steps; another one is there already.
      Thread.onSpinWait();
    }
  }

  private Serving choose(Packs<Serving> packs, @Nullable String group) throws RefusedException {
    if (group == null || packs.byGroup().size() == 1) {
      return packs.common();
    }
    Serving own = packs.byGroup().get(group);
    if (own != null) {
      return own;
    }
    if (unknown == UnknownGroups.REFUSE) {
      throw new RefusedException(UNKNOWN_GROUP);
    }
    return packs.common();
  }

  /** Serves something else from now on; what is left out ends with its last exchange. */
  public void swap(Packs<Serving> next) {
    Set<Serving> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    kept.addAll(next.byGroup().values());
    for (Serving old : current.getAndSet(next).byGroup().values()) {
      if (!kept.contains(old)) {
        old.retire();
      }
    }
  }

  @Override
  public void close() {
    all().forEach(Serving::release);
  }

  /** An exchange's hold on the pack it began with. */
  public static final class Lease implements AutoCloseable {
    private final Serving serving;

    private Lease(Serving serving) {
      this.serving = serving;
    }

    public Serving serving() {
      return serving;
    }

    @Override
    public void close() {
      serving.release();
    }
  }
}
