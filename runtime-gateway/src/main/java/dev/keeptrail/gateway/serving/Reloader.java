package dev.keeptrail.gateway.serving;

import dev.keeptrail.gateway.capture.UnusableKeyException;
import dev.keeptrail.gateway.provider.UnusableTargetException;
import dev.keeptrail.language.plan.PackPlan;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts another pack in the place of the one that is served. A pack that is refused changes nothing:
 * the old one goes on. One reload at a time; thread-safe.
 */
public final class Reloader {
  private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

  /** The cause of a record that goes back to what was served before. */
  public static final String REVERT = "revert";

  private final ServingSwitch serving;
  private final PackSource source;
  private final Preparation preparation;
  private final Clock clock;
  private final Object turn = new Object();
  private @Nullable Former former;
  private final Consumer<ReloadRecord> told;
  private volatile @Nullable ReloadRecord last;

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

  /**
   * Replaces what is served.
   *
   * @param told what became of each reload, once it is done
   */
  public Reloader(
      ServingSwitch serving,
      PackSource source,
      Preparation preparation,
      Clock clock,
      Consumer<ReloadRecord> told) {
    this.told = told;
    this.serving = serving;
    this.source = source;
    this.preparation = preparation;
    this.clock = clock;
  }

  /** The last reload; empty when there was none. */
  public Optional<ReloadRecord> last() {
    return Optional.ofNullable(last);
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
        return refuse(REVERT, "there is no pack to go back to: none was replaced since the start");
      }
      try {
        return serve(source.again(back.plan(), back.signers()), REVERT);
      } catch (PackRefusedException refused) {
        return refuse(REVERT, refused.problem());
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
    told.accept(done);
    return done;
  }
}
