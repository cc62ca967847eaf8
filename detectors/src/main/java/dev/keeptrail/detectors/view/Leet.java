package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.Cue;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Reads digits and signs inside words as the letters they look like. Names of versions and formats
 * hold digits too, so a text needs several words close together in which letters surround digits.
 */
final class Leet {
  private static final int MIN_WEIGHT = 6;
  private static final int NEAR = 60;
  private static final int MAX_WORD = 24;
  private static final int LEAST_MAILBOX = 3;

  /** Words around that have no digits may still have signs for letters. */
  private static final int REACH = 160;

  private static final int MAX_NUMBER = 3;
  private static final int MAX_CASE_CHANGES = 2;
  private static final String DIGITS = "oizeasgtbg";

  /**
   * Whether a 1 is an l: the letter before it, then those after it with which l is more common in
   * English prose than i, counted over the project's training texts. A low line is the border of a
   * word.
   */
  private static final String[] ELLS =
      ("_1aeijkouy 1_1adeijlouwy a_1abcefhijklopqsuvwyz baeiouvy c1aiouy d1eiy"
              + " e_1abcdefilmopqsuwxy faiouy g_1aehiouxy hiuwxy i_1abcdefghiklmoprstuvwy jxz"
              + " kaeiouy l_1eijouy m_ijopw n1iy o_1adefghiklmopsuvy p1aeiouy q_1cdipt r_1diwy"
              + " s1aiuy tiy u_1abdefgiklotuwyz vqy waeijy xy y1abceikloruvy zei")
          .split(" ", -1);

  private final Found found;
  private final ScannedText text;
  private final Neighbourhoods near;

  /** Start and end of each word, in turn. */
  private final IntList words = new IntList();

  private int spelled;
  private int lastTelling = -NEAR;
  private boolean keptEll;
  private boolean keptI;

  private Leet(Found found) {
    this.found = found;
    this.text = found.text();
    this.near = new Neighbourhoods(text);
  }

  static void read(Found found, Cues cues) {
    IntList places = cues.places(Cue.DIGITS_IN_WORDS);
    if (!places.isEmpty()) {
      new Leet(found).read(places);
    }
  }

  /** Reads the words around each place; each word is read once. */
  private void read(IntList places) {
    int i = 0;
    for (int place = 0; place < places.size(); place++) {
      i = Math.max(i, wordStart(Math.max(0, places.get(place) - REACH)));
      int border = Math.min(text.length(), places.get(place) + REACH);
      while (i < border) {
        int end = i;
        boolean letters = true;
        while (end < text.length() && isPart(end)) {
          letters &= CharacterKinds.isAsciiLetter(text.charAt(end));
          end++;
        }
        // WHY: most words are of letters alone, and those say nothing.
        if (end > i && !letters) {
          word(i, trimmed(i, end));
        }
        i = end + 1;
      }
    }
    if (!near.isEmpty()) {
      rewrite();
    }
  }

  private int wordStart(int at) {
    int start = at;
    while (at - start < MAX_WORD && start > 0 && isPart(start - 1)) {
      start--;
    }
    return start;
  }

  private boolean isPart(int at) {
    char c = text.charAt(at);
    return CharacterKinds.isAsciiAlphanumeric(c)
        || c == '$'
        || c == '!'
        || c == '|'
        || (c == '@' && !isMailSign(text, at));
  }

  /** Whether a mailbox stands before it and a domain behind it: then it stands for no letter. */
  static boolean isMailSign(ScannedText text, int at) {
    int start = at;
    while (at - start < MAX_WORD && isOfMailbox(text.at(start - 1))) {
      start--;
    }
    int end = at + 1;
    boolean dot = false;
    while (end - at < 2 * MAX_WORD && isOfMailbox(text.at(end))) {
      dot |= text.at(end) == '.' && CharacterKinds.isAsciiAlphanumeric(text.at(end + 1));
      end++;
    }
    return dot && at - start >= LEAST_MAILBOX;
  }

  private static boolean isOfMailbox(char c) {
    return CharacterKinds.isAsciiAlphanumeric(c) || c == '.' || c == '-' || c == '_';
  }

  /** A mark at the end of a word is punctuation. */
  private int trimmed(int start, int end) {
    int last = end;
    while (last > start + 1 && (text.at(last - 1) == '!' || text.at(last - 1) == '|')) {
      last--;
    }
    return last;
  }

