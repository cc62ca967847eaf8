package dev.keeptrail.conformance.bypass;

import dev.keeptrail.conformance.bypass.BypassClasses.BypassClass;
import dev.keeptrail.conformance.bypass.BypassClasses.Point;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The page that says of each class what is done, in which cells, and what shows it. */
final class BypassPage {
  private static final String HEAD =
      """
      # Bypass classes

      What slips past gateways and detectors of this field, class by class: what is done about it here, and which case or test shows it. Written by \
      `BypassPageTest` from the cases, which fails when the page is out of date, or when something of a class has neither a case nor a test.

      A case is a file below [`conformance-tests/cases/bypass`](../../conformance-tests/README.md): what an attacker writes and where. It goes through a real \
      gateway with a scripted provider in chat completions, responses and messages, in the request (*input*) and in the answer (*output*), as one body \
      (*unary*) and as a *stream*; these are the cells. Where a class has no meaning in a cell, the case says why. Of every cell the golden file beside the case holds status, \
      verdict, reason, what was found, what was not scanned, and what provider and caller got. Whatever a golden file says, the raw value may be in nothing that went to \
      the provider or the caller, nor in the event, the log, the metrics or the files of the ledger. Only a case \
      about something that stays open lets it go to the provider and the caller, and says so.

      """;

  private final List<BypassCase> cases;
  private final Map<String, Path> tests;

  /**
   * Prepares the page.
   *
   * @param tests the tests of the repository by name of class, as paths from its root
   */
  BypassPage(List<BypassCase> cases, Map<String, Path> tests) {
    this.cases = cases;
    this.tests = tests;
  }

  String of(List<BypassClass> classes) {
    var page = new StringBuilder(HEAD);
    page.append("| class | points | cases | cells | stays open |\n|---|---|---|---|---|\n");
    for (BypassClass one : classes) {
      page.append(row(one));
    }
    for (BypassClass one : classes) {
      page.append("\n## %d. %s\n\n%s\n\n".formatted(one.number(), one.name(), one.does()));
      page.append("| | what holds | cells | shown by |\n|---|---|---|---|\n");
      one.points().forEach(point -> page.append(row(point)));
      limits(one, page);
    }
    return page.toString();
  }

  private String row(BypassClass one) {
    Set<BypassCase> held = new LinkedHashSet<>();
    one.points().forEach(point -> held.addAll(casesOf(point)));
    long open = one.points().stream().filter(point -> !limitsOf(point).isEmpty()).count();
    int cells = held.stream().mapToInt(BypassPage::cells).sum();
    return "| [%d. %s](#%s) | %d | %d | %d | %s |\n"
        .formatted(
            one.number(),
            one.name(),
            anchor(one),
            one.points().size(),
            held.size(),
            cells,
            open == 0 ? "" : open);
  }

  private static String anchor(BypassClass one) {
    return (one.number() + "-" + one.name())
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  private List<BypassCase> casesOf(Point point) {
    return cases.stream().filter(given -> given.holds().contains(point.id())).toList();
  }

  private static int cells(BypassCase given) {
    int cells = given.routes().size();
    for (Direction direction : Direction.values()) {
      for (Tongue tongue : Tongue.values()) {
        for (String mode : Side.MODES) {
          cells += given.side(direction).has(tongue, mode) ? 1 : 0;
        }
      }
    }
    return cells;
  }

  private String row(Point point) {
    List<BypassCase> held = casesOf(point);
    Set<String> musts = new LinkedHashSet<>();
    Set<String> cells = new LinkedHashSet<>();
    List<String> shown = new ArrayList<>();
    for (BypassCase given : held) {
      musts.addAll(musts(given));
      cells.add(cellsOf(given));
      shown.add(
          "[`%s`](../../conformance-tests/cases/bypass/%s.yaml)"
              .formatted(given.name().substring(given.name().indexOf('/') + 1), given.name()));
    }
    for (String test : point.tests()) {
      String name = test.split("#", 2)[0];
      shown.add("[`%s`](../../%s)".formatted(test.replace('#', '.'), tests.get(name)));
    }
    return "| %s | %s | %s | %s |\n"
        .formatted(
            point.says().replace("|", "\\|"),
            String.join("; ", musts),
            String.join("; ", cells),
            String.join(", ", shown));
  }

  /** What must hold on the sides of a case. */
  private static Set<String> musts(BypassCase given) {
    Set<String> musts = new LinkedHashSet<>();
    for (Direction direction : Direction.values()) {
      Side side = given.side(direction);
      if (side.without().isEmpty()) {
        musts.add(side.steps().getLast().must().says());
      }
    }
    given.routes().forEach(route -> musts.add(route.step().must().says()));
    return musts;
  }

  private static String cellsOf(BypassCase given) {
    List<String> sides = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      Side side = given.side(direction);
      if (side.without().isEmpty()) {
        sides.add(direction.word() + cellsOf(side));
      }
    }
    if (sides.equals(List.of("input", "output"))) {
      return "all 12";
    }
    if (!given.routes().isEmpty()) {
      sides.add(given.routes().size() + " of other routes");
    }
    return String.join(", ", sides);
  }

  /** Nothing where all of a side is there. */
  private static String cellsOf(Side side) {
    List<String> parts = new ArrayList<>();
    if (!side.withoutTongue().isEmpty()) {
      parts.add(
          String.join(
              " and ",
              Arrays.stream(Tongue.values())
                  .filter(tongue -> !side.withoutTongue().containsKey(tongue))
                  .map(Tongue::word)
                  .toList()));
    }
    Side.MODES.stream()
        .filter(mode -> side.withoutMode().containsKey(mode))
        .forEach(mode -> parts.add(mode.equals("stream") ? "unary" : "stream"));
    return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
  }

  private Set<String> limitsOf(Point point) {
    Set<String> limits = new LinkedHashSet<>();
    if (!point.limit().isEmpty()) {
      limits.add(point.limit());
    }
    casesOf(point).stream()
        .map(BypassCase::limit)
        .filter(limit -> !limit.isEmpty())
        .forEach(limits::add);
    return limits;
  }

  private void limits(BypassClass one, StringBuilder page) {
    List<String> lines = new ArrayList<>();
    for (Point point : one.points()) {
      limitsOf(point).forEach(limit -> lines.add("* *%s:* %s\n".formatted(point.says(), limit)));
    }
    if (!lines.isEmpty()) {
      page.append("\nWhat stays open:\n\n").append(String.join("", lines));
    }
  }
}
