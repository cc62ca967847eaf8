package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.TextNormalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Words that stand for one sign when something is read out letter by letter: digits in some thirty
 * languages, the words of spelling alphabets, and names of signs.
 */
final class SpelledWords {
  /** Values from here on are two digits, such as "seventeen". */
  static final int TWO_DIGITS = 0x1000;

  /** Values from here on are tens, which a digit may follow. */
  static final int TENS = 0x2000;

  /** Values from here on repeat what follows so many times. */
  static final int REPEAT = 0x3000;

  /** A word between others that stands for nothing. */
  static final int FILLER = 0x4000;

  static final int NONE = -1;

  static final int MAX_LENGTH = 12;

  /** By language, from zero to nine. */
  private static final String[] DIGITS = {
    "zero one two three four five six seven eight nine",
    "null eins zwei drei vier f\u00fcnf sechs sieben acht neun",
    "z\u00e9ro un deux trois quatre cinq six sept huit neuf",
    "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "nul uno due tre quattro cinque sei sette otto nove",
    "zero um dois tr\u00eas quatro cinco seis sete oito nove",
    "nul een twee drie vier vijf zes zeven acht negen",
    "noll ett tv\u00e5 tre fyra fem sex sju \u00e5tta nio",
    "nul en to tre fire fem seks syv otte ni",
    "null \u00e9n to tre fire fem seks sju \u00e5tte ni",
    "nolla yksi kaksi kolme nelj\u00e4 viisi kuusi seitsem\u00e4n kahdeksan yhdeks\u00e4n",
    "zero jeden dwa trzy cztery pi\u0119\u0107 sze\u015b\u0107 siedem osiem dziewi\u0119\u0107",
    "nula jedna dva t\u0159i \u010dty\u0159i p\u011bt \u0161est sedm osm dev\u011bt",
    "nula jeden dva tri \u0161tyri p\u00e4\u0165 \u0161es\u0165 sedem osem dev\u00e4\u0165",
    "nula jedan dva tri \u010detiri pet \u0161est sedam osam devet",
    "nulla egy kett\u0151 h\u00e1rom n\u00e9gy \u00f6t hat h\u00e9t nyolc kilenc",
    "zero unu doi trei patru cinci \u0219ase \u0219apte opt nou\u0103",
    "s\u0131f\u0131r bir iki \u00fc\u00e7 d\u00f6rt be\u015f alt\u0131 yedi sekiz dokuz",
    "nol satu dua tiga empat lima enam tujuh delapan sembilan",
    "kosong satu dua tiga empat lima enam tujuh lapan sembilan",
    "kh\u00f4ng m\u1ed9t hai ba b\u1ed1n n\u0103m s\u00e1u b\u1ea3y t\u00e1m ch\u00edn",
    "sifuri moja mbili tatu nne tano sita saba nane tisa",
    "sero isa dalawa tatlo apat lima anim pito walo siyam",
    "\u043d\u043e\u043b\u044c \u043e\u0434\u0438\u043d \u0434\u0432\u0430 \u0442\u0440\u0438"
        + " \u0447\u0435\u0442\u044b\u0440\u0435 \u043f\u044f\u0442\u044c"
        + " \u0448\u0435\u0441\u0442\u044c \u0441\u0435\u043c\u044c"
        + " \u0432\u043e\u0441\u0435\u043c\u044c \u0434\u0435\u0432\u044f\u0442\u044c",
    "\u043d\u0443\u043b\u044c \u043e\u0434\u0438\u043d \u0434\u0432\u0430 \u0442\u0440\u0438"
        + " \u0447\u043e\u0442\u0438\u0440\u0438 \u043f'\u044f\u0442\u044c"
        + " \u0448\u0456\u0441\u0442\u044c \u0441\u0456\u043c \u0432\u0456\u0441\u0456\u043c"
        + " \u0434\u0435\u0432'\u044f\u0442\u044c",
    "\u043d\u0443\u043b\u0430 \u0435\u0434\u043d\u043e \u0434\u0432\u0435 \u0442\u0440\u0438"
        + " \u0447\u0435\u0442\u0438\u0440\u0438 \u043f\u0435\u0442 \u0448\u0435\u0441\u0442"
        + " \u0441\u0435\u0434\u0435\u043c \u043e\u0441\u0435\u043c \u0434\u0435\u0432\u0435\u0442",
    "\u03bc\u03b7\u03b4\u03ad\u03bd \u03ad\u03bd\u03b1 \u03b4\u03cd\u03bf \u03c4\u03c1\u03af\u03b1"
        + " \u03c4\u03ad\u03c3\u03c3\u03b5\u03c1\u03b1 \u03c0\u03ad\u03bd\u03c4\u03b5"
        + " \u03ad\u03be\u03b9 \u03b5\u03c0\u03c4\u03ac \u03bf\u03ba\u03c4\u03ce"
        + " \u03b5\u03bd\u03bd\u03ad\u03b1",
    "\u0936\u0942\u0928\u094d\u092f \u090f\u0915 \u0926\u094b \u0924\u0940\u0928 \u091a\u093e\u0930"
        + " \u092a\u093e\u0902\u091a \u091b\u0939 \u0938\u093e\u0924 \u0906\u0920 \u0928\u094c",
    "\u0635\u0641\u0631 \u0648\u0627\u062d\u062f \u0627\u062b\u0646\u0627\u0646"
        + " \u062b\u0644\u0627\u062b\u0629 \u0623\u0631\u0628\u0639\u0629 \u062e\u0645\u0633\u0629"
        + " \u0633\u062a\u0629 \u0633\u0628\u0639\u0629 \u062b\u0645\u0627\u0646\u064a\u0629"
        + " \u062a\u0633\u0639\u0629",
    "\u0635\u0641\u0631 \u06cc\u06a9 \u062f\u0648 \u0633\u0647 \u0686\u0647\u0627\u0631"
        + " \u067e\u0646\u062c \u0634\u0634 \u0647\u0641\u062a \u0647\u0634\u062a \u0646\u0647",
    "\u05d0\u05e4\u05e1 \u05d0\u05d7\u05ea \u05e9\u05ea\u05d9\u05d9\u05dd \u05e9\u05dc\u05d5\u05e9"
        + " \u05d0\u05e8\u05d1\u05e2 \u05d7\u05de\u05e9 \u05e9\u05e9 \u05e9\u05d1\u05e2"
        + " \u05e9\u05de\u05d5\u05e0\u05d4 \u05ea\u05e9\u05e2",
    "\u30bc\u30ed \u3044\u3061 \u306b \u3055\u3093 \u3088\u3093 \u3054 \u308d\u304f \u306a\u306a"
        + " \u306f\u3061 \u304d\u3085\u3046",
    "\u96f6 \u4e00 \u4e8c \u4e09 \u56db \u4e94 \u516d \u4e03 \u516b \u4e5d",
    "\u3007 \u58f9 \u8d30 \u53c1 \u8086 \u4f0d \u9646 \u67d2 \u634c \u7396",
    "\u96f6 \u58f9 \u8cb3 \u53c3 \u8086 \u4f0d \u9678 \u67d2 \u634c \u7396",
    "\uc601 \uc77c \uc774 \uc0bc \uc0ac \uc624 \uc721 \uce60 \ud314 \uad6c",
    "\uacf5 \uc77c \uc774 \uc0bc \uc0ac \uc624 \uc721 \uce60 \ud314 \uad6c"
  };

