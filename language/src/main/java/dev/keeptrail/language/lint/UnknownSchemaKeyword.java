package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * In the JSON Schema of a tool, a key that is nearly a keyword, or a schema that says something and
 * nothing that is one. JSON Schema ignores what it does not know, so that nothing is checked.
 */
final class UnknownSchemaKeyword implements LintRule {
  private static final Set<String> OF_NAMED =
      Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");
  private static final Set<String> OF_SCHEMAS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
  private static final Set<String> OF_SCHEMA =
      Set.of(
          "items",
          "additionalItems",
          "additionalProperties",
          "unevaluatedItems",
          "unevaluatedProperties",
          "not",
          "if",
          "then",
          "else",
          "contains",
          "propertyNames");
  private static final Set<String> OTHERS =
      Set.of(
          "$schema",
          "$id",
          "$ref",
          "$anchor",
          "$dynamicRef",
          "$dynamicAnchor",
          "$recursiveRef",
          "$recursiveAnchor",
          "$vocabulary",
          "$comment",
          "id",
          "type",
          "enum",
          "const",
          "multipleOf",
          "maximum",
          "exclusiveMaximum",
          "minimum",
          "exclusiveMinimum",
          "maxLength",
          "minLength",
          "pattern",
          "maxItems",
          "minItems",
          "uniqueItems",
          "maxContains",
          "minContains",
          "maxProperties",
          "minProperties",
          "required",
          "dependencies",
          "dependentRequired",
          "title",
          "description",
          "default",
          "deprecated",
          "readOnly",
          "writeOnly",
          "examples",
          "format",
          "contentEncoding",
          "contentMediaType",
          "contentSchema");

  /** Of other formats, next to a keyword by chance. */
  private static final Set<String> FOREIGN = Set.of("example", "nullable", "discriminator", "xml");

  private static final int SHORTEST = 4;

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.UNKNOWN_SCHEMA_KEYWORD;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (PackFile file : pack.files()) {
      for (PolicyDecl policy : file.policies()) {
        if (policy.kindName().equals(Kinds.TOOL_VALIDATION)) {
          policy.block().fields().stream()
              .filter(field -> field.name().equals("schemas"))
              .forEach(field ->
                  named("policy." + policy.name().text() + ".schemas", field.value(), advice));
        }
      }
    }
  }

  private static void named(String path, ValueDecl value, Advice advice) {
    if (value instanceof ValueDecl.Mapping mapping) {
      mapping
          .fields()
          .forEach(field -> schema(path + "." + field.name(), field, field.value(), advice));
    }
  }

  private static void schema(String path, FieldDecl owner, ValueDecl value, Advice advice) {
    if (!(value instanceof ValueDecl.Mapping mapping)) {
      return;
    }
    boolean any = mapping.fields().isEmpty();
    for (FieldDecl field : mapping.fields()) {
      String key = field.name();
      if (isKeyword(key)) {
        any = true;
        descend(path + "." + key, field, advice);
      } else {
        Optional<String> near = nearest(key);
        any |= near.isPresent();
        near.ifPresent(keyword ->
            advice.add(
                field.span(),
                path + "." + key,
                "JSON Schema knows no " + Quoted.word(key) + ", so it checks nothing",
                "did you mean " + Quoted.word(keyword) + "?"));
      }
    }
    if (!any) {
      advice.add(
          owner.span(),
          path,
          "the schema of " + Quoted.word(owner.name()) + " has no keyword, so all values fit it",
          "write the names of arguments under `properties`, each with a schema such as"
              + " `{type: number}`");
    }
  }

  private static void descend(String path, FieldDecl field, Advice advice) {
    if (OF_NAMED.contains(field.name())) {
      named(path, field.value(), advice);
    } else if (OF_SCHEMA.contains(field.name())) {
      schema(path, field, field.value(), advice);
    } else if (OF_SCHEMAS.contains(field.name())
        && field.value() instanceof ValueDecl.Sequence sequence) {
      sequence.items().forEach(item -> schema(path, field, item, advice));
    }
  }

  private static boolean isKeyword(String key) {
    return OTHERS.contains(key)
        || OF_NAMED.contains(key)
        || OF_SCHEMAS.contains(key)
        || OF_SCHEMA.contains(key);
  }

  private static Optional<String> nearest(String key) {
    if (key.length() < SHORTEST
        || FOREIGN.contains(key)
        || key.toLowerCase(Locale.ROOT).startsWith("x-")) {
      return Optional.empty();
    }
    return NearestWord.of(key, OTHERS)
        .or(() -> NearestWord.of(key, OF_NAMED))
        .or(() -> NearestWord.of(key, OF_SCHEMA))
        .or(() -> NearestWord.of(key, OF_SCHEMAS));
  }
}
