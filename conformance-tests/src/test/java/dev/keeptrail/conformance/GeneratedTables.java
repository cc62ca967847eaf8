package dev.keeptrail.conformance;

import dev.keeptrail.language.rule.FactField;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.FieldType;
import dev.keeptrail.language.rule.Function;
import dev.keeptrail.language.rule.Phase;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts of the language reference that the code knows best. */
final class GeneratedTables {
  private GeneratedTables() {}

  /** Puts a table between the two marks of that name. */
  static String replace(String page, String mark, String table) {
    String begin = "<!-- " + mark + ":begin -->\n";
    String end = "<!-- " + mark + ":end -->";
    int from = page.indexOf(begin) + begin.length();
    int to = page.indexOf(end);
    if (page.indexOf(begin) < 0 || to < from) {
      throw new IllegalStateException("no marks for " + mark);
    }
    return page.substring(0, from) + table + page.substring(to);
  }

  static String facts() {
    var table = new StringBuilder("| fact | field | type | meaning |\n|---|---|---|---|\n");
    for (FactType type : FactType.values()) {
      String phases =
          Stream.of(Phase.values())
              .filter(FactSchema.phases(type)::contains)
              .map(Phase::word)
              .collect(Collectors.joining(", "));
      String name = "`" + type.word() + "` (" + phases + ")";
      for (FactField field : FactSchema.fields(type)) {
        String words = field.words().isEmpty() ? "" : ": " + String.join(", ", field.words());
        table.append(
            "| %s | `%s` | %s | %s%s |%n"
                .formatted(
                    name,
                    field.name(),
                    field.fewValues() ? field.type().word() + ", few values" : field.type().word(),
                    field.doc(),
                    words));
        name = "";
      }
    }
    return table.toString();
  }

  static String functions() {
    var table = new StringBuilder("| function | gives | meaning |\n|---|---|---|\n");
    for (Function function : Function.values()) {
      table.append(
          "| `%s(%s)` | %s | %s |%n"
              .formatted(
                  function.word(),
                  function.parameters().stream()
                      .map(FieldType::word)
                      .collect(Collectors.joining(", ")),
                  function.result().word(),
                  function.doc()));
    }
    return table.toString();
  }
}
