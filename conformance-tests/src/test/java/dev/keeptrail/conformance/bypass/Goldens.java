package dev.keeptrail.conformance.bypass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what came of the cells of a case; cells of which the same came stand together. */
final class Goldens {
  private static final List<String> ALL =
      Arrays.stream(Tongue.values())
          .flatMap(tongue -> Side.MODES.stream().map(mode -> tongue.word() + " " + mode))
          .toList();

  private final Map<String, Map<String, List<String>>> cells = new LinkedHashMap<>();

  /** Adds a cell of a side, such as {@code chat stream}. */
  void add(String side, String cell, String seen) {
    cells
        .computeIfAbsent(side, _ -> new LinkedHashMap<>())
        .computeIfAbsent(seen, _ -> new ArrayList<>())
        .add(cell);
  }

  /** Adds a line about what is not there. */
  void without(String what, String why) {
    cells.computeIfAbsent(what, _ -> new LinkedHashMap<>()).put("  " + why + "\n", List.of("none"));
  }

  private static String names(List<String> named) {
    return named.equals(ALL) ? "all" : String.join(", ", named);
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    cells.forEach((side, groups) ->
        groups.forEach((seen, named) ->
            text.append(side).append(": ").append(names(named)).append('\n').append(seen)));
    return text.toString();
  }
}
