package dev.keeptrail.repl.session;

import dev.keeptrail.repl.input.ReplayInputException;
import java.nio.file.Path;

/** Loads the pack that judges. */
final class PackCommand implements ShellCommand {
  private static final CommandSheet SHEET =
      CommandSheet.of(
          "pack",
          "[FILE]",
          "load the pack that events are judged with: text, YAML or *.ktpack",
          "Alone, it says which pack is loaded. `edit` opens its file, `reload` reads it again.",
          "pack policy-config.yaml",
          "pack payments-guard-1.2.0.ktpack");

  @Override
  public CommandSheet sheet() {
    return SHEET;
  }

  @Override
  public boolean takesFile(int position) {
    return position == 0;
  }

  @Override
  public Answer run(Arguments arguments, SessionState state)
      throws ProblemException, ReplayInputException {
    arguments.atMost(1, SHEET);
    if (arguments.size() == 0) {
      return new Answer.Page(said(state.pack()));
    }
    Path file = OpenCommand.path(arguments.word(0));
    return load(file, state);
  }

  /** Loads a pack in the place of the one there is, and tells what that changes. */
  static Answer load(Path file, SessionState state) throws ProblemException, ReplayInputException {
    LoadedPack next = state.packs().load(file);
    state.pack(next);
    var effect = new ReloadEffect(state);
    return new Answer.Page(next.warnings() + said(next) + effect.text());
  }

  private static String said(LoadedPack pack) {
    return "pack `%s`: %s, policies in chain: %d\n"
        .formatted(pack.file(), pack.label(), pack.plan().chain().size());
  }
}
