package dev.keeptrail.engine.argument;

import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.engine.value.LinearPattern;
import dev.keeptrail.engine.value.ToolName;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * JSON Schemas of tools by name, 2020-12 unless a schema names another draft. Patterns run in
 * linear time (RE2 syntax), nothing is fetched, formats are notes. Safe for concurrent use.
 */
public final class ArgumentSchemas {
  private static final int MAX_FAULT = 200;

  /** Instead of the words of an exception that only programmers understand. */
  private static final String UNUSABLE = "a reference or a limit has a value that cannot be used";

  private final Map<String, Schema> schemas = new HashMap<>();

  /** The same by names as they are read where doubt counts for the restriction. */
  private final Map<String, List<Schema>> loose = new HashMap<>();

  /**
   * @param documents by tool
   * @throws IllegalArgumentException naming the tool whose schema is none
   */
  public ArgumentSchemas(Map<String, PlanValue> documents) {
    if (documents.isEmpty()) {
      return;
    }
    SchemaRegistry registry = registry();
    documents.forEach((tool, document) -> {
      Schema schema = schema(registry, tool, document);
      schemas.put(tool, schema);
      loose.computeIfAbsent(ToolName.loose(tool), _ -> new ArrayList<>()).add(schema);
    });
  }

  /**
   * Where the arguments do not fit the tool's schema, or empty; a tool without one takes all. A
   * tool with none under its own name has those of all that its name {@link ToolName#readings can
   * be read as}.
   */
  public Optional<String> fault(String tool, Value arguments) {
    Schema own = schemas.get(tool);
    List<Schema> asked = own == null ? readAs(tool) : List.of(own);
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    JsonNode node = JsonNodes.of(arguments);
    return asked.stream().flatMap(schema -> fault(schema, node).stream()).findFirst();
  }

  private static Optional<String> fault(Schema schema, JsonNode node) {
    try {
      return schema.validate(node).stream().findFirst().map(ArgumentSchemas::said);
    } catch (RuntimeException | StackOverflowError _) {
      // WHY: a reference may show to be none with some values only, and then nobody knows that
      // they fit. Which values those are is the model's to choose.
      return Optional.of("the schema cannot be applied");
    }
  }

  private List<Schema> readAs(String tool) {
    return ToolName.readings(tool).stream()
        .map(loose::get)
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .toList();
  }

  private static SchemaRegistry registry() {
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder()
            .failFast(true)
            .formatAssertionsEnabled(false)
            .pathType(PathType.JSON_POINTER)
            .regularExpressionFactory(regex -> {
              Detectors.problemOf(regex)
                  .ifPresent(problem -> {
                    throw new PatternSyntaxException(problem, regex);
                  });
              LinearPattern pattern = LinearPattern.of(regex);
              return pattern::isFoundIn;
            })
            .build();
    return SchemaRegistry.withDefaultDialect(
        SpecificationVersion.DRAFT_2020_12,
        builder ->
            builder
                .schemaRegistryConfig(config)
                .schemaLoader(loader ->
                    loader
                        .fetchRemoteResources(false)
                        .block(iri -> iri.toString().startsWith("classpath:"))));
  }

  private static Schema schema(SchemaRegistry registry, String tool, PlanValue document) {
    JsonNode node = JsonNodes.of(document);
    String dialect =
        node.path("$schema").asString(SpecificationVersion.DRAFT_2020_12.getDialectId());
    if (Stream.of(SpecificationVersion.values())
        .noneMatch(draft -> bare(draft.getDialectId()).equals(bare(dialect)))) {
      throw refused(tool, "`$schema` names no draft that is known here");
    }
    List<Error> problems;
    @Nullable Schema schema;
    try {
      problems = registry.getSchema(SchemaLocation.of(dialect)).validate(node);
      schema = problems.isEmpty() ? checked(registry, node) : null;
    } catch (SchemaException | PatternSyntaxException e) {
      throw refused(tool, why(e));
    } catch (StackOverflowError e) {
      throw refused(tool, "it refers to itself without end");
    } catch (RuntimeException _) {
      // WHY: the library takes the values of some keywords for granted, such as that a reference
      // has no stray `%` and a limit is a number of 32 bits.
      throw refused(tool, UNUSABLE);
    }
    if (schema == null) {
      throw refused(tool, said(problems.getFirst()));
    }
    return schema;
  }

  private static Schema checked(SchemaRegistry registry, JsonNode node) {
    Schema schema = registry.getSchema(node);
    schema.initializeValidators();
    // What only shows while something is validated shows now, not with the first call.
    schema.validate(JsonNodeFactory.instance.objectNode());
    return schema;
  }

  /** What is wrong with a pattern comes wrapped in an exception of the library's. */
  private static String why(RuntimeException problem) {
    for (Throwable at = problem; at != null; at = at.getCause()) {
      if (at instanceof PatternSyntaxException syntax) {
        return "pattern `" + syntax.getPattern() + "`: " + syntax.getDescription();
      }
    }
    return problem.getCause() == null ? String.valueOf(problem.getMessage()) : UNUSABLE;
  }

  /** WHY: some drafts write their names with an empty fragment, and their users with or without. */
  private static String bare(String dialect) {
    return dialect.endsWith("#") ? dialect.substring(0, dialect.length() - 1) : dialect;
  }

  private static IllegalArgumentException refused(String tool, String why) {
    return new IllegalArgumentException("the schema of tool `" + tool + "` is none: " + why);
  }

  /** Which keyword failed and where: nothing of what a model wrote but names. */
  private static String said(Error error) {
    String text = error.getKeyword() + " at " + place(error);
    return text.length() > MAX_FAULT ? text.substring(0, MAX_FAULT) : text;
  }

  private static String place(Error error) {
    String place = String.valueOf(error.getInstanceLocation());
    return place.isEmpty() ? "/" : place;
  }
}