  private static final String TEENS =
      "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen";
  private static final String DECADES = "twenty thirty forty fifty sixty seventy eighty ninety";

  /** From A to Z: the one of radio traffic, with its spellings, and the German one. */
  private static final String[] ALPHABETS = {
    "alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar"
        + " papa quebec romeo sierra tango uniform victor whiskey xray yankee zulu",
    "alfa bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar"
        + " papa quebec romeo sierra tango uniform victor whisky xray yankee zulu",
    "anton berta caesar dora emil friedrich gustav heinrich ida julius kaufmann ludwig martha"
        + " nordpol otto paula quelle richard samuel theodor ulrich viktor wilhelm xanthippe"
        + " ypsilon zacharias",
    "anton berta c\u00e4sar dora emil friedrich gustav heinrich ida julius konrad ludwig martha"
        + " nordpol otto paula quelle richard siegfried theodor ulrich viktor wilhelm xanthippe"
        + " ypsilon zeppelin"
  };

  private static final String SIGNS =
      "dash- hyphen- minus- strich- bindestrich- dot. point. punkt. period. punto. at@ underscore_"
          + " plus+";

  private static final int ENGLISH = 0;
  private static final int GERMAN = 1;

  /** By language, in the order of the digits. */
  private static final List<Map<String, Integer>> LANGUAGES = languages();

