package dev.keeptrail.detectors;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Texts for streams whose words decide late what they are: names and hosts, the words for the signs
 * of addresses, digits that are spelled out, accents that stand alone, letters of Cyrillic among
 * Latin ones and the other way around.
 */
final class StreamWords {
  private static final List<String> WORDS =
      List.of(
          ("joe ann bob.tanner smith kim_lee j at at at dot dot dot com com org de net arroba"
                  + " arobase malpa ma\u0142pa punkt punto \u0442\u043e\u0447\u043a\u0430"
                  + " \u0441\u043e\u0431\u0430\u043a\u0430 \u00e4t a\u0308t zavin\u00e1\u010d"
                  + " zavina\u0301c\u030c underscore dash guio\u0301n hyphen @ . [at] (dot) [ ] ( )"
                  + " <at> _at_ example example mail exa\u0308mple host four one one two seven nine"
                  + " double null \u043e\u0434\u0438\u043d \u0442\u0440\u0438 mu\u031bo\u031bi"
                  + " n\u0103m hundred eleven J as in Juliett for like A B D 4 1 1111 4111 much mute"
                  + " the office man anne data dots attic punk under das dan an a I me no on un once"
                  + " over weekend ex quick fund snabel-a ett et chiocciola o x \u0430 \u0435"
                  + " pass password call phone IBAN DE89 project falcon account number hunter2")
              .split(" "));

  private static final List<String> PAIRS =
      List.of("a keong", "at sign", "a commercial", "full stop");
  private static final String LATIN = "aceopxyTAHKMBEOPC";
  private static final String CYRILLIC =
      "\u0430\u0441\u0435\u043e\u0440\u0445\u0443\u0422\u0410\u041d\u041a\u041c\u0412\u0415"
          + "\u041e\u0420\u0421";
  private static final List<String> MARKS =
      List.of("\u0301", "\u0308", "\u200b", "\u0327", "\u0306", "\u00ad", "\ufe0f", "\u0338");

  private StreamWords() {}

  static String random(Random random) {
    var text = new StringBuilder();
    int words = 2 + random.nextInt(14);
    for (int i = 0; i < words; i++) {
      text.append(word(random));
      switch (random.nextInt(14)) {
        case 0 -> text.append("  ");
        case 1 -> text.append('\n');
        case 2 -> text.append(", ");
        case 3 -> text.append(random.nextBoolean() ? '_' : '-');
        case 4 -> {
          // Nothing parts this word from the next.
        }
        default -> text.append(' ');
      }
    }
    return text.toString();
  }

  private static String word(Random random) {
    List<String> list = random.nextInt(20) == 0 ? PAIRS : WORDS;
    String word = list.get(random.nextInt(list.size()));
    if (random.nextInt(12) == 0) {
      word = word.toUpperCase(Locale.ROOT);
    }
    if (random.nextInt(10) == 0) {
      word = mixed(word, random);
    }
    if (word.length() > 1 && random.nextInt(14) == 0) {
      int at = 1 + random.nextInt(word.length() - 1);
      String mark = MARKS.get(random.nextInt(MARKS.size()));
      word = word.substring(0, at) + mark + word.substring(at);
    }
    boolean cut = word.length() > 1 && random.nextInt(20) == 0;
    return cut ? word.substring(0, 1 + random.nextInt(word.length() - 1)) : word;
  }

  /** Half of the letters that look like those of the other script become these. */
  private static String mixed(String word, Random random) {
    var mixed = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      int latin = LATIN.indexOf(c);
      int cyrillic = CYRILLIC.indexOf(c);
      boolean turns = random.nextBoolean();
      if (turns && latin >= 0) {
        mixed.append(CYRILLIC.charAt(latin));
      } else if (turns && cyrillic >= 0) {
        mixed.append(LATIN.charAt(cyrillic));
      } else {
        mixed.append(c);
      }
    }
    return mixed.toString();
  }
}
