package dev.keeptrail.gateway.console;

import static dev.keeptrail.gateway.html.Html.all;
import static dev.keeptrail.gateway.html.Html.attr;
import static dev.keeptrail.gateway.html.Html.el;
import static dev.keeptrail.gateway.html.Html.style;
import static dev.keeptrail.gateway.html.Html.text;

import dev.keeptrail.gateway.html.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * Bars over time, each of one part or of several, one on top of the other, drawn as SVG; with the
 * same numbers as a table that unfolds, for who cannot see them or wants them exactly.
 *
 * @param title what is shown
 * @param parts classes and names of the parts, from the bottom up
 * @param bars one for each slot of time, in order
 * @param unit how a number is written
 * @param width in the picture's own units
 */
record BarChart(
    String title, List<Part> parts, List<Bar> bars, DoubleFunction<String> unit, int width) {
  /** Of a picture as wide as the page, and of one half as wide. */
  static final int WHOLE = 1_140;

  static final int HALF = 560;
  private static final int HEIGHT = 180;
  private static final int LEFT = 76;
  private static final int BOTTOM = 22;
  private static final int TOP = 8;

  /** Lines above the bottom one. */
  private static final int LINES = 2;

  /** One part of a bar. */
  record Part(String style, String name) {}

  /**
   * One bar.
   *
   * @param values one for each part, not negative
   */
  record Bar(String label, List<Double> values) {
    Bar {
      values = List.copyOf(values);
    }

    double height() {
      return values.stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  Node figure() {
    return el(
        "figure",
        style("chart"),
        el("figcaption", text(title), legend()),
        // It scrolls on a narrow screen, and not every browser lets the keyboard do that by itself.
        el(
            "div",
            style(width == WHOLE ? "plot whole" : "plot"),
            attr("role", "group"),
            attr("aria-label", title),
            attr("tabindex", "0"),
            picture(),
            scale()),
        el("details", el("summary", text("As a table")), numbers()));
  }

  /** The numbers of the lines: a picture of its own, which stays where the bars scroll. */
  private Node scale() {
    double top = top();
    boolean empty = most() == 0;
    List<Node> numbers = new ArrayList<>();
    for (int line = 0; line <= LINES; line++) {
      double value = top * line / LINES;
      boolean said = isSaidAbove(line, top) || (empty && line > 0);
      numbers.add(
          el(
              "text",
              style("axis right"),
              attr("x", LEFT - 6L),
              attr("y", number(y(value, top) + 4)),
              text(said ? "" : unit.apply(value))));
    }
    return el(
        "svg",
        style("scale"),
        attr("viewBox", "0 0 " + LEFT + " " + HEIGHT),
        attr("aria-hidden", "true"),
        all(numbers));
  }

  private Node picture() {
    return el(
        "svg",
        style("bars"),
        attr("viewBox", LEFT + " 0 " + (width - LEFT) + " " + HEIGHT),
        attr("role", "img"),
        attr("aria-label", title + "; the table below says the same"),
        all(draw()));
  }

  private Node legend() {
    return parts.size() < 2
        ? text("")
        : el(
            "span",
            style("legend"),
            all(
                parts.stream()
                    .map(part -> el("span", style("key " + part.style()), text(part.name())))));
  }

  /** Half of one is one in whole numbers. */
  private boolean isSaidAbove(int line, double top) {
    return line == 1 && unit.apply(top / 2).equals(unit.apply(top));
  }

  private double most() {
    return bars.stream().mapToDouble(Bar::height).max().orElse(0);
  }

  private double top() {
    double most = most();
    return most == 0 ? 1 : nice(most);
  }

  private List<Node> draw() {
    double top = top();
    List<Node> shapes = new ArrayList<>();
    for (int line = 0; line <= LINES; line++) {
      double y = y(top * line / LINES, top);
      shapes.add(
          el(
              "line",
              style("grid"),
              attr("x1", LEFT),
              attr("x2", width),
              attr("y1", number(y)),
              attr("y2", number(y))));
    }
    double slot = (double) (width - LEFT) / Math.max(1, bars.size());
    for (int at = 0; at < bars.size(); at++) {
      bar(bars.get(at), LEFT + at * slot, slot, top, shapes);
    }
    labels(slot, shapes);
    return shapes;
  }

  private void bar(Bar bar, double x, double slot, double top, List<Node> shapes) {
    double reached = 0;
    for (int part = 0; part < parts.size(); part++) {
      double value = bar.values().get(part);
      if (value > 0) {
        double upper = y(reached + value, top);
        double height = Math.max(1, y(reached, top) - upper);
        shapes.add(
            el(
                "rect",
                style("part " + parts.get(part).style()),
                attr("x", number(x + slot * 0.1)),
                attr("y", number(upper)),
                attr("width", number(slot * 0.8)),
                attr("height", number(height)),
                el(
                    "title",
                    text(
                        "%s: %s %s"
                            .formatted(bar.label(), unit.apply(value), parts.get(part).name())))));
        reached += value;
      }
    }
  }

  /** As many as there is room for. */
  private void labels(double slot, List<Node> shapes) {
    int step = Math.max(1, (int) Math.ceil(96 / slot));
    for (int at = 0; at < bars.size(); at += step) {
      shapes.add(
          el(
              "text",
              style("axis"),
              attr("x", number(LEFT + at * slot)),
              attr("y", HEIGHT - 6L),
              text(bars.get(at).label())));
    }
  }

  private Node numbers() {
    List<String> titles = new ArrayList<>(List.of("From (UTC)"));
    parts.forEach(part -> titles.add(part.name()));
    return Definitions.table(
        title,
        titles,
        bars.stream()
            .map(bar -> {
              List<Node> row = new ArrayList<>();
              row.add(text(bar.label()));
              for (double value : bar.values()) {
                row.add(text(unit.apply(value)));
              }
              return row;
            }));
  }

  private static double y(double value, double top) {
    return HEIGHT - BOTTOM - value / top * (HEIGHT - BOTTOM - TOP);
  }

  /** The next number that is easy to halve. */
  private static double nice(double most) {
    double scale = Math.pow(10, Math.floor(Math.log10(most)));
    for (double step : new double[] {1, 2, 4, 6, 8, 10}) {
      if (step * scale >= most) {
        return step * scale;
      }
    }
    return 10 * scale;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
