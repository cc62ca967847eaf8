package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import org.jspecify.annotations.Nullable;

/**
 * The sentence after a word for a password, read up to the value it tells. It tells one after a
 * verb such as "is", after a colon, or after a word such as "to" if nothing else follows that. What
 * follows a login must be a name and, behind a slash, the value. Good for one reading.
 */
final class ToldSentence {
  private static final int MAX_LENGTH = 80;
  private static final int MAX_WORDS = 8;
  private static final String SIGNS = ":：→";
  private static final String BREAKS = ",;.!?。、，；";
  private static final String OPENING = "\"'`“”„«‘「『*([";

  /** The sign that closes what the sign in the same place opened, in normal form. */
  private static final String CLOSING = "\"'`\"\"\"»’」』*)]";

  private static final String PHRASE = "phrase";

  /** A quote further behind the word is another sentence's. */
  private static final int MAX_LEAD = 6;

  private static final WordTable VERBS = ContextWords.table("tells");
  private static final WordTable TURNS = ContextWords.table("turns_to");
  private static final WordTable ADVERBS = ContextWords.table("as_of_now");
  private static final WordTable ACCOUNTS = ContextWords.table("user_account");
  private static final WordTable EVERYONE = ContextWords.table("for_all");
  private static final WordTable CONJUNCTIONS = ContextWords.table("joins_sentences");
  private static final int PAIR = 60;
  private static final int MAX_USER = 40;
  private static final int MIN_USER = 2;
  private static final int MAX_LABEL = 16;

  /** The shortest name of a user between; shorter words are "and". */
  private static final int MIN_NAME = 3;

  private enum State {
    /** Words that say which password it is. */
    NAMING,
    /** After a word that may tell, or lead on. */
    TURNING,
    /** The value must be next. */
    TELLING,
    /** The same, on the next line too. */
    ANNOUNCED
  }

  private final ScannedText text;
  private final int start;
  private final int limit;
  private final boolean login;
  private final boolean verbTo;
  private State state;
  private int words;
  private boolean everyone;

  /** Whether a colon stands between a login and its parts. */
  private boolean announced;

  /** Whether a verb or a colon stands right before. */
  private boolean introduced;

  ToldSentence(ScannedText text, int start, boolean login, boolean verbTo) {
    this.text = text;
    this.start = start;
    this.limit = start + MAX_LENGTH;
    this.login = login;
    this.verbTo = verbTo;
    // WHY: Korean says what the sentence is about by an ending, and has the verb last.
    char last = text.at(start - 1);
    this.state = !login && CharacterKinds.isHangul(last) ? State.TELLING : State.NAMING;
  }

  /** The value; null if the sentence tells none. */
  @Nullable ToldValue value() {
    int at = start;
    while (at >= 0 && at < limit && words <= MAX_WORDS) {
      char c = text.at(at);
      if (c == ' ' || c == '\t' || c == '\u00a0') {
        at++;
      } else if (c == '\n' || c == '\r') {
        at = state == State.ANNOUNCED ? at + 1 : -1;
      } else if (login && words == 0 && "(=->".indexOf(c) >= 0 && isLabelOfBoth()) {
        at++;
      } else if (c == ',' && announced && words == 1) {
        state = State.TELLING;
        at++;
      } else if (c == '\0' || BREAKS.indexOf(c) >= 0) {
        return null;
      } else if (SIGNS.indexOf(c) >= 0 && !isTime(at)) {
        announced |= login;
        introduced = true;
        state = login ? State.NAMING : State.ANNOUNCED;
        at++;
      } else {
        ToldValue value = login ? pair(at) : null;
        value = value == null && (tells() || directly(at)) ? valueAt(at) : value;
        if (value != null) {
          return value;
        }
        at = word(at);
      }
    }
    return null;
  }

  /** A name and a password that stand together: {@code ann:…}; null for none. */
  private @Nullable ToldValue pair(int at) {
    int end = at;
    while (end - at < MAX_USER && isUser(text.at(end))) {
      end++;
    }
    char joint = text.at(end);
    if (end - at < MIN_USER || (joint != ':' && joint != '/')) {
      return null;
    }
    ToldValue value = ToldValue.at(text, end + 1, '\0');
    boolean told = introduced && (joint == ':' || isLabelOfBoth());
    return value.isClear(text) && (told || value.isUnmistakable(text, false)) ? value : null;
  }

  /** Whether the word is the second of {@code user/password}. */
  private boolean isLabelOfBoth() {
    return text.subSequence(Math.max(0, start - MAX_LABEL), start).indexOf('/') >= 0;
  }

  private static boolean isUser(char c) {
    return CharacterKinds.isPartOfWord(c) || c == '.' || c == '-' || c == '@';
  }

  /** Whether the colon stands within a time of day. */
  private boolean isTime(int at) {
    return CharacterKinds.isDigit(text.at(at - 1)) && CharacterKinds.isDigit(text.at(at + 1));
  }

  private boolean tells() {
    return state != State.NAMING;
  }

  /** Whether the next word follows the password at once. */
  private boolean directly(int at) {
    return !login && words == 0 && at > start && text.at(start) == ' ';
  }

