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
  static final List<String> REGEXES =
      List.of("a", "^wire", "[0-9]{3}", "ann|bob", "x*", "\\bmail\\b", "(?i)ANN");
  static final List<String> MEMBERS = List.of("amount", "path", "tags", "items", "to");
  static final List<String> NUMBERS = List.of("0", "1", "2.5", "10", "10_000", "3");

  private static final List<String> TOOLS =
      List.of("wire_transfer", "wire_x", "read_file", "delete");
  private static final List<String> PEOPLE = List.of("ann", "bob", "treasury", "clerks");
  private static final List<String> IDS = List.of("c1", "c2", "c3");
  private static final List<String> OTHER = List.of("a", "ab", "", "test-model", "mail ann");

  private Vocabulary() {}

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
