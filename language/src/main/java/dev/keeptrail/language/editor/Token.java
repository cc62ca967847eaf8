package dev.keeptrail.language.editor;

/**
 * A piece of a document with its meaning, for colours. No two of a document overlap.
 *
 * @param start UTF-16 offset
 * @param end UTF-16 offset of what follows; may be on a later line
 * @param isDeclaration whether the author gives the name here
 */
public record Token(int start, int end, Sort sort, boolean isDeclaration) {
  /** What a piece is; the words are those of the Language Server Protocol. */
  public enum Sort {
    COMMENT("comment"),
    KEYWORD("keyword"),
    STRING("string"),
    NUMBER("number"),
    OPERATOR("operator"),
    FACT("type"),
    PROPERTY("property"),
    FUNCTION("function"),
    POLICY("class"),
    RULE("method"),
    BINDING("variable"),
    DEFINITION("variable");

    private final String word;

    Sort(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  static Token of(Occurrence found) {
    Sort sort =
        switch (found.symbol().sort()) {
          case DEFINITION -> Sort.DEFINITION;
          case POLICY -> Sort.POLICY;
          case RULE -> Sort.RULE;
          case BINDING -> Sort.BINDING;
        };
    return new Token(found.span().offset(), found.span().end(), sort, found.isDeclaration());
  }
}
