package dev.keeptrail.detectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Texts spliced together from beginnings, ends and middles of what the case files of all detectors
 * hold and of sentences of many languages, some of it in disguise: what meets nobody thought of
 * together.
 */
final class SplicedTexts {
  private static final List<String> FILES =
      List.of(
          "personal-data-cases.txt",
          "table/cases.txt",
          "secret/accepted.txt",
          "secret/rejected.txt",
          "identity/sentences.txt",
          "injection/cases.txt",
          "exfiltration/cases.txt",
          "code/cases.txt",
          "prose.txt");

  private static final List<String> JOINTS =
      List.of("", "\n", ", ", ": ", "\t", "\n\n", " ", " ", " ", ". ");

  private static final int LONGEST_PIECE = 400;
  private static final int MOST_PIECES = 5;
  private static final int LONGEST_CUT = 60;

  private final List<String> pieces = FILES.stream().flatMap(SplicedTexts::pieces).toList();

  /** The texts of a case file, without what is expected of them. */
  private static Stream<String> pieces(String file) {
    try (InputStream in = SplicedTexts.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(line -> line.substring(line.lastIndexOf(" | ") + 1).strip())
              .map(text -> text.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r"))
              .filter(text -> !text.isEmpty() && text.length() < LONGEST_PIECE)
              .toList()
              .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every text of the files. */
  List<String> all() {
    return pieces;
  }

  /** The text of a number, always the same. */
  String text(long number) {
    // WHY: neighbouring seeds begin alike.
    var random = new Random(number * 0x9E3779B97F4A7C15L);
    var text = new StringBuilder();
    int count = 1 + random.nextInt(MOST_PIECES);
    for (int i = 0; i < count; i++) {
      String piece = cut(pieces.get(random.nextInt(pieces.size())), random);
      text.append(random.nextInt(4) == 0 ? disguised(piece, random) : piece)
          .append(JOINTS.get(random.nextInt(JOINTS.size())));
    }
    return text.toString();
  }

  private static String cut(String piece, Random random) {
    if (random.nextInt(3) == 0) {
      return piece;
    }
    int from = random.nextInt(piece.length());
    return piece.substring(from, Math.min(piece.length(), from + 1 + random.nextInt(LONGEST_CUT)));
  }

  private static String disguised(String piece, Random random) {
    Disguise[] all = Disguise.values();
    return all[random.nextInt(all.length)].apply(piece);
  }
}