  private @Nullable ToldValue valueAt(int at) {
    int from = at;
    while (from - at < 3 && OPENING.indexOf(text.at(from)) >= 0) {
      from++;
    }
    ToldValue phrase = from > at && words <= MAX_LEAD ? phrase(from) : unquoted(at);
    if (phrase != null) {
      return phrase;
    }
    ToldValue value = ToldValue.at(text, from, from > at ? text.at(from - 1) : '\0');
    // WHY: a word such as "to" leads to servers and accounts as well, and their names hold digits.
    boolean told =
        state == State.TELLING
            || state == State.ANNOUNCED
            || (state == State.NAMING && words == 0 && isPaired());
    if (told && value.isJoinedWords(text) && endsSentence(value.end())) {
      return value;
    }
    boolean clear = value.isClear(text) && (told || value.isUnmistakable(text, everyone));
    return clear ? value : null;
  }

  /** Several words in quotes, after a verb or a colon; null if there are none. */
  private @Nullable ToldValue phrase(int start) {
    int quote = OPENING.indexOf(text.at(start - 1));
    boolean told = state == State.TELLING || state == State.ANNOUNCED;
    int end = start;
    while (told && end - start < ToldValue.MOST && text.at(end) >= ' ' && !closes(quote, end)) {
      end++;
    }
    boolean whole = end > start && closes(quote, end);
    while (whole && end > start && isBlank(text.at(end - 1))) {
      end--;
    }
    int first = start;
    while (whole && first < end && isBlank(text.at(first))) {
      first++;
    }
    boolean phrase =
        whole
            && (state == State.TELLING
                ? PassPhrase.isTold(text, first, end)
                : PassPhrase.isGiven(text, first, end));
    return phrase ? new ToldValue(first, end) : null;
  }

  /** Words behind a colon: any behind a word that says that there are several, or drawn ones. */
  private @Nullable ToldValue unquoted(int start) {
    boolean announced = words == 0 && state == State.ANNOUNCED && !login;
    int end = announced ? PassPhrase.plainEnd(text, start) : -1;
    boolean phrase = end > 0 && (isPhraseWord() || PassPhrase.isDrawn(text, start, end));
    return phrase ? new ToldValue(start, end) : null;
  }

  private boolean isPhraseWord() {
    int from = Math.max(0, start - PHRASE.length() - 2);
    return CaseFolding.fold(text.subSequence(from, start)).contains(PHRASE);
  }

  /** Whether nothing goes on behind the value but a closing sign or another sentence. */
  private boolean endsSentence(int end) {
    int at = end;
    while (at - end < 2 && text.at(at) > ' ' && (".,;:!?)]\"'`".indexOf(text.at(at)) >= 0)) {
      at++;
    }
    boolean joined = at == end && text.at(at) == ' ' && CONJUNCTIONS.match(text, at + 1, limit) > 0;
    return text.at(at) == '\0' || text.at(at) < ' ' || (at > end && text.at(at) == ' ') || joined;
  }

  private boolean closes(int quote, int at) {
    return text.at(at) != '\0' && CLOSING.charAt(quote) == text.at(at);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\u00a0';
  }

  /** Whether an account is named closely before, as in "user ann password …". */
  private boolean isPaired() {
    int from = ACCOUNTS.lastEnd(text, start - PAIR, start);
    int longest = 0;
    int last = 0;
    int run = 0;
    for (int i = Math.max(0, from); from >= 0 && i < start; i++) {
      boolean part = CharacterKinds.isPartOfWord(text.charAt(i));
      if (part && run == 0) {
        // The last word is the one for a password.
        longest = Math.max(longest, last);
      }
      run = part ? run + 1 : 0;
      last = part ? run : last;
    }
    return longest >= MIN_NAME;
  }

  /** Goes over a word and notes what it says of the next one; returns its end, or -1 to stop. */
  private int word(int at) {
    char c = text.at(at);
    boolean slash = c == '/' && words > 0;
    boolean dash = (c == '-' || c == '=') && !login;
    if ((slash || dash) && text.at(at + 1) == ' ' && text.at(at - 1) == ' ') {
      state = slash && announced && words == 1 ? State.TELLING : State.TURNING;
      return at + 1;
    }
    int end = VERBS.match(text, at, limit);
    introduced = end > 0;
    if (end > 0 && !login) {
      state = State.TELLING;
      return end;
    }
    end = login ? -1 : EVERYONE.match(text, at, limit);
    if (end > 0) {
      state = State.TURNING;
      everyone = true;
      return end;
    }
    end = login ? -1 : TURNS.match(text, at, limit);
    if (end > 0) {
      boolean verb = verbTo && end - at == 2 && ((c | 0x20) == 't' || (c | 0x20) == 'o');
      state = verb ? State.TELLING : State.TURNING;
      words++;
      return end;
    }
    end = tells() ? ADVERBS.match(text, at, limit) : -1;
    if (end > 0) {
      return end;
    }
    if (state == State.TELLING || state == State.ANNOUNCED) {
      // WHY: after a line "user name / password: jan / …" the value is still to come.
      return state == State.ANNOUNCED ? named(at) : -1;
    }
    state = State.NAMING;
    return named(at);
  }

  private int named(int at) {
    words++;
    state = state == State.ANNOUNCED ? State.NAMING : state;
    int end = at + 1;
    while (end < limit && continues(text.at(at), text.at(end))) {
      end++;
    }
    return end;
  }

  /** Scripts without blanks are gone over sign by sign, as a verb may start anywhere. */
  private static boolean continues(char first, char c) {
    boolean word = CharacterKinds.isPartOfWord(c) || "-/@'’&#.+".indexOf(c) >= 0;
    return word && (first < 128 || CharacterKinds.isPartOfWord(first));
  }
}
