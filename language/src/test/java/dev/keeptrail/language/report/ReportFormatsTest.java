package dev.keeptrail.language.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.lint.LintKinds;
import dev.keeptrail.language.lint.LintOptions;
import dev.keeptrail.language.lint.Linter;
import dev.keeptrail.language.source.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

/** Reports are what their readers accept, whatever a pack holds. */
final class ReportFormatsTest {
  private static final String PACK =
      """
      pack: {name: demo, version: 0.1.0}
      providers:
        targets:
          - {id: one, provider: simulated, model: small}
          - {id: two, provider: simulated, model: small}
      # keeptrail:ignore W616 as agreed
      policies: {chain: [audit-logger, dlp-filter]}
      policy: {dlp-filter: {detect_patterns: ["a+", "a+", "]]>&<%0A::error::", "b*"]}}
      """;
  private static final String BROKEN =
      "pack: {name: demo, verzion: 0.1.0}\npolicies: {chain: [x]}\n";

  @Test
  void sarifIsWhatTheStandardSays() throws IOException {
    String sarif = render(ReportFormat.SARIF, report("a b/pack.yaml", PACK), report("c", BROKEN));

    assertThat(sarif)
        .contains("\"uri\": \"a%20b/pack.yaml\"", "\"justification\": \"as agreed\"")
        .contains("\"name\": \"Keeptrail\"", "\"id\": \"keeptrail/lint/\"")
        .contains("\"text\": \"A block holds a key that means nothing there. ")
        .contains("\"relatedLocations\"", "\"insertedContent\"", "\"ruleId\": \"E002\"");
    try (InputStream schema = resource("/schema/sarif-schema-2.1.0.json")) {
      assertThat(
              SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                  .getSchema(schema)
                  .validate(
                      sarif,
                      InputFormat.JSON,
                      context ->
                          context.executionConfig(config -> config.formatAssertionsEnabled(true))))
          .isEmpty();
    }
  }

  @Test
  void fingerprintsSurviveLinesBeforeTheProblem() {
    String before = render(ReportFormat.SARIF, report("p.yaml", PACK));
    String after = render(ReportFormat.SARIF, report("p.yaml", "# moved\n" + PACK));

    assertThat(fingerprints(after)).isEqualTo(fingerprints(before)).doesNotHaveDuplicates();
    assertThat(after).isNotEqualTo(before);
  }

  @Test
  void junitIsWhatItsSchemaSays() throws IOException, SAXException {
    String xml = render(ReportFormat.JUNIT, report("p.yaml", PACK), report("c", BROKEN));

    validateJunit(xml);
    assertThat(xml).contains("failures=\"2\"", "failures=\"0\"", "name=\"E002 unknown key\"");
  }

  @Property(tries = 200)
  void junitHoldsAnyText(@ForAll String name, @ForAll String pattern)
      throws IOException, SAXException {
    String quoted = "'" + pattern.replace("'", "''").replaceAll("[\\r\\n]", " ") + "*'";
    validateJunit(
        render(
            ReportFormat.JUNIT,
            report("<" + name, PACK.replace("\"b*\"", quoted)),
            report("c", BROKEN.replace("verzion", name))));
  }

  @Test
  void githubCommandsKeepToOneLineAndEscapeWhatWouldEndThem() {
    String lines = render(ReportFormat.GITHUB, report("a,b:c%.yaml", PACK));

    assertThat(lines.lines())
        .allMatch(line -> line.startsWith("::warning file=a%2Cb%3Ac%25.yaml,line="));
    assertThat(lines)
        .contains("::pattern `b*` is found in any text, even an empty one%0A")
        .contains(
            "title=W624 entry twice in a list::`a+` is in the list twice%0Aremove one of them");
  }

  private static List<String> fingerprints(String sarif) {
    return sarif.lines().filter(line -> line.contains("keeptrail/v1")).map(String::strip).toList();
  }

  /** The published schema has a name space that no reader of such reports expects. */
  private static void validateJunit(String xml) throws IOException, SAXException {
    String schema;
    try (InputStream in = resource("/xsd/junit.xsd")) {
      schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    String plain =
        schema.replace("targetNamespace=\"urn:junit.baev.github.com\"", "").replace("\"ns:", "\"");
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(new StreamSource(new StringReader(plain)))
        .newValidator()
        .validate(new StreamSource(new StringReader(xml)));
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(ReportFormatsTest.class.getResourceAsStream(name));
  }

  private static String render(ReportFormat format, LintReport... reports) {
    var context = new ReportContext("1.0.0", false, false, Instant.parse("2026-01-02T03:04:05Z"));
    return format.render(List.of(reports), context);
  }

  private static LintReport report(String file, String yaml) {
    CompiledPack pack = new PackCompiler(LintKinds.SCHEMA).compileYaml(new SourceText(file, yaml));
    return new LintReport(file, pack, new Linter(LintKinds.SCHEMA).lint(pack, LintOptions.DEFAULT));
  }
}