  private void word(int start, int end) {
    int length = end - start;
    if (length > MAX_WORD) {
      return;
    }
    int letters = 0;
    int digits = 0;
    int turns = 0;
    int caseChanges = 0;
    boolean hex = true;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      boolean letter = CharacterKinds.isAsciiLetter(c);
      letters += letter ? 1 : 0;
      digits += CharacterKinds.isDigit(c) ? 1 : 0;
      hex &= Escape.hex(c) >= 0;
      if (i > start) {
        char before = text.charAt(i - 1);
        turns += letter != CharacterKinds.isAsciiLetter(before) ? 1 : 0;
        caseChanges += Character.isUpperCase(c) && Character.isLowerCase(before) ? 1 : 0;
      }
    }
    boolean number = letters == 0 && digits == length && length <= MAX_NUMBER && follows(start);
    boolean signs = letters > 0 && digits == 0 && letters < length;
    boolean mixed = letters > 0 && digits > 0 && caseChanges < MAX_CASE_CHANGES;
    if (mixed || number || signs) {
      words.add(start);
      words.add(end);
    }
    if (mixed && !hex && letters * 3 >= length) {
      boolean first = CharacterKinds.isDigit(text.charAt(start));
      boolean clear = turns >= 3 && letters >= 2 && digits <= letters + 1;
      if (turns >= 2) {
        telling(start, clear ? 4 : 2);
      } else if (first && letters >= 2 && !isOrdinal(end)) {
        telling(start, 1);
      }
    }
  }

  private boolean isOrdinal(int end) {
    int last = ((text.charAt(end - 2) | 32) << 8) | (text.charAt(end - 1) | 32);
    return last == ('s' << 8 | 't')
        || last == ('n' << 8 | 'd')
        || last == ('r' << 8 | 'd')
        || last == ('t' << 8 | 'h');
  }

  /** Adds up how much words tell, as long as they stand close. */
  private void telling(int start, int weight) {
    spelled = start - lastTelling <= NEAR ? spelled + weight : weight;
    lastTelling = start;
    if (spelled >= MIN_WEIGHT) {
      near.hint(start, start);
    }
  }

  /** Whether a word of those found stands close before. */
  private boolean follows(int start) {
    return !words.isEmpty() && start - words.get(words.size() - 1) <= MAX_WORD;
  }

  private void rewrite() {
    var edits = new Edits(found);
    near.forEach((from, to) -> {
      int first = wordFrom(from);
      int last = wordFrom(to);
      noteKept(first, last);
      for (int word = first; word < last; word += 2) {
        rewrite(edits, words.get(word), words.get(word + 1));
      }
    });
    edits.read();
  }

  private void rewrite(Edits edits, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (!CharacterKinds.isAsciiLetter(c) && !partsAddress(i, end)) {
        edits.replace(i, i + 1, letter(i, start, end), View.LEET);
      }
    }
  }

  /** Who writes one of the two letters that a 1 looks like means the other one by it. */
  private void noteKept(int first, int last) {
    keptEll = false;
    keptI = false;
    for (int word = first; word < last; word += 2) {
      boolean ell = false;
      boolean eye = false;
      boolean digit = false;
      for (int i = words.get(word); i < words.get(word + 1); i++) {
        char c = text.charAt(i);
        ell |= (c | 32) == 'l';
        eye |= (c | 32) == 'i';
        digit |= CharacterKinds.isDigit(c);
      }
      keptEll |= digit && ell;
      keptI |= digit && eye;
    }
  }

  /** The first word that begins there or behind. */
  private int wordFrom(int place) {
    int low = 0;
    int high = words.size() / 2;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (words.get(2 * middle) < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return 2 * low;
  }

  /** Whether a sign parts a mailbox from its host: the word behind it goes on with a full stop. */
  private boolean partsAddress(int at, int end) {
    return text.charAt(at) == '@'
        && at + 1 < end
        && text.at(end) == '.'
        && CharacterKinds.isAsciiAlphanumeric(text.at(end + 1));
  }

  private char letter(int at, int start, int end) {
    char c = text.charAt(at);
    if (c != '1') {
      return plain(c);
    }
    if (keptEll != keptI) {
      return keptEll ? 'i' : 'l';
    }
    char before = at > start ? neighbour(at - 1) : '_';
    char after = at + 1 < end ? neighbour(at + 1) : '_';
    for (String ells : ELLS) {
      if (ells.charAt(0) == before) {
        return ells.indexOf(after, 1) > 0 ? 'l' : 'i';
      }
    }
    return 'i';
  }

  private char neighbour(int at) {
    char c = text.charAt(at);
    if (c == '1') {
      return c;
    }
    return CharacterKinds.isAsciiLetter(c) ? (char) (c | 32) : plain(c);
  }

  private static char plain(char c) {
    return switch (c) {
      case '@' -> 'a';
      case '$' -> 's';
      case '!' -> 'i';
      case '|' -> 'l';
      default -> DIGITS.charAt(c - '0');
    };
  }
}
