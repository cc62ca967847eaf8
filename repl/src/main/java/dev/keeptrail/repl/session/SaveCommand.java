package dev.keeptrail.repl.session;

import dev.keeptrail.repl.saved.SavedTest;
import dev.keeptrail.repl.saved.SavedTestException;
import dev.keeptrail.repl.saved.SavedTestFiles;
import dev.keeptrail.repl.saved.SavedTestResult;
import java.nio.file.Path;
import java.util.List;

/** Makes a test of the event at hand. */
final class SaveCommand implements ShellCommand {
  private static final String TEST = "test";
  private static final String NOW = "--now";
  private static final CommandSheet SHEET =
      CommandSheet.of(
              "save",
              "test [NAME] [--now]",
              "make a test of the event at hand, without anything sensitive",
              """
              The test goes into tests/captured beside the pack, where `kt policy test` runs it. It
              expects what was recorded; with --now, or where nothing was recorded or something was
              changed with `what-if`, what the pack decides now. Its name is the event's id unless
              you give one.\
              """,
              "save test",
              "save test \"cards in prompts are refused\"",
              "save test treasury --now")
          .with(NOW, "expect what the pack decides now");

  @Override
  public CommandSheet sheet() {
    return SHEET;
  }

  @Override
  public List<String> words(List<String> before, SessionState state) {
    return before.isEmpty() ? List.of(TEST) : List.of();
  }

  @Override
  public Answer run(Arguments arguments, SessionState state) throws ProblemException {
    if (!arguments.word(0).equals(TEST)) {
      throw new ProblemException("save what?", "`save test` makes a test of the event at hand");
    }
    LoadedPack pack = state.pack();
    EventAtHand event = state.event();
    event.exchange();
    String name = String.join(" ", arguments.words().subList(1, arguments.size()));
    boolean now = arguments.has(NOW) || event.isChanged() || event.recorded().event() == null;
    try {
      SavedTest test =
          SavedTest.masked(
              name.isEmpty() ? event.recorded().id() : name,
              event.now(),
              now ? pack.pack().judged() : null);
      SavedTestResult result = test.run(pack.pack().judged());
      if (!result.needs().isEmpty()) {
        throw new ProblemException(
            "with placeholders, it does not answer the pack: needs " + result.needs(), null);
      }
      Path file = SavedTestFiles.write(pack.folder(), test);
      return new Answer.Page(said(file, result, state.paint()));
    } catch (SavedTestException impossible) {
      throw new ProblemException(String.valueOf(impossible.getMessage()), null);
    }
  }

  private static String said(Path file, SavedTestResult result, Paint paint) {
    SavedTest.Expected expected = result.test().expected();
    SavedTest.Expected got = result.got();
    String page =
        "saved `%s`\n    expects   %s\n"
            .formatted(file, paint.decision(expected.verdict(), expected.words()));
    return result.passed() || got == null
        ? page
        : page
            + "    it fails  the pack decides %s\n"
                .formatted(paint.decision(got.verdict(), got.words()));
  }
}
