package dev.keeptrail.repl.report;

import dev.keeptrail.language.report.XmlText;
import dev.keeptrail.repl.compare.Change;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * A report as JUnit XML: one case for each kind of change, which fails where there are any, with
 * the listed decisions in it. What is not replayable is skipped.
 */
final class ReportJunit {
  private ReportJunit() {}

  static String of(ReplayReport report, Instant time) {
    long failures = 0;
    int skipped = report.count(Change.NOT_REPLAYABLE) > 0 ? 1 : 0;
    var cases = new StringBuilder();
    for (Change change : Change.values()) {
      if (change == Change.SAME) {
        continue;
      }
      long count = report.count(change);
      failures += change.isFlip() && count > 0 ? 1 : 0;
      cases.append("    <testcase name=\"").append(change.word());
      cases.append("\" classname=\"replay\" time=\"0\"");
      if (count == 0) {
        cases.append("/>\n");
        continue;
      }
      cases.append(">\n");
      if (change.isFlip()) {
        failure(change, count, report, cases);
      } else {
        cases.append("      <skipped message=\"").append(count).append(" events\"/>\n");
      }
      cases.append("    </testcase>\n");
    }
    String name = XmlText.attribute("replay of " + report.candidate().label());
    String numbers =
        "tests=\"6\" failures=\"%d\" errors=\"0\" skipped=\"%d\"".formatted(failures, skipped);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites "
        + numbers
        + ">\n  <testsuite id=\"0\" name=\""
        + name
        + "\" package=\"kt.replay\" timestamp=\""
        + utc(time)
        + "\" hostname=\"localhost\" "
        + numbers
        + " time=\"0\">\n    <properties/>\n"
        + cases
        + "    <system-out/>\n    <system-err/>\n  </testsuite>\n</testsuites>\n";
  }

  /** The format knows no time zone and no fractions. */
  private static String utc(Instant time) {
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
        time.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS));
  }

  private static void failure(Change change, long count, ReplayReport report, StringBuilder cases) {
    cases
        .append("      <failure type=\"")
        .append(change.word())
        .append("\" message=\"")
        .append(count)
        .append(" of ")
        .append(report.events())
        .append(" decisions\">");
    for (Flip flip : report.flips()) {
      if (flip.change() == change) {
        String line =
            "%s: %s -> %s".formatted(flip.id(), flip.baseline().words(), flip.candidate().words());
        cases.append(XmlText.content(line)).append('\n');
      }
    }
    cases.append("</failure>\n");
  }
}
