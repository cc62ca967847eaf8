package dev.keeptrail.repl.session;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.language.archive.PackArchive;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.repl.history.Bisection;
import dev.keeptrail.repl.history.HistoryException;
import dev.keeptrail.repl.history.PackHistory;
import dev.keeptrail.repl.history.Revision;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.judge.Judgement;
import dev.keeptrail.repl.judge.Trial;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for the commit of the pack that made the decision on the event at hand what it is. */
final class BisectCommand implements ShellCommand {
  private static final CommandSheet SHEET =
      CommandSheet.of(
          "bisect",
          "",
          "find the commit of the pack's file that flipped the event at hand",
          """
          Judges the event with the pack as commits have it, and its imports with it. Commits in
          which the pack has errors are passed over. Needs `git`, and changes nothing.\
          """,
          "bisect");

  @Override
  public CommandSheet sheet() {
    return SHEET;
  }

  @Override
  public Answer run(Arguments arguments, SessionState state) throws ProblemException {
    arguments.atMost(0, SHEET);
    Path file = state.pack().file();
    if (file.toString().endsWith(PackArchive.EXTENSION)) {
      throw new ProblemException(
          "`%s` is compiled: git has no history of what is in it".formatted(file),
          "`pack` its source");
    }
    state.event().exchange();
    ReplayCase event = state.event().now();
    try {
      PackHistory history = PackHistory.of(file);
      List<Revision> revisions = history.revisions();
      var bisection =
          new Bisection<Decided>(revisions, revision -> decide(revision, history, event, state));
      return new Answer.Page(text(bisection.search(), revisions.size(), state.paint()));
    } catch (HistoryException unknown) {
      throw new ProblemException(String.valueOf(unknown.getMessage()), unknown.hint());
    }
  }

  /** What one revision decides, as far as revisions are compared. */
  private record Decided(String verdict, String words, List<Trial.PhaseEdit> edits) {}

  /** Null where the revision has errors, or the capture does not answer it. */
  private static @Nullable Decided decide(
      Revision revision, PackHistory history, ReplayCase event, SessionState state) {
    CapturedExchange exchange = event.exchange();
    if (exchange == null || state.surroundings().isInterrupted()) {
      return null;
    }
    Path name = Path.of(revision.path());
    try (LoadedPack pack =
        state
            .packs()
            .load(name, history.content(revision, revision.path()), history.at(revision))) {
      return switch (pack.pack().judged().judge(exchange, event.course(exchange))) {
        case Judgement.Judged(Trial trial) -> decided(trial);
        case Judgement.NotReplayable _ -> null;
      };
    } catch (ProblemException | HistoryException _) {
      // A revision with errors decides nothing; the search passes it over.
      return null;
    }
  }

  private static Decided decided(Trial trial) {
    String by = trial.policy() == null ? "" : " by " + trial.policy();
    return new Decided(
        trial.verdict().word(),
        trial.verdict().word() + by + " (" + trial.reasonCode() + ")",
        trial.edits());
  }

  private static String text(Bisection.Result<Decided> result, int commits, Paint paint) {
    return switch (result) {
      case Bisection.Result.Undecided<Decided>() ->
          "none of the commits decides this event, %d in all\n".formatted(commits);
      case Bisection.Result.Never<Decided>(Decided decision, int decided) ->
          "no commit changes it: %s in all %d that decide it\n"
              .formatted(words(decision, paint), decided);
      case Bisection.Result.Flipped<Decided>(
              Revision commit,
              Decided before,
              Decided after,
              List<Revision> between) -> {
        var text = new StringBuilder(commit(commit, paint)).append('\n');
        text.append("    before    ").append(words(before, paint)).append('\n');
        text.append("    since     ").append(words(after, paint)).append('\n');
        for (Revision undecided : between) {
          text.append("    or        ").append(commit(undecided, paint));
          text.append(", which decides nothing\n");
        }
        yield text.toString();
      }
    };
  }

  private static String commit(Revision commit, Paint paint) {
    return paint.strong(commit.shortId())
        + "  "
        + FrameRenderer.safe(commit.date())
        + "  "
        + FrameRenderer.safe(commit.subject());
  }

  private static String words(Decided decided, Paint paint) {
    int masked = decided.edits().size();
    return paint.decision(decided.verdict(), decided.words())
        + (masked == 0 ? "" : ", masks " + masked);
  }
}
