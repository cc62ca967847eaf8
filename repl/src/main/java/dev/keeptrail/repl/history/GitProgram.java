package dev.keeptrail.repl.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs {@code git} to read, never to change or to fetch; within bounds of time and size. */
final class GitProgram {
  private static final int MAX_BYTES = 16 << 20;
  private static final int SECONDS = 30;

  private final Path folder;

  GitProgram(Path folder) {
    this.folder = folder;
  }

  /** What came of a run: standard output, and the first line of standard error. */
  static final class Run {
    private final int exitCode;
    private final byte[] output;
    private final String complaint;

    private Run(int exitCode, byte[] output, String complaint) {
      this.exitCode = exitCode;
      this.output = output;
      this.complaint = complaint;
    }

    boolean failed() {
      return exitCode != 0;
    }

    byte[] output() {
      return output.clone();
    }

    String text() {
      return new String(output, StandardCharsets.UTF_8);
    }

    String complaint() {
      return complaint;
    }
  }

  /**
   * Runs it to its end.
   *
   * @throws HistoryException when there is no git, or it does not end
   */
  Run run(String... arguments) throws HistoryException {
    List<String> command = new ArrayList<>(List.of("git", "-c", "core.fsmonitor=false"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.environment().put("LC_ALL", "C");
    try {
      Process process = builder.start();
      // WHY: what is read below ends only with the process.
      CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS)
          .execute(process::destroyForcibly);
      try (InputStream output = process.getInputStream();
          InputStream errors = process.getErrorStream()) {
        process.getOutputStream().close();
        byte[] bytes = output.readNBytes(MAX_BYTES);
        if (bytes.length == MAX_BYTES) {
          throw new HistoryException("git says more than %d bytes".formatted(MAX_BYTES), null);
        }
        String complaint =
            new String(errors.readNBytes(4_096), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("");
        return new Run(process.waitFor(), bytes, complaint);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException absent) {
      throw new HistoryException(
          "there is no program `git` here", "`bisect` needs git 2.0 or newer on the path");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new HistoryException("git was interrupted", null);
    }
  }
}
