package dev.keeptrail.detectors.evaluation;

import dev.keeptrail.detectors.evaluation.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * A report as a page: where it was measured, the figures, and what to keep in mind while reading
 * them.
 */
public final class DetectionPage {
  private DetectionPage() {}

  /**
   * The whole page, in Markdown.
   *
   * @param command the command line that makes it
   * @param version what was measured
   */
  public static String of(Report report, String command, String version, LocalDate date) {
    String head =
        """
        # How well the detectors do

        Written by a program; change that, not this page:

            %s

        %s, %s; JDK %s, %d processors, %s. Figures of cost depend on the machine, the others do not.

        """
            .formatted(
                command,
                version,
                date,
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"));
    return head + resource("reading.md") + report.toMarkdown() + "\n" + resource("limits.md");
  }

  private static String resource(String name) {
    try (InputStream in = DetectionPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("a resource is missing: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
