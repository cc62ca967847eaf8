package dev.keeptrail.repl.session;

import java.util.List;

/** Says what the pack is held against. */
final class BaselineCommand implements ShellCommand {
  private static final String RECORDED = "recorded";
  private static final CommandSheet SHEET =
      CommandSheet.of(
          "baseline",
          "FILE | recorded",
          "hold the pack against another one, or against what was recorded",
          "",
          "baseline main.ktpack",
          "baseline recorded");

  @Override
  public CommandSheet sheet() {
    return SHEET;
  }

  @Override
  public boolean takesFile(int position) {
    return position == 0;
  }

  @Override
  public List<String> words(List<String> before, SessionState state) {
    return before.isEmpty() ? List.of(RECORDED) : List.of();
  }

  @Override
  public Answer run(Arguments arguments, SessionState state) throws ProblemException {
    arguments.atMost(1, SHEET);
    switch (arguments.word(0)) {
      case "" -> {
        LoadedPack baseline = state.baseline();
        return new Answer.Page(
            baseline == null
                ? "held against what was recorded\n"
                : "held against `%s`: %s\n".formatted(baseline.file(), baseline.label()));
      }
      case RECORDED -> state.baseline(null);
      default -> state.baseline(state.packs().load(OpenCommand.path(arguments.word(0))));
    }
    String card =
        state.eventIfAny().isPresent() ? state.summary().card(state.against(), state.paint()) : "";
    return new Answer.Page(card);
  }
}
