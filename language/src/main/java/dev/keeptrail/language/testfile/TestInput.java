package dev.keeptrail.language.testfile;

import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a test sends.
 *
 * @param messages the messages of the request, as a chat request has them
 * @param request the other members of the request's body
 * @param answer what the provider answers: a text or a chat completion; null for nothing
 * @param headers by lower-case name
 * @param facts what is given beside them, in the order written
 */
public record TestInput(
    Span span,
    List<ValueDecl> messages,
    ValueDecl.Mapping request,
    @Nullable ValueDecl answer,
    Map<String, String> headers,
    List<GivenFact> facts) {
  public TestInput {
    messages = List.copyOf(messages);
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    facts = List.copyOf(facts);
  }

  /** A fact that the test states; fields are those of the fact schema. */
  public record GivenFact(Span span, FactType type, Map<String, Value> fields) {
    public GivenFact {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }
}
