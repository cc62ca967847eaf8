package dev.keeptrail.engine.conformance.generate;

import java.util.List;

/**
 * The few words that generated packs and contents share, so that tests hit as often as they miss.
 */
final class Vocabulary {
  static final List<String> CATEGORIES =
      List.of("pii", "pii.email", "pii.iban", "secret", "pii.phone", "pii.ip");
  static final List<String> GLOBS =
      List.of("*", "wire_*", "*a*", "?nn", "read_file", "*@*.com", "");
  static final List<String> CALLED = List.of("wire_*", "bank/wire_x", "Read_File", "*", "ann");
  static final List<String> REGEXES =
      List.of("a", "^wire", "[0-9]{3}", "ann|bob", "x*", "\\bmail\\b", "(?i)ANN");
  static final List<String> MEMBERS = List.of("amount", "path", "tags", "items", "to");
  static final List<String> NUMBERS =
      List.of("0", "1", "2.5", "10", "10_000", "3", "0.1", "-1", "1e300", "0.3", "1e-7");

  /** What texts are split at, and what is replaced in them. */
  static final List<String> PARTS = List.of("_", "n", "", "a", "__", "\uD83D\uDE00");

  /** Keys that authors choose: tools, roles, categories and names of patterns. */
  static final List<String> KEYS =
      List.of("wire_transfer", "wire_x", "read_file", "clerks", "ann", "pii.email", "secret");

  /** What stands in settings that take any text. */
  static final List<String> WORDS =
      List.of(
          "ann",
          "wire",
          "wire_*",
          "read_file",
          "*",
          "mail",
          "treasury",
          "clerks",
          "pii.email",
          "not advice",
          "x-consent",
          "example",
          "",
          "naïve 😀");

  static final List<String> SCHEMAS =
      List.of(
          "{ type: object, required: [amount] }",
          "{ properties: { amount: { type: number, maximum: 10 }, to: { type: string } } }",
          "{ additionalProperties: false, properties: { path: { enum: [a, ab] } } }",
          "{}");

  private static final List<String> TOOLS =
      List.of("wire_transfer", "wire_x", "read_file", "delete", "mcp__bank__wire_x");
  private static final List<String> PEOPLE = List.of("ann", "bob", "treasury", "clerks");
  private static final List<String> IDS = List.of("c1", "c2", "c3");
  private static final List<String> OTHER =
      List.of(
          "a",
          "ab",
          "",
          "test-model",
          "mail ann",
          " ann\u00A0",
          "\u0130STANBUL",
          "stra\u00DFe",
          "\uD83D\uDE00",
          "\uFB01",
          "q\"b\\s{n}",
          "10",
          "2.5",
          "-0",
          "1e3",
          " 1",
          "0x1",
          "\u0663",
          "NaN");

  private Vocabulary() {}

  /** A text as a string of the pack language, and of JSON. */
  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Texts that a field of this name may hold. */
  static List<String> texts(String field) {
    return switch (field) {
      case "name" -> TOOLS;
      case "user", "team", "groups", "to" -> PEOPLE;
      case "id", "call" -> IDS;
      default -> OTHER;
    };
  }
}
