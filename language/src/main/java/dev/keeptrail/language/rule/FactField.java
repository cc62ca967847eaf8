package dev.keeptrail.language.rule;

import java.util.List;

/**
 * One field of a fact.
 *
 * @param words the closed list of values, where the field has one; such words may be written bare
 * @param fewValues whether a deployment sees few different values, none of them written by callers
 *     or models, so that the field may stand in a reason code
 * @param doc one sentence for help, completion and the reference
 */
public record FactField(
    String name, FieldType type, List<String> words, boolean fewValues, String doc) {
  public FactField {
    words = List.copyOf(words);
  }

  static FactField of(String name, FieldType type, String doc) {
    return new FactField(name, type, List.of(), false, doc);
  }

  static FactField few(String name, FieldType type, String doc) {
    return new FactField(name, type, List.of(), true, doc);
  }

  static FactField oneOf(String name, List<String> words, String doc) {
    return new FactField(name, FieldType.TEXT, words, true, doc);
  }
}
