package dev.keeptrail.detectors.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.ScanInput;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.StreamScanner;
import dev.keeptrail.detectors.TextStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What a table in a string, a mail or a patch says of its values, a stream has waited for. */
final class StreamedTablesProperties {
  private static final Origin ANSWER = Origin.of(Source.ASSISTANT, 0);
  private static final Scanner SCANNER =
      Detectors.scanner(
          new ScanRequest(Set.of("pii", "pci", "phi", "secret", "pii.date"), List.of(), List.of()));
  private static final StreamScanner STREAMS = SCANNER.streaming().orElseThrow();

  private static final List<String> HEADINGS =
      List.of(
          "dob",
          "mrn",
          "name",
          "ward",
          "date_of_birth",
          "ssn",
          "phone",
          "id",
          "Kennzeichen",
          "\"passport\"",
          "\"surname\"",
          "x");

  private static final List<String> VALUES =
      List.of(
          "1984-02-06",
          "40518826",
          "Ann Okafor",
          "4B",
          "07/19/1963",
          "536-22-8726",
          "C01X00T47",
          "B-AO 1234",
          "O'Brien",
          "\"q\"",
          "");

  private static final List<String> DELIMITERS = List.of("\t", "\t", "\t", ",", ";", "|");

  private static final List<UnaryOperator<String>> WRAPPERS =
      List.of(
          text -> "{\"id\": 17, \"rows\": \"" + escaped(text, '"') + "\", \"lang\": \"en\"}",
          text -> "{'rows': '" + escaped(text, '\'') + "', 'n': 3}",
          text -> "> " + text.replace("\n", "\n> "),
          text -> "+" + text.replace("\n", "\n+"),
          text -> "rows: |\n  " + text.replace("\n", "\n  "));

  private static String escaped(String text, char quote) {
    return text.replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("\t", "\\t")
        .replace(String.valueOf(quote), "\\" + quote);
  }

  @Property(tries = 2_500)
  void whateverStandsAround(@ForAll long seed) {
    var random = new Random(seed);
    String text = table(random);
    for (int depth = random.nextInt(4); depth > 0; depth--) {
      text = one(WRAPPERS, random).apply(text);
    }
    text = (random.nextInt(3) == 0 ? "He said \"well\" and it's fine: " : "") + text;
    text += random.nextBoolean() ? " and so on for some more words than that" : "";
    check(text, random);
  }

  private static void check(String text, Random random) {
    List<Finding> whole =
        SCANNER.scan(new ScanInput(List.of(new ScanText(text, ANSWER)), List.of())).findings();
    TextStream stream = STREAMS.begin(ANSWER);
    var found = new ArrayList<Finding>();
    int longest = 1 + random.nextInt(40);
    for (int at = 0; at < text.length(); ) {
      int to = Math.min(text.length(), at + 1 + random.nextInt(longest));
      stream.append(text.substring(at, to));
      found.addAll(stream.takeFindings());
      int settled = stream.settled();
      assertThat(found)
          .as("settled %d of %s", settled, text)
          .containsExactlyElementsOf(whole.stream().filter(f -> f.end() <= settled).toList());
      at = to;
    }
  }

  private static String table(Random random) {
    String delimiter = one(DELIMITERS, random);
    int columns = 2 + random.nextInt(4);
    var lines = new ArrayList<String>();
    if (random.nextInt(3) == 0) {
      lines.add("Here it is:");
    }
    lines.add(line(HEADINGS, columns, delimiter, random));
    for (int rows = 1 + random.nextInt(4); rows > 0; rows--) {
      lines.add(line(VALUES, columns, delimiter, random));
    }
    return String.join("\n", lines) + (random.nextBoolean() ? "\n" : "");
  }

  private static String line(List<String> cells, int columns, String delimiter, Random random) {
    var line = new ArrayList<String>();
    for (int column = 0; column < columns; column++) {
      line.add(one(cells, random));
    }
    return String.join(delimiter, line);
  }

  private static <T> T one(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
