package dev.keeptrail.engine.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.Parameter;
import dev.keeptrail.detectors.ParameterKind;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What parameters take, by what is declared of them or by their names. */
final class ToolCatalogueTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"format": "uri"}                                      | url
          {"format": "hostname"}                                 | url
          {"format": "uuid"}                                     | identifier
          {"enum": ["a", "b"]}                                   | identifier
          {"type": "integer"}                                    | identifier
          {"contentMediaType": "text/html"}                      | markup
          {"contentMediaType": "application/sql"}                | sql
          {"contentMediaType": "application/x-sh"}               | shell
          {"contentMediaType": "text/x-python"}                  | code
          {"type": "string", "description": "The SQL to run"}    | sql
          {"type": "string", "description": "shell command"}     | shell
          {"description": "Path to the file that is read"}       | path
          {"description": "A full URL, https only"}              | url
          {"description": "anything"}                            | unknown
          {}                                                     | unknown
          """)
  void readsWhatIsDeclared(String schema, String kind) {
    String tools =
        """
        {"tools": [{"type": "function", "function": {"name": "t", "parameters":
          {"type": "object", "properties": {"zzz": %s}}}}]}
        """
            .formatted(schema);
    assertThat(kind(tools, "t", "zzz")).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run            | command        | shell
          run            | sqlQuery       | sql
          query_database | query          | sql
          web_search     | query          | free_text
          read           | filePath       | path
          read           | target_path    | path
          fetch          | url            | url
          python_repl    | code           | code
          lookup         | zip_code       | identifier
          lookup         | customer_id    | identifier
          lookup         | customerName   | identifier
          send_mail      | body           | free_text
          write_file     | content        | code
          leer           | ruta           | path
          lire           | fichier        | path
          lesen          | Dateiname      | path
          чтение         | путь           | path
          读取           | 路径           | path
          ejecutar       | comando        | shell
          thing          | zzz            | unknown
          """)
  void readsNamesWhereNothingIsDeclared(String tool, String parameter, String kind) {
    assertThat(kind("{}", tool, parameter)).isEqualTo(kind);
  }

  @Test
  void findsWhatIsNested() {
    String tools =
        """
        {"functions": [{"name": "t", "parameters": {
          "$defs": {"place": {"type": "object", "properties": {"zzz": {"format": "uri"}}}},
          "properties": {
            "list": {"type": "array", "items": {"$ref": "#/$defs/place"}},
            "either": {"anyOf": [{"type": "null"}, {"properties": {"yyy": {"type": "number"}}}]},
            "map": {"additionalProperties": {"contentMediaType": "text/html"}}}}}]}
        """;
    assertThat(kind(tools, "t", "list", "3", "zzz")).isEqualTo("url");
    assertThat(kind(tools, "t", "either", "yyy")).isEqualTo("identifier");
    assertThat(kind(tools, "t", "map", "any")).isEqualTo("markup");
  }

  @Test
  void givesUpOnSchemasThatReferToThemselves() {
    String tools =
        """
        {"tools": [{"function": {"name": "t", "parameters": {"$ref": "#/$defs/a", "$defs":
          {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}}}]}
        """;
    assertThat(kind(tools, "t", "zzz")).isEqualTo("unknown");
  }

  @Test
  void boundsThePath() {
    List<String> steps = Collections.nCopies(60, "x".repeat(100));
    Parameter parameter = ToolCatalogue.EMPTY.parameter("t", steps);
    assertThat(parameter.path()).hasSizeLessThan(300).endsWith("/*");
    assertThat(ToolCatalogue.EMPTY.parameter(null, List.of("a/b", "0")).path())
        .isEqualTo("/a~1b/0");
  }

  @Test
  void passesOverToolsOfUnknownShape() {
    assertThat(kind("{\"tools\": [1, null, {\"name\": 2}], \"functions\": \"x\"}", "t", "url"))
        .isEqualTo("url");
  }

  private static String kind(String request, String tool, String... steps) {
    ParameterKind kind =
        ToolCatalogue.of(JSON.readTree(request)).parameter(tool, List.of(steps)).kind();
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
