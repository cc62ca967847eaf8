package dev.keeptrail.ledger.export;

import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.event.EventIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exports of a ledger, in the folder {@code exports} beside it: for each job its file and a
 * description of how far it is. Whoever runs a job goes on where the last one stopped, in whichever
 * program that was; one at a time. Thread-safe.
 */
public final class ExportJobs {
  private static final Logger LOG = LoggerFactory.getLogger(ExportJobs.class);

  /** How long a whole file is kept. */
  public static final Duration KEPT = Duration.ofDays(7);

  /** How long somebody who cancels an export waits for whoever is writing it. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final int MOST_JOBS = 1_000;
  private static final String ID = "exp_[0-9A-HJKMNP-TV-Z]{26}";

  private final Path folder;
  private final InstantSource clock;
  private final ExportTrail trail;
  private final EventIds ids;

  /**
   * @param ledger folder of the ledger
   * @param trail is told who does what
   */
  public ExportJobs(Path ledger, InstantSource clock, ExportTrail trail) {
    this.folder = ledger.toAbsolutePath().resolve("exports");
    this.clock = clock;
    this.trail = trail;
    this.ids = EventIds.secure(clock);
  }

  /**
   * Makes a job, to be run later; removes those whose time is over.
   *
   * @throws ExportJobException when there are too many
   * @throws LedgerException also when it cannot be put on the trail; then there is no job
   */
  public ExportJob create(EventQuery filter, ExportFormat format, EventReader reader, Actor actor)
      throws ExportJobException, LedgerException, IOException {
    Files.createDirectories(folder, ownerOnly("rwx------"));
    removeExpired();
    if (list().size() >= MOST_JOBS) {
      throw new ExportJobException("there are 1,000 exports; remove some that nobody needs");
    }
    Instant now = clock.instant();
    long last = reader.lastSequence();
    var job =
        new ExportJob(
            ids.nextExport(), format, filter, now, last, 0, 0, 0, 0, null, null, null, null);
    trail.created(job, actor);
    write(job);
    return job;
  }

