package dev.keeptrail.language.schema;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.plan.PlanValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes shapes as JSON Schema, draft 2020-12. Serves one schema. */
public final class JsonSchema {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  private static final String BASE = "https://keeptrail.dev/schema/";
  private static final String NAMED_POLICY = "named-policy";

  private final JsonWriter json = JsonWriter.indented();

  private JsonSchema() {}

  /** The schema of YAML packs, as far as the installation reaches. */
  public static String ofPacks(PackShapes shapes) {
    return new JsonSchema()
        .document(
            "policy-config-1.schema.json",
            "Keeptrail pack",
            "A pack in YAML: who it is, where requests go, which policies judge them and how.",
            shapes.document(),
            shapes.policies());
  }

  /** The schema of test files. */
  public static String ofTests() {
    JsonSchema schema = new JsonSchema();
    JsonWriter json = schema.json;
    json.beginObject();
    json.name("$schema").value(DIALECT);
    json.name("$id").value(BASE + "pack-tests-1.schema.json");
    json.name("title").value("Tests of a Keeptrail pack");
    json.name("description").value("One case, a list of cases, or suites of cases.");
    schema.write(TestShapes.file());
    return json.endObject() + "\n";
  }

  private String document(
      String id, String title, String doc, Shape.Fields root, Shape.Policies policies) {
    json.beginObject();
    json.name("$schema").value(DIALECT);
    json.name("$id").value(BASE + id);
    json.name("title").value(title);
    json.name("description").value(doc);
    fields(root);
    packOrLibrary();
    json.name("$defs").beginObject();
    policies
        .kinds()
        .forEach((kind, block) -> {
          json.name(definition(kind)).beginObject();
          fields(block);
          json.endObject();
        });
    namedPolicy(policies);
    json.endObject();
    return json.endObject() + "\n";
  }

  /** A file with one of these sections is a pack; a file with none is there to be imported. */
  private void packOrLibrary() {
    json.name("minProperties").value(1);
    json.name("dependentRequired").beginObject();
    for (String section : List.of("pack", "policies", "providers", "gateway")) {
      json.name(section).beginArray();
      for (String needed : List.of("pack", "policies")) {
        if (!needed.equals(section)) {
          json.value(needed);
        }
      }
      json.endArray();
    }
    json.endObject();
  }

  private void write(Shape shape) {
    switch (shape) {
      case Shape.Text text -> text(text);
      case Shape.Truth _ -> type("boolean");
      case Shape.Whole range -> {
        type("integer");
        json.name("minimum").value(range.min());
        json.name("maximum").value(range.max());
      }
      case Shape.Decimal range -> decimal(range);
      case Shape.Words words -> words(words.words());
      case Shape.Open open -> either(List.of(new Shape.Words(open.words()), open.other()));
      case Shape.Regex _ -> {
        type("string");
        json.name("maxLength").value(2_000);
      }
      case Shape.Expression _ -> {
        type("string");
        json.name("minLength").value(1);
      }
      case Shape.Anything _ -> {}
      case Shape.Items items -> {
        type("array");
        if (items.min() > 0) {
          json.name("minItems").value(items.min());
        }
        json.name("maxItems").value(items.max());
        json.name("items").beginObject();
        write(items.element());
        json.endObject();
      }
      case Shape.Entries entries -> {
        type("object");
        json.name("maxProperties").value(entries.max());
        json.name("additionalProperties").beginObject();
        write(entries.value());
        json.endObject();
      }
      case Shape.Fields fields -> fields(fields);
      case Shape.Either either -> either(either.shapes());
      case Shape.Policies policies -> policies(policies);
    }
  }

  private void text(Shape.Text text) {
    type("string");
    json.name("maxLength").value(text.maxLength());
    String pattern = text.pattern();
    if (pattern != null) {
      json.name("pattern").value("^(?:" + pattern + ")$");
    }
    if (!text.examples().isEmpty()) {
      json.name("examples").beginArray();
      text.examples().forEach(json::value);
      json.endArray();
    }
  }

  private void decimal(Shape.Decimal range) {
    type("number");
    if (range.max() < Double.MAX_VALUE) {
      json.name("minimum").value(range.min());
      json.name("maximum").value(range.max());
    }
  }

  private void words(List<Word> words) {
    type("string");
    json.name("enum").beginArray();
    words.forEach(word -> json.value(word.text()));
    json.endArray();
    if (words.stream().anyMatch(word -> !word.doc().isEmpty())) {
      // Known to VS Code; other readers pass over it.
      json.name("enumDescriptions").beginArray();
      words.forEach(word -> json.value(word.doc()));
      json.endArray();
    }
  }

  private void either(List<Shape> shapes) {
    json.name("anyOf").beginArray();
    for (Shape shape : shapes) {
      json.beginObject();
      write(shape);
      json.endObject();
    }
    json.endArray();
  }

