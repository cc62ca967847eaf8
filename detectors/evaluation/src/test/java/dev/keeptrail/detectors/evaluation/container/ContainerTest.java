package dev.keeptrail.detectors.evaluation.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Properties;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** What others read out of the containers is what was put in. */
final class ContainerTest {
  private static final String TEXT =
      "Señora \"O'Neil\" <ann_o-neil@example.com> & Co.:\n\tcall 030 1234567, 50% off #1; pay C:\\x\n"
          + "and a line that is so much longer than the others are that it has to be broken somewhere. 👍";

  @Test
  void jsonIsReadBack() {
    JsonMapper json = JsonMapper.shared();
    String inner = json.readTree(Container.JSON_IN_JSON.of(TEXT).text()).path("body").asString();

    assertThat(json.readTree(Container.JSON.of(TEXT).text()).path("body").asString())
        .isEqualTo(TEXT);
    assertThat(json.readTree(inner).path("text").asString()).isEqualTo(TEXT);
    assertThat(Container.ASCII_JSON.of(TEXT).text()).isASCII();
    assertThat(json.readTree(Container.ASCII_JSON.of(TEXT).text()).at("/0/content").asString())
        .isEqualTo(TEXT);
  }

  @Test
  void xmlIsReadBack() throws Exception {
    var bytes = Container.XML.of(TEXT).text().getBytes(StandardCharsets.UTF_8);
    var document =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(bytes));

    assertThat(document.getElementsByTagName("body").item(0).getTextContent()).isEqualTo(TEXT);
  }

  @Test
  void propertiesAreReadBack() throws Exception {
    var properties = new Properties();
    properties.load(new StringReader(Container.PROPERTIES.of(TEXT).text()));

    assertThat(properties).containsEntry("note.body", TEXT).containsEntry("note.state", "open");
  }

  @ParameterizedTest
  @EnumSource(names = {"FORM", "QUERY"})
  void formsAreReadBack(Container container) {
    String query = container.of(TEXT).text();
    String body = query.substring(query.indexOf("body=") + 5, query.indexOf("&state"));

    assertThat(URLDecoder.decode(body, StandardCharsets.UTF_8)).isEqualTo(TEXT);
  }

  @Test
  void base64IsReadBack() {
    Contained contained = Container.MIME_BASE64.of(TEXT);
    String body = contained.text().substring(contained.text().indexOf("\r\n\r\n") + 4);

    assertThat(new String(Base64.getMimeDecoder().decode(body), StandardCharsets.UTF_8))
        .isEqualTo(TEXT);
    assertThat(body.lines()).allMatch(line -> line.length() <= 76);
    assertThat(contained.end(TEXT.length() - 1)).isLessThanOrEqualTo(contained.text().length());
  }

  @ParameterizedTest
  @EnumSource(
      names = {"COMMENT", "QUOTED_MAIL", "WRAPPED", "VCARD", "QUOTED_PRINTABLE", "CAPTIONS"})
  void linesAreNoLongerThanTheyMayBe(Container container) {
    assertThat(container.of(TEXT).text().lines())
        .hasSizeGreaterThan(3)
        .allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 78);
  }

  /** Letters and digits stand as they are, everywhere but in Base64, and are where it is said. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MIME_BASE64")
  void everyLetterIsWhereItIsSaidToBe(Container container) {
    Contained contained = container.of(TEXT);
    for (int i = 0; i < TEXT.length(); i++) {
      char c = TEXT.charAt(i);
      if (c < 128 && Character.isLetterOrDigit(c)) {
        assertThat(contained.text().substring(contained.start(i), contained.end(i)))
            .isEqualTo(String.valueOf(c));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          CSV ~ a "b"\\nc ~ id,body,state\\n7,"a ""b""\\nc",open\\n
          SQL ~ it's ~ INSERT INTO notes (id, body) VALUES (7, 'it''s');\\n
          SHELL ~ it's ~ echo 'it'\\\\''s' > note\\n
          YAML ~ a\\nb ~ id: 7\\nbody: |\\n  a\\n  b\\nstate: open\\n
          MARKDOWN_ESCAPED ~ a_b. ~ # Note\\n\\na\\\\_b\\\\.\\n
          HTML_CELL ~ a\\nb<c ~ <td class="note">a<br/>b&lt;c</td>
          COUNTED ~ a\\nb ~      1\\ta\\n     2\\tb
          PATCH ~ a\\nb ~ diff --git a/note.txt b/note.txt\\n--- a/note.txt\\n+++ b/note.txt\\n@@ -0,0 +1,9 @@\\n+a\\n+b\\n
          """)
  void writesTheTextInto(Container container, String text, String written) {
    String expected = container == Container.COUNTED ? "     " + written : written;

    assertThat(container.of(text.translateEscapes()).text()).isEqualTo(expected.translateEscapes());
  }
}