  /** The newest first; files that are no jobs are passed over. */
  public List<ExportJob> list() throws IOException {
    List<ExportJob> jobs = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "exp_*.job")) {
      for (Path file : files) {
        read(file).ifPresent(jobs::add);
      }
    } catch (NoSuchFileException none) {
      return List.of();
    }
    jobs.sort(Comparator.comparing(ExportJob::id).reversed());
    return jobs;
  }

  public Optional<ExportJob> find(String id) throws IOException {
    return id.matches(ID) ? read(description(id)) : Optional.empty();
  }

  /**
   * The file of a completed job, for somebody who is about to get it.
   *
   * @throws LedgerException when that cannot be put on the trail
   */
  public Path take(ExportJob job, Actor actor) throws LedgerException {
    trail.downloaded(job, actor);
    return file(job);
  }

  /** Where the job's file is; whole only when the job is completed. */
  Path file(ExportJob job) {
    return folder.resolve(job.fileName());
  }

  /**
   * Writes the rest of a job's file; does nothing to one that is whole, or was cancelled.
   *
   * @param progress told how far it is; false ends it for now
   * @return how far it came
   * @throws ExportJobException when it is not there, or somebody else is at it
   */
  public ExportJob run(String id, EventReader reader, Progress progress)
      throws ExportJobException, LedgerException, IOException {
    try (JobLock _ = JobLock.acquire(lock(id))) {
      ExportJob job =
          find(id).orElseThrow(() -> new ExportJobException("there is no export `" + id + "`"));
      ExportJob reached =
          job.state().isOver() || isCancelled(id)
              ? job
              : new ExportRun(this, reader, clock, trail, progress).run(job);
      return isCancelled(id) ? clear(reached) : reached;
    }
  }

  /**
   * Stops a job that is not whole, whoever runs it, and removes what was written. Where somebody is
   * in the middle of a long look at the ledger, he does both when he is done with it.
   *
   * @return how it stands; empty when there is no such job
   * @throws ExportJobException when it is whole
   * @throws LedgerException when that cannot be put on the trail; then it goes on
   */
  public Optional<ExportJob> cancel(String id, Actor actor)
      throws ExportJobException, LedgerException, IOException {
    ExportJob job = find(id).orElse(null);
    if (job == null || job.state() == ExportJob.State.CANCELLED) {
      return Optional.ofNullable(job);
    }
    if (job.state() == ExportJob.State.COMPLETED) {
      throw new ExportJobException("the export is whole; it can be removed");
    }
    trail.cancelled(job, actor);
    // WHY: whoever writes it may be another process, which looks for this between two pages.
    Files.write(
        mark(id), new byte[0], StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    try (JobLock _ = JobLock.acquire(lock(id), PATIENCE)) {
      return Optional.of(clear(find(id).orElse(job)));
    } catch (ExportJobException busy) {
      LOG.debug("export {} is cancelled by who writes it: {}", id, busy.problem());
      return find(id);
    }
  }

  boolean isCancelled(String id) {
    return Files.exists(mark(id));
  }

  /** What is left of a job that was cancelled: that it was. Holds the job's lock. */
  private ExportJob clear(ExportJob job) throws IOException {
    Files.deleteIfExists(file(job));
    groups(job).remove();
    ExportJob cancelled = job.cancelled(clock.instant());
    write(cancelled);
    Files.deleteIfExists(mark(job.id()));
    return cancelled;
  }

  /** Told how far a job is. */
  @FunctionalInterface
  public interface Progress {
    /** False ends the run; the job can be run again. */
    boolean at(ExportJob job);

    /** Goes on as long as a program runs. */
    static Progress whilst(BooleanSupplier running) {
      return _ -> running.getAsBoolean();
    }
  }

  /**
   * Removes a job with its file. One that is not whole is cancelled first.
   *
   * @throws ExportJobException when whoever writes it has not stopped yet
   * @throws LedgerException when that cannot be put on the trail; then it stays
   */
  public boolean remove(String id, Actor actor)
      throws ExportJobException, LedgerException, IOException {
    ExportJob job = find(id).orElse(null);
    if (job == null) {
      return false;
    }
    if (job.state() == ExportJob.State.QUEUED || job.state() == ExportJob.State.RUNNING) {
      job = cancel(id, actor).orElse(job);
      if (job.state() != ExportJob.State.CANCELLED) {
        throw new ExportJobException("the export is being stopped; try again");
      }
    }
    // WHY: it is whole a moment before whoever wrote it lets go of it.
    try (JobLock _ = JobLock.acquire(lock(id), PATIENCE)) {
      trail.removed(job, actor);
      Files.deleteIfExists(file(job));
      groups(job).remove();
      Files.deleteIfExists(description(id));
    }
    Files.deleteIfExists(lock(id));
    return true;
  }

  /** When a job that is whole or was cancelled is removed. */
  public static Optional<Instant> expires(ExportJob job) {
    return Optional.ofNullable(job.cancelled())
        .or(() -> Optional.ofNullable(job.completed()))
        .map(over -> over.plus(KEPT));
  }

  /**
   * Removes the jobs whose time is over, with their files.
   *
   * @throws LedgerException when that cannot be put on the trail; then they stay
   */
  public void removeExpired() throws LedgerException, IOException {
    Instant now = clock.instant();
    for (ExportJob job : list()) {
      if (expires(job).filter(now::isAfter).isPresent()) {
        removeUnlessBusy(job);
      }
    }
  }

  private void removeUnlessBusy(ExportJob job) throws LedgerException, IOException {
    try {
      boolean ignored = remove(job.id(), ExportTrail.ITSELF);
    } catch (ExportJobException busy) {
      LOG.debug("export {} is left for later: {}", job.id(), busy.problem());
    }
  }

  /** Puts a description in the place of the last one, whole. */
  void write(ExportJob job) throws IOException {
    Path fresh = Files.createTempFile(folder, "." + job.id(), ".new", ownerOnly("rw-------"));
    try {
      Files.writeString(fresh, ExportJobJson.write(job));
      Files.move(
          fresh,
          description(job.id()),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static Optional<ExportJob> read(Path file) throws IOException {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return ExportJobJson.read(text)
          .filter(job -> String.valueOf(file.getFileName()).equals(job.id() + ".job"))
          .filter(job -> job.id().matches(ID));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** What is kept of a table that is not whole. */
  WrittenGroups groups(ExportJob job) {
    return new WrittenGroups(folder.resolve(job.id() + ".groups"));
  }

  private Path lock(String id) {
    return folder.resolve(id + ".lock");
  }

  /** Is there while somebody wants the job to stop. */
  private Path mark(String id) {
    return folder.resolve(id + ".cancel");
  }

  private Path description(String id) {
    return folder.resolve(id + ".job");
  }

  static FileAttribute<?>[] ownerOnly(String permissions) {
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }
}
