package dev.keeptrail.detectors.text;

import java.text.Normalizer;

/**
 * Letters of other scripts that look like Latin ones, and back, after the confusable pairs that
 * Unicode Technical Standard 39 records. Folding is only right inside a word that mixes scripts, or
 * for one that stands among Latin words: a word wholly in Cyrillic is a Cyrillic word.
 */
final class Confusables {
  /** A Latin letter, then what looks like it; the first Cyrillic one is the way back. */
  private static final String LATIN =
      "AΑАᎪᗅꓮ BꞴΒВᏴᗷꓐ CⲤСᏟꓚϹ DᎠᗞᗪꓓ EΕЕⴹᎬꓰ FꞘϜᖴꓝ GԌᏀᏳꓖ HΗⲎНᎻᕼꓧ IƖΙⲒІӀ JꞲͿЈᎫᒍꓙ "
          + "KΚⲔКᏦᛕꓗ LⳐᏞᒪꓡ MΜϺⲘМᎷᗰᛖꓟ NΝⲚꓠИ OΟⲞОՕ PΡⲢРᏢᑭꓑ QⵕԚ RƦᎡᏒᖇꓣЯ SЅՏᏕᏚꓢ TΤⲦТᎢꓔ "
          + "UՍሀᑌꓴ VѴⴸᏙᐯꛟꓦ WԜᎳᏔꓪ XꞳΧⲬХⵝᚷꓫ YҮΥⲨУᎩᎽꓬϒ ZΖᏃꓜ aаɑα bвƄЬᏏᑲᖯ cсⲥꮯϲ dԁᏧᑯꓒɗ "
          + "eеꬲҽɛє fꬵꞙẝքƒ gɡᶃƍց hһհᏂ iіɩιꙇꭵᎥ jјϳ kкκ lӏǀוןاߊⵏᛁꓲ mм nոռη "
          + "oоꬽοσⲟჿօסهھہەഠဝⵔዐଠꓳ pрρⲣϱ qԛգզ rгꭇꭈⲅꮁᴦ sѕƽꮪ tтτ uυꞟꭎꭒʋս vѵνטꮩ wԝɯѡաꮃω "
          + "xхᕁᕽχ yуүɣᶌỿꭚγყ zꮓ";

  private static final String SMALL_CAPITALS = "ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢz";
  private static final int FIRST_UNSAFE = 0x590;
  private static final int LAST_UNSAFE = 0x139F;
  private static final int BASES = 0x1F00;

  /** Letters of few languages, which none writes as the Latin ones that they look like. */
  private static final char FIRST_RARE = 0x4C0;

  /** Letters that look like Latin ones from behind. */
  private static final String MIRRORED = "ЯИ";

  /** Where Greek begins, Cyrillic, Armenian, what is written from the right, Cherokee, the rest. */
  private static final String SCRIPTS = "\u0370\u0400\u0530\u0590\u13a0\u1400\uffff";

  private static final char[] TO_LATIN = new char[Character.MAX_VALUE + 1];
  private static final char[] TO_CYRILLIC = new char[128];

  /** Letters whose accents make no other letter of them, made when first asked for. */
  private static final class Accented {
    private static final char[] TO_BASE = new char[BASES];

    static {
      for (char c = 0xC0; c < BASES; c++) {
        boolean latin = c < 0x250 || c >= 0x1E00;
        String parts =
            latin ? Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD) : "";
        if (parts.length() > 1 && CharacterKinds.isAsciiLetter(parts.charAt(0))) {
          TO_BASE[c] = parts.charAt(0);
        }
      }
    }
  }

  static {
    for (String row : LATIN.split(" ", -1)) {
      char latin = row.charAt(0);
      for (int i = 1; i < row.length(); i++) {
        char other = row.charAt(i);
        TO_LATIN[other] = latin;
        if (isUsualCyrillic(other) && TO_CYRILLIC[latin] == 0) {
          TO_CYRILLIC[latin] = other;
        }
      }
    }
    for (int i = 0; i < SMALL_CAPITALS.length(); i += 2) {
      TO_LATIN[SMALL_CAPITALS.charAt(i)] = SMALL_CAPITALS.charAt(i + 1);
    }
  }

  private Confusables() {}

  /** The Latin letter it looks like, or the character itself. */
  static char toLatin(char c) {
    char latin = c < 0x80 ? c : TO_LATIN[c];
    return latin == 0 ? c : latin;
  }

  /** Whether it is a Latin letter in the shape of a small capital. */
  static boolean isSmallCapital(char c) {
    return c >= 0x80 && SMALL_CAPITALS.indexOf(c) >= 0;
  }

  /**
   * Whether a word of such letters alone could be meant as Latin; not so where scripts join, nor
   * with a letter that looks like a Latin one only from behind.
   */
  static boolean couldBeLatin(char c) {
    return TO_LATIN[c] != 0 && (c < FIRST_UNSAFE || c > LAST_UNSAFE) && !isMirrored(c);
  }

  /** Whether it looks like a Latin letter from behind, and is as common as any in its own words. */
  static boolean isMirrored(char c) {
    return MIRRORED.indexOf(c) >= 0;
  }

  /** Whether it looks like a Latin letter, for a bit of its script; 0 where it does not. */
  static int scriptBesideLatin(char c) {
    if (TO_LATIN[c] == 0 || (c >= FIRST_UNSAFE && c <= LAST_UNSAFE)) {
      return 0;
    }
    int script = 0;
    while (c >= SCRIPTS.charAt(script)) {
      script++;
    }
    return 1 << script;
  }

  /** The Cyrillic letter a Latin one looks like, or the character itself. */
  static char toCyrillic(char c) {
    return c < 128 && TO_CYRILLIC[c] != 0 ? TO_CYRILLIC[c] : c;
  }

  /** The ASCII letter under the accents, or the character itself. */
  static char toBase(char c) {
    return c < BASES && Accented.TO_BASE[c] != 0 ? Accented.TO_BASE[c] : c;
  }

  /** Whether words of many languages hold it, so that a Latin letter may stand in its place. */
  private static boolean isUsualCyrillic(char c) {
    return isCyrillic(c) && c < FIRST_RARE && !isMirrored(c);
  }

  static boolean isCyrillic(char c) {
    return c >= 0x400 && c <= 0x52F;
  }
}
