package dev.keeptrail.gateway.archive;

import dev.keeptrail.ledger.EventBrowser;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerAudit;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.export.ExportJobs;
import dev.keeptrail.ledger.export.ExportTrail;
import dev.keeptrail.ledger.integrity.Checkpoint;
import dev.keeptrail.ledger.integrity.InclusionProof;
import dev.keeptrail.ledger.integrity.SignedNote;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The ledger as operators see it. Reads over connections of its own, few of them, so that nobody
 * who looks around slows what is recorded. Thread-safe.
 */
public final class Archive implements AutoCloseable {
  private static final int BROWSERS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path folder;
  private final Clock clock;
  private final ExportJobs jobs;
  private final List<EventBrowser> browsers;
  private final BlockingQueue<EventBrowser> free;

  private Archive(Path folder, Clock clock, ExportTrail trail, List<EventBrowser> browsers) {
    this.folder = folder;
    this.clock = clock;
    this.jobs = new ExportJobs(folder, clock, trail);
    this.browsers = List.copyOf(browsers);
    this.free = new LinkedBlockingQueue<>(browsers);
  }

  /**
   * Opens the ledger in a folder.
   *
   * @param trail is told who makes, takes and removes exports
   * @throws LedgerException when it cannot be read
   */
  public static Archive open(Path folder, Clock clock, ExportTrail trail) throws LedgerException {
    List<EventBrowser> browsers = new ArrayList<>();
    for (int number = 0; number < BROWSERS; number++) {
      browsers.add(Ledgers.openForBrowsing(folder));
    }
    return new Archive(folder, clock, trail, browsers);
  }

  /** What to look for. */
  @FunctionalInterface
  public interface Look<T> {
    T in(EventBrowser browser) throws LedgerException;
  }

  /**
   * Looks around.
   *
   * @throws LedgerException also when too many others are looking
   */
  public <T> T look(Look<T> look) throws LedgerException {
    EventBrowser browser = take();
    try {
      return look.in(browser);
    } finally {
      free.add(browser);
    }
  }

  private EventBrowser take() throws LedgerException {
    try {
      EventBrowser browser = free.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (browser == null) {
        throw new LedgerException("too many others are reading the ledger; try again");
      }
      return browser;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new LedgerException("the gateway is stopping", stopped);
    }
  }

  /** A reader of the caller's own, for as long as it takes; to be closed by it. */
  public EventReader reader() throws LedgerException {
    return Ledgers.openForReading(folder);
  }

  public ExportJobs jobs() {
    return jobs;
  }

  public Clock clock() {
    return clock;
  }

  /** Whether what the ledger says of an event is what was recorded, as far as it is signed. */
  public ProofStatus proof(String eventId) throws LedgerException {
    try (LedgerAudit audit = Ledgers.openForAudit(folder)) {
      InclusionProof proof = audit.prove(eventId).orElse(null);
      if (proof == null) {
        return new ProofStatus.Unsigned();
      }
      String problem = proof.problem(audit.keys()).orElse(null);
      if (problem != null) {
        return new ProofStatus.Broken(problem);
      }
      Checkpoint signed =
          SignedNote.parse(proof.checkpoint())
              .flatMap(note -> Checkpoint.parse(note.text()))
              .orElseThrow(() -> new LedgerException("the newest checkpoint is damaged"));
      return new ProofStatus.Proved(
          proof.sequence(), signed.size(), signed.origin(), proof.path().size());
    }
  }

  @Override
  public void close() {
    browsers.forEach(EventBrowser::close);
  }
}
