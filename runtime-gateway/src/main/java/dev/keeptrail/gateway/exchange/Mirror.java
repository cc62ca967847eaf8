package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.pseudonym.PseudonymKey;
import dev.keeptrail.engine.pseudonym.Pseudonyms;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.body.UnmaskableTextException;
import dev.keeptrail.gateway.body.UnreadableToolException;
import dev.keeptrail.gateway.extraction.Extracted;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.provider.Outgoing;
import dev.keeptrail.gateway.provider.ProviderAnswer;
import dev.keeptrail.gateway.provider.ProviderException;
import dev.keeptrail.gateway.provider.Target;
import dev.keeptrail.gateway.provider.Targets;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.telemetry.GatewayMetrics;
import dev.keeptrail.gateway.telemetry.Sketch;
import dev.keeptrail.language.plan.RoutingPlan;
import dev.keeptrail.language.rule.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends copies of requests, as they are after all edits, to a target whose answers nobody gets. A
 * copy is judged anew for that target, because policies may mind who gets it. All of this happens
 * away from the request, on few threads, behind a queue that is bounded in number and bytes; what
 * does not fit is counted and dropped. Thread-safe.
 */
public final class Mirror implements AutoCloseable {
  /** How many copies are sent at the same time. */
  public static final int AT_ONCE = 4;

