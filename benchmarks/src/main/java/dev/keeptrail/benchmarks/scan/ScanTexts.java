package dev.keeptrail.benchmarks.scan;

import dev.keeptrail.benchmarks.Prose;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Texts to scan: of one kind, of one size in UTF-8, a different one for each seed. */
public final class ScanTexts {
  private static final int LINE = 76;
  private static final List<String> SENTENCES =
      List.of(
          "Der Versand hat gestern die Lieferscheine sortiert, weil die Regale voll waren. ",
          "Le bureau des traductions a comparé trois horaires pendant la pause de midi. ",
          "El equipo del puerto archivó los manuales viejos antes de la auditoría. ",
          "Il turno di notte ha stampato due fatture in ritardo senza fare rumore. ",
          "Zespół z drugiego piętra policzył wyciągi i zapytał o krótszą wersję. ",
          "Ночная смена переписала график и отложила старые инструкции. ",
          "昨天下午，仓库的同事把送货单整理好了，又打印了三份新的排班表。",
          "港のチームは昼休みのあとに古い手引書を数え、二階へ運びました。",
          "야간 근무조는 늦은 송장 두 장을 인쇄하고 짧은 요약을 부탁했다. ",
          "رتب مكتب الشحن إيصالات التسليم أمس لأن الرفوف كانت ممتلئة. ",
          "रात की पाली ने पुराने नियमों की सूची छापी और एक छोटा सार माँगा। ");
  private static final List<String> CODE =
      List.of(
          "public int total(List<Line> lines) {\n",
          "  return lines.stream().mapToInt(Line::amount).sum();\n}\n\n",
          "for (int i = 0; i < shelves.length; i++) {\n  shelves[i] = shelves[i].sorted();\n}\n",
          "def read(path):\n    with open(path) as file:\n        return file.read().splitlines()\n\n",
          "SELECT name, count(*) FROM notes WHERE day > '2024-03-03' GROUP BY name;\n",
          "const rows = await fetchRows({ page: 2, size: 50 });\nconsole.log(rows.length);\n",
          "if [ -f \"$log\" ]; then grep -c 'late' \"$log\"; fi\n",
          "{\"id\": 4471, \"items\": [17, 34, 51], \"open\": true, \"note\": null},\n");

  /** Encoded over and over, the text grows by a third each time. */
  private static final int NESTED = 20;

  private static final int MOST_TEXTS = 64;
  private static final int ENOUGH_BYTES = 1 << 21;

  private ScanTexts() {}

  /**
   * A text of the kind.
   *
   * @param kind clean, personal, multilingual, code, base64, or busy: the first four by turns
   */
  public static String of(String kind, int bytes, long seed) {
    return switch (kind) {
      case "clean" -> Prose.clean(bytes, seed);
      case "personal" -> Prose.withPersonalValues(bytes, seed, bytes / 128);
      case "multilingual" -> mixed(SENTENCES, bytes, seed);
      case "code" -> mixed(CODE, bytes, seed);
      case "base64" -> encoded(bytes, seed);
      case "busy" -> busy(bytes, seed);
      default -> throw new IllegalArgumentException("no kind of text: " + kind);
    };
  }

  /** A text of one kind of sign or value, or of what decodes to more of its kind. */
  static String hostile(String kind, int bytes) {
    String piece =
        switch (kind) {
          case "letter" -> "a";
          case "digits" -> "1234567890";
          case "addresses" -> "ab@cd.com ";
          case "nested" -> nested();
          default -> throw new IllegalArgumentException("no kind of text: " + kind);
        };
    return piece.repeat(bytes / piece.length() + 1).substring(0, bytes);
  }

  private static String nested() {
    byte[] text = Prose.clean(60, 1).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < NESTED; i++) {
      text = Base64.getEncoder().encode(text);
    }
    return new String(text, StandardCharsets.US_ASCII);
  }

  private static String busy(int bytes, long seed) {
    var random = new Random(seed);
    var text = new StringBuilder();
    while (text.length() < bytes) {
      int part = 100 + random.nextInt(200);
      String kind =
          switch (random.nextInt(4)) {
            case 0 -> "clean";
            case 1 -> "personal";
            case 2 -> "multilingual";
            default -> "code";
          };
      text.append(of(kind, part, random.nextLong())).append('\n');
    }
    return cut(text.toString(), bytes);
  }

  private static String mixed(List<String> pieces, int bytes, long seed) {
    var random = new Random(seed);
    var text = new StringBuilder();
    int size = 0;
    while (size < bytes) {
      String piece = pieces.get(random.nextInt(pieces.size()));
      text.append(piece);
      size += piece.getBytes(StandardCharsets.UTF_8).length;
    }
    return cut(text.toString(), bytes);
  }

  /** Mostly encoded: blocks of prose and of bytes that are none, a line of prose before each. */
  private static String encoded(int bytes, long seed) {
    var random = new Random(seed);
    var text = new StringBuilder();
    var encoder = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
    while (text.length() < bytes) {
      byte[] block = new byte[300];
      if (random.nextBoolean()) {
        random.nextBytes(block);
      } else {
        block = Prose.clean(block.length, random.nextLong()).getBytes(StandardCharsets.US_ASCII);
      }
      text.append(Prose.clean(60, random.nextLong())).append('\n');
      text.append(encoder.encodeToString(block)).append("\n\n");
    }
    return text.substring(0, bytes);
  }

  private static String cut(String text, int bytes) {
    int size = 0;
    int end = 0;
    while (end < text.length()) {
      int character = text.codePointAt(end);
      size += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
      if (size > bytes) {
        break;
      }
      end += Character.charCount(character);
    }
    return text.substring(0, end);
  }

  /** How many texts of a size are enough, a power of two. */
  static int countOf(int bytes) {
    return Math.clamp(Integer.highestOneBit(ENOUGH_BYTES / bytes), 1, MOST_TEXTS);
  }

  /** Several of a kind, so that no branch is learnt by heart. */
  static List<String> several(String kind, int bytes, int count) {
    var texts = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      texts.add(of(kind, bytes, i + 1));
    }
    return List.copyOf(texts);
  }
}
