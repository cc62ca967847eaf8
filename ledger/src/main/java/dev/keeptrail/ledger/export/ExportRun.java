package dev.keeptrail.ledger.export;

import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Set;

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
  private final ExportJobs.Progress progress;

  ExportRun(
      ExportJobs jobs, EventReader reader, InstantSource clock, ExportJobs.Progress progress) {
    this.jobs = jobs;
    this.reader = reader;
    this.clock = clock;
    this.progress = progress;
  }

  ExportJob run(ExportJob job) throws LedgerException, IOException {
    Path file = jobs.file(job);
    ExportJob reached = job;
    try (FileChannel channel = open(file)) {
      reached = write(cut(job, channel), channel);
    } catch (LedgerException unreadable) {
      jobs.write(job.failed(String.valueOf(unreadable.getMessage())));
      throw unreadable;
    }
    if (reached.position() >= reached.last()) {
      reached = reached.whole(clock.instant(), digest(file));
      jobs.write(reached);
      boolean ignored = progress.at(reached);
    }
    return reached;
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
        ExportJobs.ownerOnly("rw-------"));
  }

  /** Back to what the description says; to the beginning where the file is shorter. */
  private static ExportJob cut(ExportJob job, FileChannel channel) throws IOException {
    ExportJob from = channel.size() < job.bytes() ? job.at(0, 0, 0) : job;
    channel.truncate(from.bytes());
    channel.position(from.bytes());
    return from;
  }

  private ExportJob write(ExportJob from, FileChannel channel) throws LedgerException, IOException {
    Writer out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8), BLOCK);
    var text = new ExportText(from.format(), out, from.events());
    var exporter = new EventExporter(reader, _ -> {});
    ExportJob job = from;
    if (job.bytes() == 0) {
      text.begin();
    }
    boolean on = true;
    while (on) {
      long position = job.position();
      for (int page = 0; page < PAGES && position < job.last(); page++) {
        position = exporter.page(job.filter(), position, job.last(), text);
      }
      on = position < job.last();
      if (!on) {
        text.end();
      }
      out.flush();
      channel.force(false);
      job = job.at(position, text.written(), channel.position());
      jobs.write(job);
      on = progress.at(job) && on;
    }
    return job;
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