  /** Of all languages; where two disagree, the first counts. */
  private static final Map<String, Integer> VALUES = values();

  private static final TreeSet<String> SORTED = new TreeSet<>(VALUES.keySet());

  private SpelledWords() {}

  private static List<Map<String, Integer>> languages() {
    var languages = new ArrayList<Map<String, Integer>>();
    for (String digits : DIGITS) {
      var values = new HashMap<String, Integer>();
      add(values, digits, '0');
      languages.add(values);
    }
    for (int i = 0; i < ALPHABETS.length; i++) {
      add(languages.get(i < 2 ? ENGLISH : GERMAN), ALPHABETS[i], 'A');
    }
    Map<String, Integer> english = languages.get(ENGLISH);
    add(english, TEENS, TWO_DIGITS + 10);
    add(english, DECADES, TENS + 2);
    english.put("oh", (int) '0');
    english.put("double", REPEAT + 2);
    english.put("triple", REPEAT + 3);
    languages.get(GERMAN).put("ein", (int) '1');
    languages.get(GERMAN).put("zwo", (int) '2');
    for (Map<String, Integer> values : languages) {
      for (String sign : SIGNS.split(" ", -1)) {
        int last = sign.length() - 1;
        values.putIfAbsent(sign.substring(0, last), (int) sign.charAt(last));
      }
      values.putIfAbsent("and", FILLER);
      values.putIfAbsent("then", FILLER);
    }
    return List.copyOf(languages);
  }

  private static Map<String, Integer> values() {
    var values = new HashMap<String, Integer>();
    for (Map<String, Integer> language : LANGUAGES) {
      language.forEach(values::putIfAbsent);
    }
    return Map.copyOf(values);
  }

  private static void add(Map<String, Integer> values, String words, int first) {
    int value = first;
    for (String word : words.split(" ", -1)) {
      values.putIfAbsent(CaseFolding.fold(TextNormalizer.normalize(word)), value++);
    }
  }

  /** What a word in the folded form stands for in some language, or {@link #NONE}. */
  static int value(String word) {
    return VALUES.getOrDefault(word, NONE);
  }

  /** What it stands for in one language, or {@link #NONE}. */
  static int value(String word, int language) {
    return LANGUAGES.get(language).getOrDefault(word, NONE);
  }

  /** The language that knows most of the words. */
  static int language(List<String> words) {
    int best = 0;
    int most = -1;
    for (int language = 0; language < LANGUAGES.size(); language++) {
      int known = 0;
      for (String word : words) {
        known += LANGUAGES.get(language).containsKey(word) ? 1 : 0;
      }
      best = known > most ? language : best;
      most = Math.max(most, known);
    }
    return best;
  }

  /** Whether a word may begin so. */
  static boolean mayBegin(String start) {
    String next = SORTED.ceiling(start);
    return next != null && next.startsWith(start);
  }

  /** How many digits or letters it is. */
  static int count(int value) {
    if (value >= FILLER) {
      return 0;
    }
    if (value >= REPEAT) {
      return value - REPEAT - 1;
    }
    if (value >= TENS) {
      return 1;
    }
    return value >= TWO_DIGITS ? 2 : Character.isLetterOrDigit(value) ? 1 : 0;
  }
}
