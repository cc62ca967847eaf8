package dev.keeptrail.gateway.serving;

import dev.keeptrail.gateway.capture.UnusableKeyException;
import dev.keeptrail.gateway.provider.UnusableTargetException;
import dev.keeptrail.language.plan.PackPlan;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts another pack in the place of the one that is served. A pack that is refused changes nothing:
 * the old one goes on. One reload at a time; thread-safe.
 */
public final class Reloader {
  private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

  private static final int HISTORY = 50;
  private static final int FORMER_PLANS = 10;

  private final ServingSwitch serving;
  private final PackSource source;
  private final Preparation preparation;
  private final Clock clock;
  private final Object turn = new Object();
  private @Nullable Former former;
  private volatile @Nullable ReloadRecord last;
  private final Deque<ReloadRecord> history = new ArrayDeque<>();

  /** Plans that were served before, by digest; the oldest goes first. */
  private final Map<String, PackPlan> plans =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PackPlan> eldest) {
          return size() > FORMER_PLANS;
        }
      };

  /** Makes a program ready to be served, with its providers. */
  public interface Preparation {
    /**
     * Makes it ready.
     *
     * @throws UnusableTargetException when one of its targets can never be asked
     * @throws UnusableKeyException when its captures cannot be sealed
     */
    Serving prepare(ServedProgram program) throws UnusableTargetException, UnusableKeyException;
  }

  private record Former(PackPlan plan, List<String> signers) {}

  public Reloader(ServingSwitch serving, PackSource source, Preparation preparation, Clock clock) {
    this.serving = serving;
    this.source = source;
    this.preparation = preparation;
    this.clock = clock;
  }

  /** The last reload; empty when there was none. */
  public Optional<ReloadRecord> last() {
    return Optional.ofNullable(last);
  }

  /** The last reloads, the newest first; at most 50. */
  public List<ReloadRecord> history() {
    synchronized (history) {
      return List.copyOf(history);
    }
  }

  /** A plan that was served since the start; one of the last ten. */
  public Optional<PackPlan> formerPlan(String digest) {
    synchronized (history) {
      return Optional.ofNullable(plans.get(digest));
    }
  }

  /** Reads the pack again and serves it. */
  public ReloadRecord reload(String cause) {
    synchronized (turn) {
      try {
        return serve(source.read(), cause);
      } catch (PackRefusedException refused) {
        return refuse(cause, refused.problem());
      }
    }
  }

  /** Serves again what was served before the last change. */
  public ReloadRecord revert() {
    synchronized (turn) {
      Former back = former;
      if (back == null) {
        return refuse(
            "revert", "there is no pack to go back to: none was replaced since the start");
      }
      try {
        return serve(source.again(back.plan(), back.signers()), "revert");
      } catch (PackRefusedException refused) {
        return refuse("revert", refused.problem());
      }
    }
  }

  private ReloadRecord serve(ServedProgram next, String cause) {
    Serving old = serving.current();
    String digest = next.program().planDigest();
    if (digest.equals(old.program().planDigest()) && next.signers().equals(old.signers())) {
      next.program().close();
      return remember(new ReloadRecord(clock.instant(), cause, false, null, digest));
    }
    try {
      serving.swap(preparation.prepare(next));
    } catch (UnusableTargetException | UnusableKeyException unusable) {
      next.program().close();
      return refuse(cause, String.valueOf(unusable.getMessage()));
    }
    former = new Former(old.program().plan(), old.signers());
    synchronized (history) {
      plans.put(old.program().planDigest(), old.program().plan());
    }
    LOG.info("now serving pack {}", next.program().plan().pack().label());
    return remember(new ReloadRecord(clock.instant(), cause, true, null, digest));
  }

  private ReloadRecord refuse(String cause, String problem) {
    LOG.warn("the pack is not replaced ({}): {}", cause, problem);
    String digest = serving.current().program().planDigest();
    return remember(new ReloadRecord(clock.instant(), cause, false, problem, digest));
  }

  private ReloadRecord remember(ReloadRecord done) {
    last = done;
    synchronized (history) {
      history.addFirst(done);
      while (history.size() > HISTORY) {
        history.removeLast();
      }
    }
    return done;
  }
}
