package dev.keeptrail.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A folder that goes away with all it holds when closed, or when the process is ended before that,
 * unless it is to be kept.
 */
record TemporaryFolder(Path path, boolean keep) implements AutoCloseable {
  static TemporaryFolder create(String prefix, boolean keep) throws IOException {
    return watched(new TemporaryFolder(Files.createTempDirectory(prefix), keep));
  }

  /** The folder that temporary ones are made in. */
  static Path place() {
    return Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
  }

  private static TemporaryFolder watched(TemporaryFolder folder) {
    Runtime.getRuntime().addShutdownHook(new Thread(folder::removeAtEnd));
    return folder;
  }

  private void removeAtEnd() {
    try {
      close();
    } catch (IOException stillInUse) {
      System.err.println("kt: the temporary folder `" + path + "` could not be removed");
    }
  }

  @Override
  public void close() throws IOException {
    if (!keep) {
      remove(path);
    }
  }

  /** A file, or a folder with all it holds; where links lead, everything stays. */
  static void remove(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.walkFileTree(path, new Deletion());
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
