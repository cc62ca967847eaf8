package dev.keeptrail.engine.drools;

import dev.keeptrail.language.rule.Constraint;
import java.util.List;
import org.drools.model.PatternDSL.PatternDef;
import org.drools.model.functions.Function1;

/** Lowers tests on the request. Equal tests get equal ids, and so share a node of the network. */
final class RequestConstraints {
  private static final List<String> FIELDS =
      List.of("model", "provider", "route", "stream", "phase");

  private RequestConstraints() {}

  static void add(PatternDef<RequestFact> pattern, Constraint constraint) {
    switch (constraint) {
      case Constraint.Equal(String field, String value) ->
          TextTests.equal(pattern, field, FIELDS.indexOf(field), text(field), value);
      case Constraint.OneOf(String field, var values) ->
          TextTests.oneOf(pattern, field, FIELDS.indexOf(field), text(field), values);
      case Constraint.NoneOf(String field, var values) ->
          TextTests.noneOf(pattern, field, text(field), values);
      case Constraint.Under _, Constraint.AtLeast _, Constraint.Joined _, Constraint.Test _ ->
          throw new IllegalArgumentException("no such test of a request");
    }
  }

  private static Function1<RequestFact, String> text(String field) {
    return switch (field) {
      case "model" -> fact -> fact.request().model();
      case "provider" -> fact -> fact.request().provider();
      case "route" -> fact -> fact.request().route();
      case "stream" -> fact -> Boolean.toString(fact.request().stream());
      case "phase" -> RequestFact::phase;
      default -> throw new IllegalArgumentException("no text `" + field + "`");
    };
  }
}