  private void fields(Shape.Fields block) {
    objectType(block.mayBeEmpty());
    json.name("additionalProperties").value(false);
    List<String> required =
        block.fields().stream()
            .filter(field -> field.standing() == Field.Standing.REQUIRED)
            .map(Field::name)
            .toList();
    if (!required.isEmpty()) {
      required(required);
    }
    if (!block.oneOf().isEmpty()) {
      json.name("oneOf").beginArray();
      for (String name : block.oneOf()) {
        json.beginObject();
        required(List.of(name));
        json.endObject();
      }
      json.endArray();
    }
    json.name("properties").beginObject();
    block.fields().forEach(this::field);
    json.endObject();
    needs(block);
  }

  private void needs(Shape.Fields block) {
    List<Field> needy =
        block.fields().stream()
            .filter(field -> field.shape() instanceof Shape.Words words && !words.needs().isEmpty())
            .toList();
    if (needy.isEmpty()) {
      return;
    }
    json.name("allOf").beginArray();
    for (Field field : needy) {
      new TreeMap<>(((Shape.Words) field.shape()).needs())
          .forEach((word, needed) -> {
            json.beginObject();
            json.name("if").beginObject();
            json.name("properties").beginObject().name(field.name()).beginObject();
            json.name("const").value(word).endObject().endObject();
            required(List.of(field.name()));
            json.endObject();
            json.name("then").beginObject();
            required(List.of(needed));
            json.endObject().endObject();
          });
    }
    json.endArray();
  }

  private void field(Field field) {
    json.name(field.name()).beginObject();
    if (!field.doc().isEmpty()) {
      json.name("description").value(field.doc());
    }
    PlanValue defaultValue = field.defaultValue();
    if (defaultValue != null) {
      json.name("default");
      value(defaultValue);
    }
    if (field.standing() == Field.Standing.DISCOURAGED) {
      json.name("deprecated").value(true);
    }
    write(field.shape());
    json.endObject();
  }

  private void value(PlanValue value) {
    switch (value) {
      case PlanValue.Text text -> json.value(text.value());
      case PlanValue.Bool bool -> json.value(bool.value());
      case PlanValue.Int number -> json.value(number.value());
      case PlanValue.Decimal number -> json.value(number.value());
      case PlanValue.Sequence sequence -> {
        json.beginArray();
        sequence.items().forEach(this::value);
        json.endArray();
      }
      case PlanValue.Mapping mapping -> {
        json.beginObject();
        mapping
            .entries()
            .forEach((key, item) -> {
              json.name(key);
              value(item);
            });
        json.endObject();
      }
      case PlanValue.Secret _ ->
          throw new IllegalStateException("a reference to a secret has no default");
    }
  }

  private void policies(Shape.Policies policies) {
    objectType(true);
    json.name("properties").beginObject();
    for (String kind : policies.kinds().keySet()) {
      json.name(kind).beginObject();
      json.name("if").beginObject();
      type("object");
      required(List.of("kind"));
      json.endObject();
      json.name("then").beginObject();
      reference(NAMED_POLICY);
      json.endObject();
      json.name("else").beginObject();
      reference(definition(kind));
      json.endObject();
      json.endObject();
    }
    json.endObject();
    json.name("additionalProperties").beginObject();
    reference(NAMED_POLICY);
    json.endObject();
  }

  /** A policy under a name of its own: it says its kind, or has rules. */
  private void namedPolicy(Shape.Policies policies) {
    json.name(NAMED_POLICY).beginObject();
    json.name("description").value("a policy under a name of its own");
    type("object");
    json.name("anyOf").beginArray();
    for (String key : List.of("kind", "rules")) {
      json.beginObject();
      required(List.of(key));
      json.endObject();
    }
    json.endArray();
    json.name("properties").beginObject();
    json.name("kind").beginObject();
    json.name("description").value("the policy kind");
    words(policies.kinds().keySet().stream().map(kind -> new Word(kind, "")).toList());
    json.endObject();
    json.endObject();
    json.name("allOf").beginArray();
    for (Map.Entry<String, Shape.Fields> kind : policies.kinds().entrySet()) {
      whenKindIs(kind.getKey());
    }
    json.endArray();
    json.endObject();
  }

  private void whenKindIs(String kind) {
    json.beginObject();
    json.name("if").beginObject();
    json.name("properties").beginObject();
    json.name("kind").beginObject();
    json.name("const").value(kind);
    json.endObject();
    json.endObject();
    if (!kind.equals("rules")) {
      required(List.of("kind"));
    }
    json.endObject();
    json.name("then").beginObject();
    reference(definition(kind));
    json.endObject();
    json.endObject();
  }

  private void required(List<String> names) {
    json.name("required").beginArray();
    names.forEach(json::value);
    json.endArray();
  }

  private void reference(String definition) {
    json.name("$ref").value("#/$defs/" + definition);
  }

  /** An empty block counts as nothing written. */
  private void objectType(boolean mayBeEmpty) {
    if (!mayBeEmpty) {
      type("object");
      return;
    }
    json.name("type").beginArray();
    json.value("object").value("null");
    json.endArray();
  }

  private void type(String word) {
    json.name("type").value(word);
  }

  private static String definition(String kind) {
    return "kind-" + kind;
  }
}
