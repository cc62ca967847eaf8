package dev.keeptrail.repl.session;

import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.repl.compare.Change;
import dev.keeptrail.repl.input.Recording.Entry;
import dev.keeptrail.repl.input.Recording.Walk;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.input.ReplayInputException;
import dev.keeptrail.repl.report.Flip.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists events from the one at hand on. */
final class ListCommand implements ShellCommand {
  private static final int DEFAULT = 20;
  private static final int MAX = 10_000;
  private static final int MAX_ID = 40;
  private static final int MAX_EXCERPT = 60;
  private static final CommandSheet SHEET =
      CommandSheet.of(
              "list",
              "[N]",
              "list the event at hand and those behind it",
              "20 events unless told otherwise.",
              "list",
              "list 100",
              "list 5 --json")
          .withJson();

  @Override
  public CommandSheet sheet() {
    return SHEET;
  }

  @Override
  public Answer run(Arguments arguments, SessionState state)
      throws ProblemException, ReplayInputException {
    arguments.atMost(1, SHEET);
    int size = arguments.count(0, DEFAULT, MAX);
    Walk walk = state.recording().from(Math.max(1, state.position()));
    List<EventSummary> events = new ArrayList<>();
    Optional<Entry> next = state.next(walk);
    while (next.isPresent() && !state.surroundings().isInterrupted()) {
      Entry entry = next.get();
      ReplayCase recorded = entry.item().read();
      events.add(EventSummary.of(entry.position(), recorded, state.sides()));
      next = events.size() < size ? state.next(walk) : Optional.empty();
    }
    if (arguments.wantsJson()) {
      JsonWriter json = JsonWriter.indented().beginArray();
      events.forEach(event -> event.write(json));
      return new Answer.Page(json.endArray() + "\n");
    }
    return new Answer.Page(table(events, state));
  }

  private static String table(List<EventSummary> events, SessionState state) {
    if (events.isEmpty()) {
      return "no events\n";
    }
    Paint paint = state.paint();
    int ids = events.stream().mapToInt(event -> shown(event.id()).length()).max().orElse(2);
    var table = new StringBuilder();
    String heading = "  %7s  %s  %-9s".formatted("#", Paint.padded("id", ids), state.against());
    table.append(
        paint.faint(heading + (state.hasPack() ? "  pack       change        " : "") + "  text"));
    table.append('\n');
    for (EventSummary event : events) {
      table.append(event.position() == state.position() ? "> " : "  ");
      table.append("%7d  %s".formatted(event.position(), Paint.padded(shown(event.id()), ids)));
      verdict(event.before(), table, paint);
      if (state.hasPack()) {
        verdict(event.now(), table, paint);
        Change change = event.change();
        table.append("  ").append(change == null ? Paint.padded("", 14) : paint.change(change, 14));
      }
      table.append(event.excerpt().isEmpty() ? "" : "  " + cut(event.excerpt(), MAX_EXCERPT));
      table.append('\n');
    }
    return table.toString();
  }

  private static void verdict(@Nullable Side side, StringBuilder table, Paint paint) {
    table.append("  ");
    table.append(side == null ? Paint.padded("-", 9) : paint.verdict(side.verdict(), 9));
  }

  private static String shown(String id) {
    return cut(FrameRenderer.safe(id), MAX_ID);
  }

  private static String cut(String safe, int most) {
    if (safe.length() <= most) {
      return safe;
    }
    int end = Character.isHighSurrogate(safe.charAt(most - 2)) ? most - 2 : most - 1;
    return safe.substring(0, end) + "…";
  }
}
