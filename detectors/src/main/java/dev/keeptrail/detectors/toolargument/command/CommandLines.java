package dev.keeptrail.detectors.toolargument.command;

import java.util.List;
import java.util.Set;

/** Judges a command line or script, also those it hands to another shell. */
public final class CommandLines {
  private static final int MAX_DEPTH = 2;

  /** Options whose next word a shell, or a program like it, runs. */
  private static final Set<String> RUNS =
      Set.of(
          "-c",
          "-lc",
          "-ic",
          "-xc",
          "-ec",
          "-lic",
          "/c",
          "/k",
          "-command",
          "-exec",
          "-execdir",
          "-ok");

  private CommandLines() {}

  /** What harm is reported to. */
  @FunctionalInterface
  public interface Harm {
    /** Takes where a command stands in the text, and a score above nothing. */
    void add(int start, int end, double score);
  }

  /** Judges a text in small letters, in time linear in its length. */
  public static void judge(CharSequence text, Harm harm) {
    judge(text, harm, 0);
  }

  private static void judge(CharSequence text, Harm harm, int depth) {
    var fetching = new Fetching();
    var variables = new Variables();
    String before = "";
    for (Pipeline pipeline : ScriptReader.read(text)) {
      List<Command> commands = pipeline.commands();
      for (int i = 0; i < commands.size(); i++) {
        Command command = commands.get(i);
        double score = Math.max(score(pipeline, i), fetching.score(pipeline, i));
        score = Math.max(score, wipesHere(before, command));
        if (score > 0) {
          harm.add(command.start(), command.end(), score);
        }
        variables.note(command);
        String spelled = depth < MAX_DEPTH ? variables.spelled(command) : "";
        if (!spelled.isEmpty()) {
          judge(
              spelled, (_, _, inner) -> harm.add(command.start(), command.end(), inner), depth + 1);
        }
        if (depth < MAX_DEPTH) {
          nested(command, (_, _, inner) -> harm.add(command.start(), command.end(), inner), depth);
        }
      }
      before = pipeline.first().line();
    }
  }

  private static double score(Pipeline pipeline, int index) {
    Command command = pipeline.commands().get(index);
    double score = Math.max(Wiping.score(command), Sending.score(pipeline, index));
    score = Math.max(score, Math.max(Planting.score(pipeline, index), Spawning.score(command)));
    score = Math.max(score, Math.max(Searching.score(command), WindowsHarm.score(pipeline, index)));
    score = Math.max(score, Math.max(Clouds.score(command), Guards.score(command)));
    score = Math.max(score, Packages.score(command));
    double bomb = index == 0 && Disguises.isBomb(pipeline) ? 0.95 : 0;
    return Math.max(score, Math.max(bomb, Disguises.score(pipeline, index)));
  }

  /** {@code cd / && rm -rf *}. */
  private static double wipesHere(String before, Command command) {
    boolean root = before.startsWith("cd ") && Places.isRoot(before.substring(3));
    return root
            && command.program().equals("rm")
            && command.hasFlag('r')
            && (command.has("*") || command.has("./*") || command.has("."))
        ? 0.9
        : 0;
  }

  /** What a word holds that another shell runs. */
  private static void nested(Command command, Harm harm, int depth) {
    List<String> words = command.words();
    for (int i = 0; i + 1 < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith("-exec") || word.equals("-ok")) {
        judge(String.join(" ", words.subList(i + 1, words.size())), harm, depth + 1);
        return;
      }
      if (RUNS.contains(word)) {
        judge(words.get(i + 1), harm, depth + 1);
      }
    }
    int rest = words.indexOf("--");
    boolean inside = Set.of("kubectl", "oc", "podman", "lxc", "crictl").contains(command.program());
    if (inside && command.has("exec") && rest > 0) {
      judge(String.join(" ", words.subList(rest + 1, words.size())), harm, depth + 1);
    }
    switch (command.program()) {
      case "eval" -> judge(String.join(" ", command.arguments()), harm, depth + 1);
      case "ssh" ->
          command.operands().stream().skip(1).forEach(word -> judge(word, harm, depth + 1));
      default -> {
        if (Fetching.SHELLS.contains(command.program()) && !command.input().isEmpty()) {
          judge(command.input(), harm, depth + 1);
        }
      }
    }
  }
}
