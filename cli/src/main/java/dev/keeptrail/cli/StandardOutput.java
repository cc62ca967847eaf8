package dev.keeptrail.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Standard output, which remembers why a write to it failed; a {@link PrintStream} only knows that
 * one did. What a full disk has cut off must not look whole.
 */
final class StandardOutput extends OutputStream {
  private static final Path PLACE = Path.of("/dev/fd/1");
  private static final int TYPE = 0170000;
  private static final int PIPE = 0010000;
  private static final int SOCKET = 0140000;

  private final OutputStream target;
  private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

  StandardOutput(OutputStream target) {
    this.target = target;
  }

  /** The exit code of a command that ended with another, having said what was not written. */
  int exitCode(int ended, BooleanSupplier toReader, PrintStream err) {
    IOException problem = failure.get();
    if (problem == null || toReader.getAsBoolean()) {
      return ended;
    }
    err.println("kt: not all of the output could be written: " + problem.getMessage());
    return ended == ExitCode.OK ? ExitCode.USAGE_OR_IO : ended;
  }

  /** Whether there is somebody at the other end who may go away, as {@code head} does. */
  static boolean goesToReader() {
    try {
      int type = (Integer) Files.getAttribute(PLACE, "unix:mode") & TYPE;
      return type == PIPE || type == SOCKET;
    } catch (IOException | UnsupportedOperationException e) {
      // WHY: where nobody can tell, a failure is said rather than not.
      return false;
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      target.write(bytes, offset, length);
    } catch (IOException e) {
      failure.compareAndSet(null, e);
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      target.flush();
    } catch (IOException e) {
      failure.compareAndSet(null, e);
      throw e;
    }
  }
}
