package dev.keeptrail.engine.chain;

import java.util.List;
import java.util.Random;

/** Answers as a model may write them, with made-up personal data, secrets and terms in them. */
final class AnswerTexts {
  private static final List<String> PIECES =
      List.of(
          "The committee met again to look at the plans for a new library.",
          "In 2024 we sold 12 of 340 units, or 3.5%.",
          "Look at the example: AT&T and R&D, one or two of them.",
          "Stra\u00dfe, caf\u00e9, \ud83d\ude00 and \u4f60\u597d\uff0c\u4eca\u5929\u3002",
          "Write to jane.doe@example.com, please.",
          "jane.doe@example.com",
          "Call +1 415 555 0132 or (415) 555-0199 ext. 12.",
          "4111 1111 1111 1111",
          "4111-1111-1111-1111 12/27 123",
          "my ssn is 078-05-1120",
          "DE89 3704 0044 0532 0130 00",
          "from 192.168.10.24 to 10.0.0.7",
          "born on 12 March 1985",
          "password: hunter2Plus9",
          "AKIA" + "J5QW7XN2M4LKP3RT",
          "https://admin:s3cretPw9@db.example.com/x",
          "Project Falcon",
          "project",
          "falcon",
          "jane%40example.com",
          "p4ssw0rd h4x0r l33t pr0j3ct");

  private AnswerTexts() {}

  static String random(Random random, int pieces) {
    var text = new StringBuilder();
    if (random.nextInt(6) == 0) {
      return json(random, pieces);
    }
    for (int i = 0; i < pieces; i++) {
      String piece = PIECES.get(random.nextInt(PIECES.size()));
      int end = random.nextInt(5) == 0 ? 1 + random.nextInt(piece.length()) : piece.length();
      text.append(piece, 0, end);
      text.append(
          switch (random.nextInt(6)) {
            case 0 -> "\n";
            case 1 -> ", ";
            case 2 -> "";
            default -> " ";
          });
    }
    return text.toString();
  }

  /** A text that is JSON, or that is until its last character. */
  private static String json(Random random, int pieces) {
    var text = new StringBuilder("{\"list\": [17, true, \"\\/\"");
    for (int i = 0; i < pieces; i++) {
      String piece = PIECES.get(random.nextInt(PIECES.size()));
      text.append(", \"").append(piece.replace("\\", "\\\\")).append("\", 4111111111111111");
    }
    return text.append(random.nextInt(3) == 0 ? "]} and so on" : "]}").toString();
  }
}
