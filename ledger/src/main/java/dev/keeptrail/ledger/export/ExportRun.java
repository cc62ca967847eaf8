package dev.keeptrail.ledger.export;

import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventSpan;
import dev.keeptrail.ledger.LedgerException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes one job's file from where it stands. What the description says is on the disk before the
 * description says it, so that whatever a crash leaves behind it is cut off by the next run.
 */
final class ExportRun {
  /** Pages between two descriptions: seconds of work that a crash can cost. */
  private static final int PAGES = 20;

  private static final int BLOCK = 64 * 1024;

  private final ExportJobs jobs;
  private final EventReader reader;
  private final InstantSource clock;
  private final ExportTrail trail;
  private final ExportJobs.Progress progress;

  ExportRun(
      ExportJobs jobs,
      EventReader reader,
      InstantSource clock,
      ExportTrail trail,
      ExportJobs.Progress progress) {
    this.jobs = jobs;
    this.reader = reader;
    this.clock = clock;
    this.trail = trail;
    this.progress = progress;
  }

  ExportJob run(ExportJob job) throws LedgerException, IOException {
    Path file = jobs.file(job);
    ExportJob reached = job;
    try (FileChannel channel = open(file)) {
      ExportJob from = cut(job, channel);
      reached = isWritten(from) ? from : write(from, channel);
      if (reached.position() >= reached.last() && !jobs.isCancelled(job.id())) {
        reached = reached.whole(clock.instant(), digest(file));
        trail.completed(reached);
        jobs.write(reached);
        jobs.groups(reached).remove();
        boolean ignored = progress.at(reached);
      }
    } catch (LedgerException unreadable) {
      ExportJob stands = jobs.find(job.id()).orElse(job);
      jobs.write(stands.failed(String.valueOf(unreadable.getMessage())));
      throw unreadable;
    } catch (ClosedByInterruptException stopped) {
      // Who runs it ends; the next one goes on.
      throw stopped;
    } catch (IOException unwritable) {
      sayFailed(job, file, unwritable);
      throw unwritable;
    }
    return reached;
  }

  /** Where the disk is full, what the description does not know of makes room for it. */
  private void sayFailed(ExportJob job, Path file, IOException why) {
    try {
      ExportJob reached = jobs.find(job.id()).orElse(job);
      if (Files.isRegularFile(file)) {
        try (FileChannel channel = open(file)) {
          channel.truncate(reached.bytes());
        }
      }
      jobs.write(reached.failed("the file cannot be written: " + reason(why)));
    } catch (IOException unsaid) {
      why.addSuppressed(unsaid);
    }
  }

  /** Without the path, which says nothing to who asked for the export. */
  private static String reason(IOException why) {
    @Nullable String reason =
        why instanceof FileSystemException failed ? failed.getReason() : why.getMessage();
    return reason == null ? why.getClass().getSimpleName() : reason;
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
        ExportJobs.ownerOnly("rw-------"));
  }

  /** Back to what the description says; to the beginning where the file is shorter. */
  private static ExportJob cut(ExportJob job, FileChannel channel) throws IOException {
    ExportJob from = channel.size() < job.bytes() ? job.at(0, 0, 0, 0) : job;
    channel.truncate(from.bytes());
    channel.position(from.bytes());
    return from;
  }

  /** Whether a run ended between the last byte and the word that it is whole. */
  private static boolean isWritten(ExportJob job) {
    return job.bytes() > 0 && job.position() >= job.last();
  }

  private ExportJob write(ExportJob from, FileChannel channel) throws LedgerException, IOException {
    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BLOCK);
    return switch (from.format()) {
      case CSV, JSON, JSONL ->
          write(
              from,
              channel,
              new ExportText(from.format(), ExportBody.writer(out), from.events()),
              () -> {});
      case PARQUET -> table(from, channel, out);
    };
  }

  private ExportJob table(ExportJob from, FileChannel channel, OutputStream out)
      throws LedgerException, IOException {
    var table = new ExportTable(out);
    WrittenGroups groups = jobs.groups(from);
    table.resume(groups.upTo(from.bytes()), from.bytes());
    return write(from, channel, table, () -> groups.add(table.groups()));
  }

  /** Is told when the file is on the disk up to where it stands. */
  private interface Kept {
    void upToHere() throws IOException;
  }

  private ExportJob write(ExportJob from, FileChannel channel, ExportBody body, Kept kept)
      throws LedgerException, IOException {
    var leftOut = new AtomicLong(from.leftOut());
    var exporter = new EventExporter(reader, (_, _) -> leftOut.incrementAndGet(), (_, _) -> {});
    ExportJob job = from;
    if (job.bytes() == 0) {
      body.begin();
    }
    EventSpan span = reader.span(job.filter());
    long last = Math.min(job.last(), span.last());
    try (EventExporter.Pages pages = exporter.pages(job.filter(), last)) {
      boolean on = true;
      while (on) {
        long position = Math.max(job.position(), span.after());
        for (int page = 0; page < PAGES && position < last && on; page++) {
          position = pages.write(position, body);
          on = !jobs.isCancelled(job.id());
        }
        if (!on) {
          return job;
        }
        on = position < last;
        if (!on) {
          body.end();
        }
        body.flush();
        channel.force(false);
        kept.upToHere();
        // What comes behind the time that is asked for need not be looked at.
        job = job.at(on ? position : job.last(), body.written(), leftOut.get(), channel.position());
        jobs.write(job);
        on = progress.at(job) && on;
      }
      return job;
    }
  }

  private static String digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] block = new byte[BLOCK];
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        sha256.update(block, 0, read);
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
