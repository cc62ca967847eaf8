package dev.keeptrail.language.testfile;

import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.rule.FactField;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the facts that a test states, and holds them against the fact schema. */
final class FactReader {
  private final Problems problems;

  FactReader(Problems problems) {
    this.problems = problems;
  }

  /** One fact, such as who is asking. */
  Optional<TestInput.GivenFact> one(FactType type, String path, ValueDecl value) {
    return Fields.of(problems, path, value).map(fields -> fact(type, value.span(), fields));
  }

  /** A list of facts, such as tool calls. */
  List<TestInput.GivenFact> many(FactType type, String path, ValueDecl value) {
    List<TestInput.GivenFact> facts = new ArrayList<>();
    if (value instanceof ValueDecl.Sequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        one(type, path + "[" + i + "]", sequence.items().get(i)).ifPresent(facts::add);
      }
    } else {
      Fields.wrongType(problems, path, value, "a list of mappings");
    }
    return facts;
  }

  /** Counters, written as {@code name: value}. */
  List<TestInput.GivenFact> counters(String path, ValueDecl value) {
    List<TestInput.GivenFact> facts = new ArrayList<>();
    for (FieldDecl counter : Fields.of(problems, path, value).map(Fields::all).orElse(List.of())) {
      Optional<Value> number = Values.of(counter.value());
      if (number.isPresent() && number.get() instanceof Value.Decimal) {
        facts.add(
            new TestInput.GivenFact(
                counter.span(),
                FactType.COUNTER,
                Map.of("name", new Value.Text(counter.name()), "value", number.get())));
      } else {
        Fields.wrongType(problems, path + "." + counter.name(), counter.value(), "a number");
      }
    }
    return facts;
  }

  TestInput.GivenFact fact(FactType type, Span span, Fields fields) {
    List<FactField> schema = FactSchema.fields(type);
    fields.allow(schema.stream().map(FactField::name).toList());
    Map<String, Value> values = new LinkedHashMap<>();
    for (FieldDecl field : fields.all()) {
      FactSchema.field(type, field.name())
          .ifPresent(known ->
              value(fields, field, known).ifPresent(value -> values.put(field.name(), value)));
    }
    return new TestInput.GivenFact(span, type, values);
  }

  private static Optional<Value> value(Fields fields, FieldDecl field, FactField known) {
    Optional<Value> value = Values.of(field.value());
    if (value.isPresent() && Values.fits(known.type(), value.get())) {
      return value;
    }
    fields.wrongType(field.name(), field.value(), "a " + known.type().word());
    return Optional.empty();
  }
}
