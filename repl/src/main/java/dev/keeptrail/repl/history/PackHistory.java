package dev.keeptrail.repl.history;

import dev.keeptrail.language.resolve.SourceFiles;
import dev.keeptrail.language.source.SourceReader;
import dev.keeptrail.language.source.SourceReading;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The commits that changed a file, and what it and its neighbours were then. */
public final class PackHistory {
  private static final int MAX_REVISIONS = 1_000;
  private static final String FORMAT = "--format=%x01%H%x02%as%x02%s";

  private final GitProgram git;
  private final String fileName;

  private PackHistory(GitProgram git, String fileName) {
    this.git = git;
    this.fileName = fileName;
  }

  /**
   * The history of a file.
   *
   * @throws HistoryException when there is no git, or the file is in no repository
   */
  public static PackHistory of(Path file) throws HistoryException {
    Path whole = file.toAbsolutePath().normalize();
    Path folder = whole.getParent();
    Path name = whole.getFileName();
    if (folder == null || name == null || !Files.isDirectory(folder)) {
      throw new HistoryException("`%s` is no file".formatted(file), null);
    }
    var git = new GitProgram(folder);
    if (git.run("rev-parse", "--show-toplevel").failed()) {
      throw new HistoryException(
          "`%s` is in no git repository".formatted(file), "`bisect` looks through its commits");
    }
    return new PackHistory(git, name.toString());
  }

  /**
   * The commits that changed the file, the newest first, also where it had another name; a bounded
   * number of them.
   *
   * @throws HistoryException when git knows no commit of the file
   */
  public List<Revision> revisions() throws HistoryException {
    GitProgram.Run log =
        git.run(
            "log",
            "--follow",
            "--no-ext-diff",
            "--no-textconv",
            "--diff-filter=d",
            "-n",
            Integer.toString(MAX_REVISIONS),
            "-z",
            "--name-only",
            FORMAT,
            "--",
            fileName);
    if (log.failed()) {
      throw new HistoryException("git: " + log.complaint(), null);
    }
    List<Revision> revisions = new ArrayList<>();
    for (String record : log.text().split("\u0001", -1)) {
      String[] fields = record.split("\u0002", -1);
      if (fields.length == 3) {
        String[] rest = fields[2].split("\0", -1);
        String path = rest.length > 1 ? rest[1].strip() : "";
        revisions.add(new Revision(fields[0], fields[1], rest[0].strip(), path));
      }
    }
    if (revisions.isEmpty()) {
      throw new HistoryException(
          "no commit holds `%s`".formatted(fileName), "commit it; `bisect` compares commits");
    }
    return revisions;
  }

  /** The files of the repository as they were, by their paths from its top. */
  public SourceFiles at(Revision revision) {
    return new SourceFiles() {
      @Override
      public Optional<String> resolve(String from, String path) {
        return SourceFiles.onDisk()
            .resolve(from, path)
            .map(name -> name.replace('\\', '/'))
            .filter(name -> !name.startsWith(".."));
      }

      @Override
      public SourceReading read(String name) throws IOException {
        try {
          return content(revision, name);
        } catch (HistoryException absent) {
          throw new FileNotFoundException(String.valueOf(absent.getMessage()));
        }
      }
    };
  }

  /**
   * A file as it was.
   *
   * @param path from the top of the repository
   * @throws HistoryException when the commit does not hold it
   */
  public SourceReading content(Revision revision, String path) throws HistoryException {
    GitProgram.Run show = git.run("show", "--no-textconv", revision.id() + ":" + path);
    if (show.failed()) {
      throw new HistoryException("commit %s has no `%s`".formatted(revision.shortId(), path), null);
    }
    return SourceReader.decode(path, show.output());
  }
}
