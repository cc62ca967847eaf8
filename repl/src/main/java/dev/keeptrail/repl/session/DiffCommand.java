package dev.keeptrail.repl.session;

import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.repl.compare.Comparison;
import dev.keeptrail.repl.compare.Divergence;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.judge.Trial;
import dev.keeptrail.repl.report.Flip;
import dev.keeptrail.repl.report.ReplayReport.RuleRef;
import dev.keeptrail.repl.run.Flips;
import dev.keeptrail.repl.run.ReplayPack;
import dev.keeptrail.repl.run.SideBySide;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds the two decisions on the event at hand against each other. */
final class DiffCommand implements ShellCommand {
  private static final CommandSheet SHEET =
      CommandSheet.of(
              "diff",
              "",
              "show what the pack decides otherwise here, and where the traces part",
              "Against what was recorded, or against the baseline where there is one.",
              "diff",
              "diff --json")
          .withJson();

  @Override
  public CommandSheet sheet() {
    return SHEET;
  }

  /** One side of the place where traces part. */
  private record Parting(String name, @Nullable RuleRef rule) {}

  @Override
  public Answer run(Arguments arguments, SessionState state) throws ProblemException {
    arguments.atMost(0, SHEET);
    state.pack();
    SideBySide sides = state.sides();
    ReplayCase recorded = state.event().now();
    if (sides == null) {
      throw new IllegalStateException("a pack is loaded");
    }
    Comparison comparison = sides.compare(recorded);
    Flip flip =
        Flips.of(recorded, comparison)
            .orElseThrow(
                () -> new ProblemException("not replayable: needs " + comparison.needs(), null));
    List<Parting> partings = partings(comparison.divergence(), sides, state.against());
    return new Answer.Page(
        arguments.wantsJson()
            ? json(flip, partings)
            : text(flip, partings, state.against(), state.paint()));
  }

  private static List<Parting> partings(
      @Nullable Divergence divergence, SideBySide sides, String against) {
    if (divergence == null) {
      return List.of();
    }
    ReplayPack other = sides.baseline();
    Trial.Step before = divergence.baseline();
    Trial.Step after = divergence.candidate();
    List<Parting> partings = new ArrayList<>();
    partings.add(
        new Parting(
            against,
            before == null
                ? null
                : other == null ? ReplayPack.unplaced(before) : other.rule(before)));
    partings.add(new Parting("pack", after == null ? null : sides.candidate().rule(after)));
    return partings;
  }

  private static String text(Flip flip, List<Parting> partings, String against, Paint paint) {
    var text = new StringBuilder();
    line("change", paint.change(flip.change(), 0), text);
    line(against, paint.decision(flip.baseline().verdict(), flip.baseline().words()), text);
    line("pack", paint.decision(flip.candidate().verdict(), flip.candidate().words()), text);
    flip.edits().forEach(edit -> line("masked", FrameRenderer.safe(edit), text));
    for (Parting parting : partings) {
      RuleRef rule = parting.rule();
      String what = rule == null ? "no further rule" : rule.name() + " (" + rule.effect() + ")";
      line("fired", parting.name() + ": " + FrameRenderer.safe(what), text);
      if (rule != null && !rule.place().isEmpty()) {
        line("", FrameRenderer.safe(rule.place()) + ": " + rule.line(), text);
      }
    }
    return text.toString();
  }

  private static void line(String name, String words, StringBuilder text) {
    text.append("    ").append(Paint.padded(name, 10)).append(words).append('\n');
  }

  private static String json(Flip flip, List<Parting> partings) {
    JsonWriter json = JsonWriter.indented().beginObject();
    json.name("id").value(flip.id());
    json.name("change").value(flip.change().word());
    json.name("before").value(flip.baseline().words());
    json.name("pack").value(flip.candidate().words());
    json.name("open_end").value(flip.openEnd());
    json.name("edits").beginArray();
    flip.edits().forEach(json::value);
    json.endArray().name("parting").beginArray();
    for (Parting parting : partings) {
      RuleRef rule = parting.rule();
      json.beginObject().name("side").value(parting.name());
      json.name("rule").value(rule == null ? null : rule.name());
      json.name("place").value(rule == null || rule.place().isEmpty() ? null : rule.place());
      json.endObject();
    }
    return json.endArray().endObject() + "\n";
  }
}
