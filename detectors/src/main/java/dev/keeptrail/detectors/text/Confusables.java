package dev.keeptrail.detectors.text;

import java.util.HashMap;
import java.util.Map;

/**
 * Letters of other scripts that look like Latin ones, and back. Folding is only right inside a word
 * that mixes scripts: a word wholly in Cyrillic is a Cyrillic word.
 */
final class Confusables {
  /**
   * Pairs: look-alike, Latin letter. Where several fold to one letter, the first is the way back.
   */
  private static final String CYRILLIC =
      "аaсcԁdеeһhіiјjкkӏlмmоoрpԛqѕsтtѵvԝwхxуyвbАAВBСCЕEНHІIЈJКKМMОOРPЅSТTХXУYѴVԜWԌGҮY";

  private static final String OTHERS =
      "αaοoνvρpιiκkτtυuχxγyηnωwϲcϳjΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX" + "օoոnսuհhցgզqɑaɡgɩiꞌ'";

  private static final String SMALL_CAPITALS = "ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢz";

  private static final Map<Character, Character> TO_LATIN = new HashMap<>();
  private static final Map<Character, Character> TO_CYRILLIC = new HashMap<>();

  static {
    String pairs = CYRILLIC + OTHERS + SMALL_CAPITALS;
    for (int i = 0; i < pairs.length(); i += 2) {
      TO_LATIN.put(pairs.charAt(i), pairs.charAt(i + 1));
    }
    for (int i = 0; i < CYRILLIC.length(); i += 2) {
      TO_CYRILLIC.putIfAbsent(CYRILLIC.charAt(i + 1), CYRILLIC.charAt(i));
    }
  }

  private Confusables() {}

  /** The Latin letter it looks like, or the character itself. */
  static char toLatin(char c) {
    return c < 0x80 ? c : TO_LATIN.getOrDefault(c, c);
  }

  /** The Cyrillic letter a Latin one looks like, or the character itself. */
  static char toCyrillic(char c) {
    return TO_CYRILLIC.getOrDefault(c, c);
  }

  static boolean isCyrillic(char c) {
    return c >= 0x400 && c <= 0x52F;
  }
}
