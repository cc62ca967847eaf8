package dev.keeptrail.cli;

import dev.keeptrail.gateway.serving.Packs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Candidates that are shown what passes, and decide nothing. */
final class ShadowOptions {
  @Option(
      names = "--shadow-pack",
      paramLabel = "[<group>=]<file>",
      description =
          "A candidate: a pack that judges what passes off the request path and changes nothing;"
              + " what it would have decided otherwise is kept beside the ledger (`kt events"
              + " shadow`). For the traffic of the pack for everybody, or of a consumer group's."
              + " Repeatable, one for each pack.")
  private List<String> candidates = new ArrayList<>();

  /** Which file is the candidate for the pack of which group. */
  SortedMap<String, Path> files(Set<String> groups) throws CommandFailedException {
    SortedMap<String, Path> files = new TreeMap<>();
    for (String candidate : candidates) {
      int sign = candidate.indexOf('=');
      String group = sign < 0 ? Packs.COMMON : candidate.substring(0, sign);
      Path file = Path.of(candidate.substring(sign + 1));
      if (file.toString().isBlank()) {
        throw new CommandFailedException("`--shadow-pack` names no file", ProblemPrinter.EMPTY);
      }
      if (!groups.contains(group)) {
        throw new CommandFailedException(
            "`--shadow-pack` names consumer group `%s`, which has no pack".formatted(group),
            "add `--group-pack`, or write ./ before the name of a file that has a `=`");
      }
      if (files.put(group, file) != null) {
        throw new CommandFailedException("a pack has one `--shadow-pack` at most", null);
      }
    }
    return files;
  }
}
