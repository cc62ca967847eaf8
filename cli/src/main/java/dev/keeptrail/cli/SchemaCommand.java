package dev.keeptrail.cli;

import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.language.schema.JsonSchema;
import dev.keeptrail.language.schema.PackShapes;
import dev.keeptrail.ledger.event.EventJsonSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the JSON Schema of a kind of document. */
@Command(
    name = "schema",
    description = "Print a JSON Schema, for editors and for programs.",
    footer = {
      "",
      "The schema of packs is made from the policy kinds of this installation. With this as the first",
      "line of a pack, editors complete and check it:",
      "  # yaml-language-server: $schema=policy-config.schema.json",
      "",
      "Examples:",
      "  kt schema > policy-config.schema.json",
      "  kt schema event",
      "",
      "Exit codes:",
      "  0    the schema was printed",
      "  1    the command line is wrong",
    })
final class SchemaCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "pack|tests|event",
      converter = Words.Documents.class,
      completionCandidates = Words.Documents.class,
      description =
          "The kind of document: a pack in YAML, tests beside a pack, or a decision event."
              + " Default: pack.")
  private Document document = Document.PACK;

  private final Invocation invocation;

  SchemaCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    invocation
        .out()
        .print(
            switch (document) {
              case PACK -> JsonSchema.ofPacks(new PackShapes(PackSchemas.installed()));
              case TESTS -> JsonSchema.ofTests();
              case EVENT -> EventJsonSchema.text();
            });
    return ExitCode.OK;
  }

  /** The documents that there is a schema for. */
  enum Document {
    PACK,
    TESTS,
    EVENT
  }
}
