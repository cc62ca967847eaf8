package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.PackSchema;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.schema.JsonSchema;
import dev.keeptrail.language.schema.PackShapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/** The JSON Schema of packs says the same as the checks, as far as a schema can. */
final class PackSchemaTest {
  /** Faults that lie in the shape alone; everything else needs to be looked up. */
  private static final Set<DiagnosticCode> OF_SHAPE =
      Set.of(
          DiagnosticCode.UNKNOWN_KEY,
          DiagnosticCode.MISSING_KEY,
          DiagnosticCode.OLD_SHAPE,
          DiagnosticCode.KEY_NOT_AVAILABLE,
          DiagnosticCode.ROOT_NOT_MAPPING,
          DiagnosticCode.SECRET_AS_TEXT,
          DiagnosticCode.PROVIDER_NOT_AVAILABLE,
          DiagnosticCode.SINGLE_POLICY_DOCUMENT,
          DiagnosticCode.INVALID_NAME,
          DiagnosticCode.UNKNOWN_PROVIDER,
          DiagnosticCode.WRONG_TYPE,
          DiagnosticCode.OUT_OF_RANGE,
          DiagnosticCode.UNKNOWN_WORD,
          DiagnosticCode.TEXT_TOO_LONG,
          DiagnosticCode.TOO_MANY_ENTRIES,
          DiagnosticCode.INVALID_VERSION,
          DiagnosticCode.EMPTY_CHAIN);

  private static final PackSchema INSTALLED = PackSchemas.installed();
  private static final String TEXT = JsonSchema.ofPacks(new PackShapes(INSTALLED));
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(TEXT, InputFormat.JSON);

  @Test
  void schemaIsASchema() {
    Schema meta =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                com.networknt.schema.SchemaLocation.of(
                    "https://json-schema.org/draft/2020-12/schema"));

    assertThat(meta.validate(TEXT, InputFormat.JSON)).isEmpty();
    assertThat(meta.validate(JsonSchema.ofTests(), InputFormat.JSON)).isEmpty();
  }

  @Test
  void acceptsEveryPackThatTheChecksAccept() throws IOException {
    int accepted = 0;
    for (Path pack : packs()) {
      if (!compile(pack).hasErrors()) {
        assertThat(problems(pack)).as(pack.toString()).isEmpty();
        accepted++;
      }
    }
    assertThat(accepted).isGreaterThan(40);
  }

  @Test
  void refusesEveryPackWhoseShapeTheChecksRefuse() throws IOException {
    Set<String> accepted = new TreeSet<>();
    int refused = 0;
    for (Path pack : packs()) {
      if (hasFaultOfShape(compile(pack))) {
        refused++;
        if (problems(pack).isEmpty()) {
          accepted.add(pack.toString());
        }
      }
    }
    assertThat(accepted).isEmpty();
    assertThat(refused).isGreaterThan(25);
  }

  @Test
  void schemaOfTestsKnowsTheDocumentedShape() {
    Schema tests =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JsonSchema.ofTests(), InputFormat.JSON);
    String one =
        """
        {"name": "masked", "input": {"messages": [{"role": "user", "content": "a@b.example"}],
         "tool_calls": [{"name": "wire", "arguments": {"amount": 3}}]},
         "expected": {"verdict": "redact", "reason_code": "pii_detector.redacted", "redactions": 1}}
        """;

    assertThat(tests.validate(one, InputFormat.JSON)).isEmpty();
    assertThat(tests.validate("[" + one + "]", InputFormat.JSON)).isEmpty();
    assertThat(
            tests.validate(
                "{\"suites\": [{\"name\": \"a\", \"cases\": [" + one + "]}]}", InputFormat.JSON))
        .isEmpty();
    assertThat(tests.validate(one.replace("expected", "expect"), InputFormat.JSON)).isNotEmpty();
    assertThat(tests.validate(one.replace("\"redact\"", "\"mask\""), InputFormat.JSON))
        .isNotEmpty();
    assertThat(tests.validate(one.replace("amount\": 3}", "x\": 3}, \"nam\": 1"), InputFormat.JSON))
        .isNotEmpty();
  }

  private static boolean hasFaultOfShape(CompiledPack pack) {
    boolean isYaml =
        pack.diagnostics().stream().noneMatch(problem -> problem.code().code().startsWith("E1"));
    return isYaml
        && pack.diagnostics().stream().anyMatch(problem -> OF_SHAPE.contains(problem.code()));
  }

  private static CompiledPack compile(Path pack) throws IOException {
    return new PackCompiler(INSTALLED).compileFile(pack);
  }

  private static List<Error> problems(Path pack) throws IOException {
    return SCHEMA.validate(json(Files.readString(pack)), InputFormat.JSON);
  }

  /** As an editor reads it: aliases put in place. */
  private static String json(String yaml) {
    Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return JsonMapper.shared().writeValueAsString(document);
  }

  private static List<Path> packs() throws IOException {
    try (var files = Files.walk(Repository.root().resolve("conformance-tests/cases"));
        var bundled = Files.walk(Repository.root().resolve("packs"))) {
      return java.util.stream.Stream.concat(files, bundled)
          .filter(file -> file.endsWith("pack.yaml") || file.endsWith("policy-config.yaml"))
          .sorted()
          .toList();
    }
  }
}
