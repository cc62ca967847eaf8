package dev.keeptrail.cli;

import dev.keeptrail.repl.input.MissingFile;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Opens a log of somebody else's, compressed with gzip or not. */
final class LogFile {
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private LogFile() {}

  /** The text of a file, or of standard input. */
  static Reader open(Path log, Invocation invocation) throws CommandFailedException {
    try {
      InputStream in =
          PackLoading.isStandardInput(log) ? invocation.in() : Files.newInputStream(log);
      return new InputStreamReader(plain(new BufferedInputStream(in)), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw PackLoading.isStandardInput(log) || Files.exists(log)
          ? unreadable(log, broken)
          : new CommandFailedException(MissingFile.said(log), null);
    }
  }

  private static InputStream plain(BufferedInputStream in) throws IOException {
    in.mark(2);
    boolean compressed = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
    in.reset();
    return compressed ? new GZIPInputStream(in) : in;
  }

  static CommandFailedException unreadable(Path log, IOException broken) {
    if (broken instanceof ZipException || broken instanceof EOFException) {
      return new CommandFailedException(
          "`%s` begins as a file of gzip, and cannot be unpacked".formatted(log),
          "it may be damaged or cut off: `gzip --test` tells");
    }
    String problem = Files.isDirectory(log) ? "is a folder" : "cannot be read";
    return new CommandFailedException("`%s` %s".formatted(log, problem), null);
  }
}
