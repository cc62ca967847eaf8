package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.secret.Shape.Literal;
import dev.keeptrail.detectors.secret.Shape.Run;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/** Made-up tokens, drawn anew in each run: no source file holds one. */
final class Samples {
  private final Random random;

  Samples(Random random) {
    this.random = random;
  }

  /** A token of the format, with the check digit it needs. */
  String token(TokenFormat format) {
    String after = draw(format.after());
    if (format.check() == TokenCheck.CRC32) {
      String body = after.substring(0, after.length() - 6);
      after = body + TokenCheck.crc(body);
    }
    if (format.check() == TokenCheck.CRC32HEX) {
      String body = after.substring(0, after.length() - 8);
      after = body + TokenCheck.hexCrc(body);
    }
    String token = draw(format.before()) + format.prefix() + after;
    return format.check() == TokenCheck.DISCORD ? discord(format.prefix(), after) : token;
  }

  /** A user's number in Base64 that starts like the prefix. */
  private static String discord(String prefix, String after) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    int bits = 0;
    for (int i = 0; i < prefix.length(); i++) {
      bits = bits << 6 | alphabet.indexOf(prefix.charAt(i));
    }
    String number = "" + (char) (bits >> 10) + (char) (bits >> 2 & 0xFF) + "8622483471925248";
    return Base64.getEncoder()
            .withoutPadding()
            .encodeToString(number.getBytes(StandardCharsets.US_ASCII))
        + after.substring(after.indexOf('.'));
  }

  /** Text that fits a shape; digits and capitals alternate so that none looks made up. */
  String draw(Shape shape) {
    var text = new StringBuilder();
    for (Shape.Part part : shape.parts()) {
      switch (part) {
        case Run run -> run(run, text);
        case Literal literal -> text.append(literal.text());
      }
    }
    return text.toString();
  }

  private void run(Run run, StringBuilder text) {
    String characters = run.alphabet().characters();
    int length = run.least() + random.nextInt(run.most() - run.least() + 1);
    for (int i = 0; i < length; i++) {
      char c = characters.charAt(random.nextInt(characters.length()));
      boolean edge = i == 0 || i == length - 1;
      while (edge && !Character.isLetterOrDigit(c)) {
        c = characters.charAt(random.nextInt(characters.length()));
      }
      text.append(c);
    }
  }

  /** Puts a draw in place of each {@code {shape}} of a case file. */
  String expand(String text) {
    var expanded = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int close = text.charAt(at) == '{' ? text.indexOf('}', at) : -1;
      if (close > at + 1 && text.substring(at + 1, close).matches("[a-zA-Z][0-9]+")) {
        expanded.append(draw(Shape.of(text.substring(at + 1, close))));
        at = close + 1;
      } else {
        expanded.append(text.charAt(at++));
      }
    }
    return expanded.toString();
  }
}
