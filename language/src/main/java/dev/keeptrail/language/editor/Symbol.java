package dev.keeptrail.language.editor;

import dev.keeptrail.language.source.Span;

/**
 * Something that an author gave a name.
 *
 * @param declared where its name is written first; the symbol's identity
 */
public record Symbol(Sort sort, String name, Span declared) {
  /** What carries the name. */
  public enum Sort {
    DEFINITION("definition"),
    POLICY("policy"),
    RULE("rule"),
    BINDING("binding");

    private final String word;

    Sort(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** Whether two analyses of one state of a document speak of the same symbol. */
  boolean sameAs(Symbol other) {
    return sort == other.sort
        && declared.offset() == other.declared.offset()
        && declared.source().name().equals(other.declared.source().name());
  }
}
