package dev.keeptrail.language.editor;

/**
 * Something that may be written at a place: offered by completion, explained by hover.
 *
 * @param label the word itself
 * @param detail a short line beside the word, such as a type; may be empty
 * @param doc Markdown; may be empty
 * @param insert what is put into the document
 */
public record Candidate(String label, Sort sort, String detail, String doc, String insert) {
  /** What the word is. */
  public enum Sort {
    KEY,
    WORD,
    KIND,
    POLICY,
    FACT,
    FIELD,
    FUNCTION,
    OPERATOR,
    BINDING,
    DEFINITION,
    CATEGORY,
    KEYWORD,
    VERB
  }

  static Candidate of(Sort sort, String label, String detail, String doc) {
    return new Candidate(label, sort, detail, doc, label);
  }
}
