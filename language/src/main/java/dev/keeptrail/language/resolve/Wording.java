package dev.keeptrail.language.resolve;

import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.rule.FieldType;
import dev.keeptrail.language.tree.ExprDecl;
import java.util.Collection;

/** Phrases that several messages share. */
final class Wording {
  private static final int MAX_LISTED = 12;

  private Wording() {}

  static String a(FieldType type) {
    return "a " + type.word();
  }

  /** The nearest candidate as a question, then the list while it is short enough to read. */
  static String choice(String word, Collection<String> candidates, String list) {
    String question =
        NearestWord.of(word, candidates)
            .map(near -> "did you mean " + Quoted.word(near) + "?")
            .orElse("");
    if (candidates.isEmpty() || (candidates.size() > MAX_LISTED && !question.isEmpty())) {
      return question;
    }
    return (question.isEmpty() ? "" : question + " ") + list + ": " + Quoted.words(candidates);
  }

  /** A path as it is written. */
  static String written(ExprDecl.Name name) {
    var text = new StringBuilder();
    for (ExprDecl.NamePart part : name.parts()) {
      switch (part) {
        case ExprDecl.NamePart.Member member ->
            text.append(text.isEmpty() ? "" : ".").append(member.name());
        case ExprDecl.NamePart.Element element ->
            text.append('[').append(element.index()).append(']');
      }
    }
    return text.toString();
  }
}
