package dev.keeptrail.gateway.serving;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.capture.UnusableKeyException;
import dev.keeptrail.gateway.provider.UnusableTargetException;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts other packs in the place of those that are served, all in one step. One that is refused
 * changes nothing: the old ones go on. One reload at a time; thread-safe.
 */
public final class Reloader {
  private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

  /** The cause of a record that goes back to what was served before. */
  public static final String REVERT = "revert";

  private static final int HISTORY = 50;
  private static final int FORMER_PLANS = 10;

  private final ServingSwitch serving;
  private final Packs<PackSource> sources;
  private final Preparation preparation;
  private final Supplier<@Nullable String> beside;
  private final Clock clock;
  private final Object turn = new Object();
  private @Nullable Packs<Former> former;
  private final Consumer<ReloadRecord> told;
  private volatile @Nullable ReloadRecord last;
  private final Deque<ReloadRecord> history = new ArrayDeque<>();

  /** Plans that were served before, by digest; the oldest goes first. */
  private final Map<String, FormerPlan> plans =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FormerPlan> eldest) {
          return size() > FORMER_PLANS;
        }
      };

  /**
   * A plan that was served.
   *
   * @param group for whom, as {@link Packs#byGroup} says it
   */
  public record FormerPlan(String group, PackPlan plan) {}

  /** Makes a program ready to be served, with its providers. */
  public interface Preparation {
    /**
     * Makes it ready.
     *
     * @throws UnusableTargetException when one of its targets can never be asked
     * @throws UnusableKeyException when its captures cannot be sealed
     */
    Serving prepare(String group, ServedProgram program)
        throws UnusableTargetException, UnusableKeyException;
  }

  private record Former(PackPlan plan, List<String> signers) {
    static Former of(Serving serving) {
      return new Former(serving.program().plan(), serving.signers());
    }
  }

  /** How a reload was asked for, and by whom. */
  private record Asked(String cause, @Nullable Actor by) {}

  /** Reads the pack of a group, or makes one that was served before. */
  private interface Reading {
    ServedProgram of(String group) throws PackRefusedException;
  }

  /**
   * Gets ready.
   *
   * @param beside reads again what is not served, and says its problem or null
   * @param told what became of each reload, once it is done
   */
  public Reloader(
      ServingSwitch serving,
      Packs<PackSource> sources,
      Preparation preparation,
      Supplier<@Nullable String> beside,
      Clock clock,
      Consumer<ReloadRecord> told) {
    this.told = told;
    this.serving = serving;
    this.sources = sources;
    this.preparation = preparation;
    this.beside = beside;
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
  public Optional<FormerPlan> formerPlan(String digest) {
    synchronized (history) {
      return Optional.ofNullable(plans.get(digest));
    }
  }

  /** Reads the packs again and serves them, because the gateway's own operator wants it. */
  public ReloadRecord reload(String cause) {
    return reload(cause, null);
  }

  /**
   * The same for somebody else.
   *
   * @param by who asks; null for the gateway's own operator
   */
  public ReloadRecord reload(String cause, @Nullable Actor by) {
    synchronized (turn) {
      String problem = beside.get();
      if (problem != null) {
        LOG.warn("a candidate is not replaced ({}): {}", cause, problem);
      }
      return serve(group -> found(sources, group).read(), new Asked(cause, by), problem);
    }
  }

  /** Serves again what was served before the last change. */
  public ReloadRecord revert() {
    return revert(null);
  }

  /**
   * The same for somebody else.
   *
   * @param by who asks; null for the gateway's own operator
   */
  public ReloadRecord revert(@Nullable Actor by) {
    var asked = new Asked(REVERT, by);
    synchronized (turn) {
      Packs<Former> back = former;
      if (back == null) {
        return refuse(
            asked, "there is no pack to go back to: none was replaced since the start", null);
      }
      Reading reading =
          group -> {
            Former old = found(back, group);
            return found(sources, group).again(old.plan(), old.signers());
          };
      return serve(reading, asked, null);
    }
  }

  private ReloadRecord serve(Reading reading, Asked asked, @Nullable String shadowProblem) {
    Packs<Serving> old = serving.current();
    SortedMap<String, Serving> next = new TreeMap<>();
    for (Map.Entry<String, Serving> served : old.byGroup().entrySet()) {
      String group = served.getKey();
      try {
        next.put(group, replaced(served.getValue(), reading.of(group)));
      } catch (PackRefusedException refused) {
        discard(next, old);
        return refuse(asked, Packs.problem(group, refused.problem()), shadowProblem);
      }
    }
    var packs = new Packs<>(next);
    boolean changed =
        next.entrySet().stream()
            .anyMatch(one ->
                !isSame(
                    found(old, one.getKey()), one.getValue().program(), one.getValue().signers()));
    if (!packs.equals(old)) {
      serving.swap(packs);
      next.forEach((group, one) -> {
        if (one != found(old, group)) {
          LOG.info(
              "now serving pack {}", Packs.problem(group, one.program().plan().pack().label()));
        }
      });
    }
    if (changed) {
      former = old.map(Former::of);
      keepPlans(old);
    }
    return remember(record(asked, changed, null, shadowProblem));
  }

  private void keepPlans(Packs<Serving> old) {
    synchronized (history) {
      old.byGroup()
          .forEach((group, one) ->
              plans.put(one.program().planDigest(), new FormerPlan(group, one.program().plan())));
    }
  }

  private static boolean isSame(Serving old, PolicyProgram program, List<String> signers) {
    return program.planDigest().equals(old.program().planDigest()) && signers.equals(old.signers());
  }

  /** The same where nothing is new; a pack whose secrets are others is made ready again. */
  private Serving replaced(Serving old, ServedProgram next) throws PackRefusedException {
    if (isSame(old, next.program(), next.signers()) && old.hasSameSecrets()) {
      next.program().close();
      return old;
    }
    try {
      return preparation.prepare(old.group(), next);
    } catch (UnusableTargetException | UnusableKeyException unusable) {
      next.program().close();
      throw new PackRefusedException(String.valueOf(unusable.getMessage()));
    }
  }

  /** Closes what was made for a reload that is refused after all. */
  private static void discard(SortedMap<String, Serving> made, Packs<Serving> old) {
    made.forEach((group, one) -> {
      if (one != found(old, group)) {
        one.release();
      }
    });
  }

  private static <T> T found(Packs<T> packs, String group) {
    return Objects.requireNonNull(packs.byGroup().get(group), "the groups never change");
  }

  private ReloadRecord refuse(Asked asked, String problem, @Nullable String shadowProblem) {
    LOG.warn("the pack is not replaced ({}): {}", asked.cause(), problem);
    return remember(record(asked, false, problem, shadowProblem));
  }

  private ReloadRecord record(
      Asked asked, boolean changed, @Nullable String problem, @Nullable String shadowProblem) {
    Packs<String> digests = serving.current().map(one -> one.program().planDigest());
    return new ReloadRecord(
        clock.instant(),
        asked.cause(),
        asked.by(),
        changed,
        problem,
        digests.common(),
        digests.ofGroups(),
        shadowProblem);
  }

  private ReloadRecord remember(ReloadRecord done) {
    last = done;
    synchronized (history) {
      history.addFirst(done);
      while (history.size() > HISTORY) {
        history.removeLast();
      }
    }
    told.accept(done);
    return done;
  }
}
