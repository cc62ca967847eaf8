package dev.keeptrail.engine.golden;

import dev.keeptrail.engine.decision.DecisionJson;
import dev.keeptrail.engine.packtest.CaseResult;
import dev.keeptrail.engine.packtest.CaseResult.GoldenOutcome;
import dev.keeptrail.engine.packtest.CaseResult.GoldenOutcome.Difference;
import dev.keeptrail.engine.packtest.CaseResult.GoldenOutcome.State;
import dev.keeptrail.engine.packtest.CaseRun;
import dev.keeptrail.engine.packtest.CaseRun.JudgedPhase;
import dev.keeptrail.engine.trace.TraceJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares what was decided with the approved files of a folder, by the conventions of Approval
 * Tests: a difference leaves the received file beside the approved one, success leaves nothing. The
 * library of that name is made for test suites on a developer's machine and brings reporters that
 * start other programs; comparing two texts needs none of it.
 */
public final class GoldenTraces {
  private static final String APPROVED = ".approved";
  private static final String RECEIVED = ".received";

  private final Path folder;
  private final boolean update;
  private final Map<String, String> names;

  /**
   * @param titles the titles of all tests of the pack, run or not
   * @param update whether approved files are rewritten where they differ
   */
  public GoldenTraces(Path folder, List<String> titles, boolean update) {
    this.folder = folder;
    this.update = update;
    this.names = GoldenNames.of(titles);
  }

  /**
   * Compares the trace of a test, and its decision unless the trace alone is asked for.
   *
   * @throws IOException when a file cannot be read or written
   */
  public List<GoldenOutcome> check(CaseResult result, boolean traceOnly) throws IOException {
    CaseRun run = result.run();
    String name = names.getOrDefault(result.test().title(), "");
    var masking = Masking.of(run);
    List<GoldenOutcome> outcomes = new ArrayList<>();
    outcomes.add(compare(name, ".jsonl", masking.mask(trace(run))));
    if (!traceOnly) {
      String decision = DecisionJson.of(run.phases().stream().map(JudgedPhase::decision).toList());
      outcomes.add(compare(name, ".json", masking.mask(decision)));
    }
    return outcomes;
  }

  /**
   * Approved files that belong to no test: their test was renamed or removed.
   *
   * @throws IOException when the folder cannot be read
   */
  public List<GoldenOutcome> surplus() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    Set<String> known = new HashSet<>();
    names.values().forEach(name -> known.add(name + APPROVED));
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> {
            String name = String.valueOf(file.getFileName());
            int end = name.lastIndexOf('.');
            return end > 0
                && name.contains(APPROVED + ".")
                && !known.contains(name.substring(0, end));
          })
          .sorted()
          .map(file -> new GoldenOutcome(file.toString(), State.SURPLUS))
          .toList();
    }
  }

  private static String trace(CaseRun run) {
    var lines = new StringBuilder();
    for (JudgedPhase phase : run.phases()) {
      lines.append(TraceJson.of(phase.decision().trace(), phase.phase().word()));
    }
    return lines.toString();
  }

  private GoldenOutcome compare(String name, String extension, String actual) throws IOException {
    Path approved = folder.resolve(name + APPROVED + extension);
    Path received = folder.resolve(name + RECEIVED + extension);
    boolean there = Files.isRegularFile(approved);
    String before = there ? Files.readString(approved, StandardCharsets.UTF_8) : "";
    if (there && before.equals(actual)) {
      Files.deleteIfExists(received);
      return new GoldenOutcome(approved.toString(), State.SAME);
    }
    Files.createDirectories(folder);
    if (update) {
      Files.writeString(approved, actual, StandardCharsets.UTF_8);
      Files.deleteIfExists(received);
      return new GoldenOutcome(approved.toString(), State.UPDATED);
    }
    Files.writeString(received, actual, StandardCharsets.UTF_8);
    return there
        ? new GoldenOutcome(approved.toString(), State.DIFFERENT, difference(before, actual))
        : new GoldenOutcome(approved.toString(), State.MISSING);
  }

  /** The first line in which they part; their last ones where only their ends differ. */
  private static Difference difference(String approved, String received) {
    List<String> before = approved.lines().toList();
    List<String> now = received.lines().toList();
    int at = 0;
    while (at < before.size() && at < now.size() && before.get(at).equals(now.get(at))) {
      at++;
    }
    return new Difference(
        at + 1, at < before.size() ? before.get(at) : "", at < now.size() ? now.get(at) : "");
  }
}
