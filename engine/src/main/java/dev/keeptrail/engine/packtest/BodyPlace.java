package dev.keeptrail.engine.packtest;

import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.testfile.TestCase;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the part of a body is written that a JSON Pointer names. */
final class BodyPlace {
  private BodyPlace() {}

  /** The nearest place there is: a part that is left out has that of what should hold it. */
  static Span of(TestCase test, String pointer) {
    Deque<String> steps = new ArrayDeque<>(List.of(pointer.split("/", -1)));
    steps.pollFirst();
    String first = steps.pollFirst();
    List<ValueDecl> messages = test.input().messages();
    if (first != null && first.equals("messages")) {
      ValueDecl list = new ValueDecl.Sequence(test.input().span(), messages);
      return descend(list, steps, test.input().span());
    }
    if (first != null) {
      steps.addFirst(first);
      return descend(test.input().request(), steps, test.span());
    }
    ValueDecl answer = test.input().answer();
    return answer == null ? test.span() : answer.span();
  }

  private static Span descend(ValueDecl value, Deque<String> steps, Span nearest) {
    Span place = nearest;
    ValueDecl at = value;
    while (!steps.isEmpty()) {
      String step = steps.pollFirst();
      ValueDecl next = child(at, step);
      if (next == null) {
        return place;
      }
      at = next;
      place = at.span();
    }
    return place;
  }

  private static @Nullable ValueDecl child(ValueDecl value, String step) {
    if (value instanceof ValueDecl.Sequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        if (Integer.toString(i).equals(step)) {
          return sequence.items().get(i);
        }
      }
    }
    if (value instanceof ValueDecl.Mapping mapping) {
      for (FieldDecl field : mapping.fields()) {
        if (field.name().equals(step)) {
          return field.value();
        }
      }
    }
    return null;
  }
}
