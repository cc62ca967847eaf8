package dev.keeptrail.conformance.bypass;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The classes of bypasses and their points, as {@code classes.yaml} lists them. */
final class BypassClasses {
  private BypassClasses() {}

  /**
   * One class.
   *
   * @param folder where its cases are
   * @param does what is done about it
   */
  record BypassClass(String folder, String name, String does, List<Point> points) {
    int number() {
      return Integer.parseInt(folder.substring(0, folder.indexOf('-')));
    }
  }

  /**
   * One way to slip past.
   *
   * @param id the number of the class and a word
   * @param tests that show it beside cases, or where no case can: a class, or {@code Class#method}
   * @param limit what stays open; empty for nothing
   */
  record Point(String id, String says, List<String> tests, String limit) {}

  static List<BypassClass> all() throws IOException {
    List<BypassClass> classes = new ArrayList<>();
    for (JsonNode given : CaseReader.yaml(CaseReader.folder().resolve("classes.yaml"))) {
      String folder = given.path("folder").stringValue();
      List<Point> points = new ArrayList<>();
      given.path("points").forEachEntry((id, point) -> points.add(point(folder, id, point)));
      classes.add(
          new BypassClass(
              folder, given.path("name").stringValue(), given.path("does").stringValue(), points));
    }
    return classes;
  }

  private static Point point(String folder, String id, JsonNode given) {
    String number = String.valueOf(Integer.parseInt(folder.substring(0, folder.indexOf('-'))));
    List<String> tests = new ArrayList<>();
    given.path("tests").forEach(test -> tests.add(test.stringValue()));
    return new Point(
        number + "." + id,
        given.isString() ? given.stringValue() : given.path("says").stringValue(),
        tests,
        given.path("limit").asString(""));
  }
}
