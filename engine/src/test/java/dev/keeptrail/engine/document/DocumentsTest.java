package dev.keeptrail.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.language.rule.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

final class DocumentsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,PDF"}}                 | 12 | 0 | application/pdf
          {"type":"file","file":{"filename":"a.txt","file_data":"PDF"}}                                               | 12 | 0 | application/pdf,text/plain
          {"type":"file","file":{"file_id":"file-1"}}                                                                 | 0  | 1 | unknown
          {"type":"input_file","filename":"A.DOCX","file_data":"ZIP"}                                                 | 8  | 0 | application/vnd.openxmlformats-officedocument.wordprocessingml.document
          {"type":"input_file","file_url":"https://example.com/a.pdf"}                                                | 0  | 1 | unknown
          {"type":"document","source":{"type":"base64","media_type":"Application/PDF; v=1","data":"PDF"}}             | 12 | 0 | application/pdf
          {"type":"document","source":{"type":"base64","media_type":"text/plain","data":"EXE"}}                       | 6  | 0 | application/vnd.microsoft.portable-executable,text/plain
          {"type":"document","source":{"type":"text","media_type":"text/plain","data":"Zwölf"}}                       | 6  | 0 | text/plain
          {"type":"document","source":{"type":"content","content":[{"type":"text","text":"abc"},{"type":"text","text":"de"}]}} | 5 | 0 | text/plain
          {"type":"document","source":{"type":"url","url":"https://example.com"}}                                     | 0  | 1 | unknown
          {"type":"document","source":{"type":"base64","media_type":"no type at all","data":"AAAA"}}                  | 3  | 0 | unknown
          {"type":"tool_result","content":[{"type":"document","source":{"type":"text","data":"ab"}}]}                 | 2  | 0 | text/plain
          {"type":"document"}                                                                                         | 0  | 1 | unknown
          """)
  void measuresADocument(String part, long bytes, int unseen, String types) {
    String body =
        "{\"messages\":[{\"role\":\"user\",\"content\":["
            + part.replace("PDF\"", encoded("%PDF-1.7 abc") + "\"")
                .replace("\"ZIP\"", "\"" + encoded("PK\u0003\u0004abcd") + "\"")
                .replace("\"EXE\"", "\"" + encoded("MZabcd") + "\"")
            + "]}]}";
    List<String> expected = new ArrayList<>(List.of("request.documents=1"));
    expected.add("request.document_bytes=" + bytes);
    expected.add("request.documents_unseen=" + unseen);
    for (String type : types.split(",", -1)) {
      expected.add("request.documents_of_type." + type + "=1");
    }
    assertThat(counters(body)).containsExactlyElementsOf(expected);
    assertThat(counters(body.replace("\"messages\"", "\"input\""))).isEqualTo(counters(body));
  }

  @Test
  void countsAllAndMeasuresTheLargest() {
    String one = "{\"type\":\"document\",\"source\":{\"type\":\"text\",\"data\":\"%s\"}}";
    assertThat(
            counters(
                "{\"messages\":[{\"content\":["
                    + one.formatted("abcd")
                    + ","
                    + one.formatted("a")
                    + "]}]}"))
        .containsExactly(
            "request.documents=2",
            "request.document_bytes=4",
            "request.documents_unseen=0",
            "request.documents_of_type.text/plain=2");
  }

  @Test
  void whatIsNoDocumentIsNotCounted() {
    assertThat(counters("{\"messages\":[{\"role\":\"user\",\"content\":\"a file\"}]}")).isEmpty();
    assertThat(
            counters(
                "{\"messages\":[{\"content\":[{\"type\":\"tool_use\",\"input\":{\"type\":\"file\"}}]}],"
                    + "\"tools\":[{\"type\":\"document\"}]}"))
        .isEmpty();
  }

  private static String encoded(String bytes) {
    return Base64.getEncoder().encodeToString(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static List<String> counters(String body) {
    return Documents.counters(JSON.readTree(body)).stream().map(DocumentsTest::shown).toList();
  }

  private static String shown(Fact fact) {
    return fact.fields().get("name") instanceof Value.Text(String name)
            && fact.fields().get("value") instanceof Value.Decimal(double value)
        ? name + "=" + (long) value
        : fact.toString();
  }
}
