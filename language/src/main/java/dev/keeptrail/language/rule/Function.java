package dev.keeptrail.language.rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The functions that expressions can call. All are total, pure and bounded by their arguments. */
public enum Function {
  LOWER("lower", List.of(FieldType.TEXT), FieldType.TEXT, "in small letters (root locale)"),
  UPPER("upper", List.of(FieldType.TEXT), FieldType.TEXT, "in capital letters (root locale)"),
  TRIM("trim", List.of(FieldType.TEXT), FieldType.TEXT, "without white space at both ends"),
  LENGTH("length", List.of(FieldType.TEXT), FieldType.NUMBER, "characters (UTF-16 units)"),
  STARTS_WITH(
      "starts_with",
      List.of(FieldType.TEXT, FieldType.TEXT),
      FieldType.TRUTH,
      "whether the first text starts with the second"),
  ENDS_WITH(
      "ends_with",
      List.of(FieldType.TEXT, FieldType.TEXT),
      FieldType.TRUTH,
      "whether the first text ends with the second"),
  REPLACE(
      "replace",
      List.of(FieldType.TEXT, FieldType.TEXT, FieldType.TEXT),
      FieldType.TEXT,
      "the first text with each occurrence of the second replaced by the third"),
  SPLIT(
      "split",
      List.of(FieldType.TEXT, FieldType.TEXT),
      FieldType.TEXTS,
      "the parts of the first text between occurrences of the second"),
  JOIN(
      "join",
      List.of(FieldType.TEXTS, FieldType.TEXT),
      FieldType.TEXT,
      "the texts with the second argument between them"),
  SIZE("size", List.of(FieldType.TEXTS), FieldType.NUMBER, "elements of the list"),
  FIRST(
      "first", List.of(FieldType.TEXTS), FieldType.TEXT, "first element; missing in an empty list"),
  LAST("last", List.of(FieldType.TEXTS), FieldType.TEXT, "last element; missing in an empty list"),
  ABS("abs", List.of(FieldType.NUMBER), FieldType.NUMBER, "without its sign"),
  ROUND("round", List.of(FieldType.NUMBER), FieldType.NUMBER, "nearest whole number, halves up"),
  NUMBER(
      "number",
      List.of(FieldType.TEXT),
      FieldType.NUMBER,
      "the text as a JSON number; undefined when it is none"),
  TEXT("text", List.of(FieldType.NUMBER), FieldType.TEXT, "the number as JSON writes it");

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // List.of: never changes
  private final List<FieldType> parameters;

  private final FieldType result;
  private final String doc;

  Function(String word, List<FieldType> parameters, FieldType result, String doc) {
    this.word = word;
    this.parameters = parameters;
    this.result = result;
    this.doc = doc;
  }

  public String word() {
    return word;
  }

  public List<FieldType> parameters() {
    return parameters;
  }

  public FieldType result() {
    return result;
  }

  public String doc() {
    return doc;
  }

  public static Optional<Function> named(String word) {
    return Stream.of(values()).filter(function -> function.word.equals(word)).findFirst();
  }
}
