package dev.keeptrail.cli;

import dev.keeptrail.language.archive.ReplayAttestation;
import dev.keeptrail.language.diagnostic.Counted;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.repl.input.MissingFile;
import dev.keeptrail.repl.report.AttestedReport;
import dev.keeptrail.repl.report.UnfitReportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a replay came to, from its report into a manifest, and shown from there. */
final class AttestedReplay {
  private static final long MAX_BYTES = 256L << 20;

  private AttestedReplay() {}

  /**
   * What a report says of a plan.
   *
   * @param date the day to state; null for none. It is given, never read from a clock, because the
   *     same sources and reports have to give the same bytes
   */
  static ReplayAttestation read(Path file, String planDigest, @Nullable String date)
      throws CommandFailedException {
    checkDate(date);
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new CommandFailedException("`%s` is larger than any report".formatted(file), null);
      }
      return AttestedReport.read(Files.readString(file), planDigest, date);
    } catch (NoSuchFileException _) {
      throw new CommandFailedException(MissingFile.said(file), null);
    } catch (IOException unreadable) {
      throw new CommandFailedException("`%s` cannot be read".formatted(file), null);
    } catch (UnfitReportException unfit) {
      throw new CommandFailedException(
          ExitCode.PACK_ERRORS,
          "`%s` is not attested: %s".formatted(file, unfit.getMessage()),
          "run `kt replay --pack ... --report %s` with the pack that is built".formatted(file));
    }
  }

  private static void checkDate(@Nullable String date) throws CommandFailedException {
    try {
      if (date != null) {
        LocalDate parsed = LocalDate.parse(date);
        if (!parsed.toString().equals(date)) {
          throw new DateTimeException("another form");
        }
      }
    } catch (DateTimeException wrong) {
      throw new CommandFailedException("`--replay-date` is not a day such as 2026-11-25", null);
    }
  }

  static String toText(@Nullable ReplayAttestation replay) {
    if (replay == null) {
      return "not attested";
    }
    String date = replay.date() == null ? "" : ", " + replay.date();
    return String.format(
        Locale.ROOT,
        "%s, %,d flipped (%,d weakened, %,d tightened), %,d not replayable, against %s%s",
        Counted.of(replay.events(), "event"),
        replay.flipped(),
        replay.count("weakened"),
        replay.count("tightened"),
        replay.count("not_replayable"),
        replay.baseline() == null ? "what was recorded" : replay.baseline(),
        date);
  }

  static void write(@Nullable ReplayAttestation replay, JsonWriter json) {
    if (replay == null) {
      return;
    }
    json.name("replay").beginObject().name("report").value(replay.report());
    json.name("baseline").value(replay.baseline());
    json.name("events").value(replay.events()).name("flipped").value(replay.flipped());
    json.name("changes").beginObject();
    replay.changes().forEach((change, count) -> json.name(change).value(count));
    json.endObject().name("date").value(replay.date()).endObject();
  }
}