  private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);
  private static final int MAX_WAITING = 256;
  private static final long MAX_BYTES = 32L << 20;
  private static final int IDLE_SECONDS = 10;

  private final @Nullable Receiver receiver;
  private final GatewayMetrics metrics;
  private final AtomicLong bytes = new AtomicLong();
  private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();
  private final ThreadPoolExecutor workers;
  private volatile boolean closed;

  /** Who gets copies, and what decides about each. */
  private record Receiver(
      Target target,
      double sampleRate,
      Duration timeout,
      boolean allowed,
      PolicyProgram program,
      boolean governsTools) {}

  /** One request. */
  static final class Copy {
    private final Protocol protocol;
    private final byte[] body;
    private final Claims claims;
    private final Extracted extracted;
    private final List<Fact> known;

    /**
     * @param body its canonical form, after edits unless they rewrite; not written to any more
     * @param known what was found out about the request beside its texts, such as a consent
     */
    Copy(Protocol protocol, byte[] body, Claims claims, Extracted extracted, List<Fact> known) {
      this.protocol = protocol;
      this.body = body;
      this.claims = claims;
      this.extracted = extracted;
      this.known = List.copyOf(known);
    }
  }

  private Mirror(@Nullable Receiver receiver, GatewayMetrics metrics) {
    this.receiver = receiver;
    this.metrics = metrics;
    this.workers =
        new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            Thread.ofPlatform().daemon().name("keeptrail-mirror-", 0).factory());
    workers.allowCoreThreadTimeOut(true);
  }

  /** Nothing is copied. */
  public static Mirror none(GatewayMetrics metrics) {
    return new Mirror(null, metrics);
  }

  /**
   * The mirror of a pack; copies nothing where the pack does not.
   *
   * @param targets all of the pack
   * @param excluded targets that no request may go to, whatever it says
   */
  public static Mirror of(
      PolicyProgram program,
      boolean governsTools,
      Targets targets,
      Set<String> excluded,
      GatewayMetrics metrics) {
    RoutingPlan.Mirror plan = program.plan().gateway().routing().mirror();
    if (plan == null) {
      return none(metrics);
    }
    Target target =
        targets.all().stream()
            .filter(one -> one.id().equals(plan.target()))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("no target has the id " + plan.target()));
    boolean allowed = target.available() && !excluded.contains(target.id());
    return new Mirror(
        new Receiver(
            target,
            plan.sampleRate(),
            Duration.ofMillis(plan.timeoutMillis()),
            allowed,
            program,
            governsTools),
        metrics);
  }

  /** Whether this request is one of those that are copied. */
  boolean isChosen() {
    Receiver to = receiver;
    return to != null
        && to.allowed()
        && !closed
        && ThreadLocalRandom.current().nextDouble() < to.sampleRate();
  }

  /** Never waits. The id of the target; null where there is no room. */
  @Nullable String offer(Copy copy) {
    Receiver to = receiver;
    if (to == null) {
      return null;
    }
    long size = copy.body.length;
    if (bytes.addAndGet(size) > MAX_BYTES) {
      bytes.addAndGet(-size);
      metrics.mirrored("lost");
      return null;
    }
    try {
      workers.execute(() -> send(to, copy));
      return to.target().id();
    } catch (RejectedExecutionException _) {
      bytes.addAndGet(-size);
      metrics.mirrored("lost");
      return null;
    }
  }

  private void send(Receiver to, Copy copy) {
    try {
      metrics.mirrored(outcome(to, copy));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
      // Nobody waits for a copy; what became of it is counted.
      LOG.warn("a copy of a request came to nothing: {}", Sketch.of(failure));
      metrics.mirrored("failed");
    } finally {
      bytes.addAndGet(-copy.body.length);
    }
  }

  private String outcome(Receiver to, Copy copy) {
    try {
      ModelRequest request = copy.protocol.read(copy.body);
      if (!clears(to, copy, request)) {
        return "not_allowed";
      }
      String model = Addressee.modelFor(to.target(), request);
      Speech speech = Speech.with(to.target(), copy.protocol, model);
      Outgoing body = speech.request(request.upstream(model));
      ProviderAnswer answer = to.target().client().complete(speech.protocol(), body, to.timeout());
      to.target().called(answer.status() >= 500);
      return answer.status() >= 200 && answer.status() <= 299 ? "answered" : "failed";
    } catch (RefusedException _) {
      return "not_served";
    } catch (ProviderException _) {
      to.target().called(true);
      return "failed";
    }
  }

  /** Judges the copy for this target and masks in it what policies mask for it. */
  private boolean clears(Receiver to, Copy copy, ModelRequest request) {
    open.readLock().lock();
    try {
      if (closed) {
        return false;
      }
      BodyTexts texts = request.texts().beside(copy.extracted.documents());
      if (!clears(to, copy, request, Phase.INPUT, texts, copy.known)) {
        return false;
      }
      List<Fact> results = to.governsTools() ? request.toolResults() : List.of();
      return results.isEmpty()
          || clears(to, copy, request, Phase.TOOL, request.textsOf(results), results);
    } catch (UnreadableToolException _) {
      return false;
    } finally {
      open.readLock().unlock();
    }
  }

  private static boolean clears(
      Receiver to, Copy copy, ModelRequest request, Phase phase, BodyTexts texts, List<Fact> own) {
    PhaseDecision decision = decide(to, copy, request, phase, texts, own);
    if (decision.verdict() == Verdict.BLOCK || decision.verdict() == Verdict.ESCALATE) {
      return false;
    }
    try {
      boolean ignored = texts.apply(decision.redactions());
    } catch (UnmaskableTextException _) {
      return false;
    }
    return !Rewritten.is(decision) || isClean(to, copy, request, texts, decision, own);
  }

  /** Rules may have made of the texts what policies mind. */
  private static boolean isClean(
      Receiver to,
      Copy copy,
      ModelRequest request,
      BodyTexts texts,
      PhaseDecision decision,
      List<Fact> own) {
    BodyTexts now = request.editedTexts();
    PhaseDecision after = decide(to, copy, request, Phase.INPUT, now, own);
    return !new Rewritten(decision, texts.segments()).reveals(after, now.segments());
  }

  private static PhaseDecision decide(
      Receiver to, Copy copy, ModelRequest request, Phase phase, BodyTexts texts, List<Fact> own) {
    List<Fact> known =
        new ArrayList<>(
            SharedFacts.of(
                copy.claims,
                to.target(),
                Addressee.modelFor(to.target(), request),
                request.turns()));
    known.addAll(own);
    return to.program()
        .evaluate(
            new PhaseContent(
                phase,
                new RequestFacts(request.model(), to.target().id(), copy.protocol.route(), false),
                texts.segments(),
                known,
                texts.unscanned(),
                List.of(),
                Pseudonyms.under(PseudonymKey.random())));
  }

  /**
   * Copies nothing more, and uses the program no more once this returns. Waits for what is being
   * judged, and for no answer.
   */
  @Override
  public void close() {
    open.writeLock().lock();
    try {
      closed = true;
    } finally {
      open.writeLock().unlock();
    }
    int left = workers.shutdownNow().size();
    for (int at = 0; at < left; at++) {
      metrics.mirrored("lost");
    }
  }
}
