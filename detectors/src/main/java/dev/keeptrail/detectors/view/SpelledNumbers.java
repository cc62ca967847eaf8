package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.HashMap;
import java.util.Map;

/** The words for numbers below a hundred, as people read numbers out, in seven languages. */
final class SpelledNumbers {
  static final int NONE = -1;
  static final int AND = 100;
  static final int DASH = 101;
  static final int DOUBLE = 102;
  static final int TRIPLE = 103;

  /** French counts on from these; a plain sixty, eighty or ten goes on with units only. */
  private static final int DIX = 104;

  private static final int VINGT = 105;
  private static final int SOIXANTE = 106;
  private static final int QUATRE_VINGT = 107;

  private static final int TWENTY = 20;

  private SpelledNumbers() {}

  /** The words; made when a text first holds a spelled digit. */
  private static final class Words {
    private static final String[] UNITS = {
      "zero one two three four five six seven eight nine",
      "null eins zwei drei vier f\u00fcnf sechs sieben acht neun",
      "z\u00e9ro un deux trois quatre cinq six sept huit neuf",
      "cero uno dos tres cuatro cinco seis siete ocho nueve",
      "nul uno due tre quattro cinque sei sette otto nove",
      "zero um dois tr\u00eas quatro cinco seis sete oito nove",
      "nul een twee drie vier vijf zes zeven acht negen",
      "oh ein zwo"
    };
    private static final String[] TEENS = {
      "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
      "zehn elf zw\u00f6lf dreizehn vierzehn f\u00fcnfzehn sechzehn siebzehn achtzehn neunzehn",
      "dix onze douze treize quatorze quinze seize",
      "diez once doce trece catorce quince diecis\u00e9is diecisiete dieciocho diecinueve",
      "dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove",
      "dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove",
      "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien"
    };
    private static final String[] TENS = {
      "twenty thirty forty fifty sixty seventy eighty ninety",
      "zwanzig drei\u00dfig vierzig f\u00fcnfzig sechzig siebzig achtzig neunzig",
      "vingt trente quarante cinquante soixante septante huitante nonante",
      "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
      "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
      "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
      "twintig dertig veertig vijftig zestig zeventig tachtig negentig"
    };
    private static final String[] SPANISH = {
      "",
      "veintiuno",
      "veintid\u00f3s",
      "veintitr\u00e9s",
      "veinticuatro",
      "veinticinco",
      "veintis\u00e9is",
      "veintisiete",
      "veintiocho",
      "veintinueve"
    };
    private static final Map<String, Integer> VALUES = values();

    private static Map<String, Integer> values() {
      var values = new HashMap<String, Integer>();
      add(values, UNITS, 0, 1);
      add(values, TEENS, 10, 1);
      add(values, TENS, TWENTY, 10);
      for (int unit = 1; unit < SPANISH.length; unit++) {
        values.put(SPANISH[unit], TWENTY + unit);
      }
      String german = UNITS[1].substring("null eins ".length());
      addJoined(values, "ein " + german, "und", TENS[1]);
      addJoined(values, "ein " + german.replace("zwei", "zwo"), "und", TENS[1]);
      addJoined(values, UNITS[6].substring("nul ".length()), "en", TENS[6]);
      values.put("twee\u00ebntwintig", 22);
      values.put("drie\u00ebntwintig", 23);
      values.put("dreissig", 30);
      values.put("veintidos", 22);
      values.put("veintitres", 23);
      values.put("y", AND);
      values.put("et", AND);
      values.put("e", AND);
      values.put("dix", DIX);
      values.put("vingt", VINGT);
      values.put("vingts", VINGT);
      values.put("soixante", SOIXANTE);
      values.put("dash", DASH);
      values.put("hyphen", DASH);
      values.put("minus", DASH);
      values.put("double", DOUBLE);
      values.put("triple", TRIPLE);
      return Map.copyOf(values);
    }

    /** German and Dutch say the unit first, in one word. */
    private static void addJoined(
        Map<String, Integer> values, String units, String and, String tens) {
      String[] ones = units.split(" ", -1);
      String[] rounds = tens.split(" ", -1);
      for (int one = 0; one < ones.length; one++) {
        for (int ten = 0; ten < rounds.length; ten++) {
          values.put(ones[one] + and + rounds[ten], TWENTY + 10 * ten + one + 1);
        }
      }
    }

    private static void add(Map<String, Integer> values, String[] languages, int from, int step) {
      for (String language : languages) {
        String[] words = language.split(" ", -1);
        for (int i = 0; i < words.length; i++) {
          values.putIfAbsent(words[i], from + step * i);
        }
      }
    }
  }

  /** What the word stands for, or {@link #NONE}. */
  static int value(ScannedText text, int start, int end) {
    return Words.VALUES.getOrDefault(CaseFolding.fold(text.subSequence(start, end)), NONE);
  }

  /** The number that is written for a value below a hundred. */
  static int plain(int value) {
    return switch (value) {
      case DIX -> 10;
      case VINGT -> TWENTY;
      case SOIXANTE -> 60;
      case QUATRE_VINGT -> 80;
      default -> value;
    };
  }

  static boolean isNumber(int value) {
    int plain = plain(value);
    return plain >= 0 && plain < AND;
  }

  static boolean isTens(int value) {
    return plain(value) >= TWENTY && plain(value) < AND && plain(value) % 10 == 0;
  }

  /** What two numbers make together: forty and three, soixante and douze, quatre and vingt. */
  static int sum(int tens, int value) {
    int plain = plain(value);
    boolean unit = plain >= 1 && plain < 10;
    boolean teen = plain >= 10 && plain <= 16;
    if ((isTens(tens) && unit) || (tens == DIX && unit && plain >= 7)) {
      return plain(tens) + plain;
    }
    if ((tens == SOIXANTE || tens == QUATRE_VINGT) && teen) {
      return plain(tens) + plain;
    }
    return tens == 4 && value == VINGT ? QUATRE_VINGT : NONE;
  }

  /** How many digits it puts into a row; words that repeat stand for one or two more. */
  static int digits(int value) {
    return switch (value) {
      case DASH -> -1;
      case DOUBLE -> 1;
      case TRIPLE -> 2;
      default -> plain(value) >= 10 ? 2 : 1;
    };
  }
}
