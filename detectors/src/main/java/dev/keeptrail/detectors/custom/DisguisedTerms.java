package dev.keeptrail.detectors.custom;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.ScanRequest.NearTerms;
import dev.keeptrail.detectors.ScanRequest.TermList;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.pass.CueWords;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TextNormalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells where a text would hold a term of a list if its letters were turned by thirteen places, its
 * signs by 47, read backwards (the whole text, or each word), or written in digits and signs.
 */
public final class DisguisedTerms {
  private static final String DIGITS = "oizeasgtbg";
  private static final String SIGNS = "@$!|";
  private static final String LETTERS = "asil";
  private static final int MAX_WORD = 24;

  /** Shorter words show by chance. */
  private static final int MIN_TELLING = 4;

  private final TermList list;
  private final Lead lead;
  private final Set<String> words = new LinkedHashSet<>();
  private final List<String> whole = new ArrayList<>();

  private DisguisedTerms(TermList list, Lead lead) {
    this.list = list;
    this.lead = lead;
    for (String term : list.terms()) {
      String folded = CaseFolding.fold(TextNormalizer.normalize(term.strip())).replace('l', 'i');
      whole.add(folded);
      words.addAll(List.of(folded.split("[^\\p{L}\\p{N}]+", -1)));
    }
    words.remove("");
  }

  /** Where either of two that count together shows, the other may be as disguised. */
  public static List<Detector> of(NearTerms near) {
    var either = new LinkedHashSet<>(near.terms());
    either.addAll(near.others());
    return of(
        new TermList(near.category(), near.label(), List.copyOf(either), 0, true),
        NearTermDetector.lead(near));
  }

  public static List<Detector> of(TermList list) {
    return of(list, Lead.ANY_TOKEN);
  }

  private static List<Detector> of(TermList list, Lead lead) {
    var forms = new LinkedHashSet<String>();
    var signs = new LinkedHashSet<String>();
    for (String term : list.terms()) {
      if (!term.isBlank()) {
        String seen = TextNormalizer.normalize(term.strip()).toString();
        String first = list.wholeWords() ? telling(seen, 0, wordEnd(seen)) : "";
        String last = list.wholeWords() ? telling(seen, wordStart(seen), seen.length()) : "";
        signs.addAll(inSigns(first.isEmpty() ? seen : first));
        if (first.isEmpty() || last.isEmpty()) {
          forms.add(CueWords.rot13(seen));
          forms.add(new StringBuilder(seen).reverse().toString());
          forms.add(wordsReversed(seen));
        } else {
          // WHY: many terms have their words in common. The word that comes first must be among
          // them, or the words before it would have gone out; it is the last one where a text is
          // written from its end.
          forms.add(CueWords.rot13(first));
          forms.add(new StringBuilder(first).reverse().toString());
          forms.add(new StringBuilder(last).reverse().toString());
        }
      }
    }
    if (forms.isEmpty()) {
      return List.of();
    }
    var letters = new DisguisedTerms(list, lead);
    return List.of(
        // WHY: ciphers of letters leave the borders of words where they are.
        alarm(letters, forms, ScannedText::isWholeWord),
        alarm(letters, signs, DisguisedTerms::isWordInSigns),
        alarm(list, lead, new Trigger(List.of("@", "$", "!", "|"), true, false), letters::leet));
  }

  /** Whether a range is a word of its own. */
  @FunctionalInterface
  private interface Word {
    boolean is(ScannedText text, int start, int end);
  }

  private static Detector alarm(DisguisedTerms terms, Set<String> forms, Word word) {
    TermList list = terms.list;
    return alarm(
        list,
        terms.lead,
        new Trigger(List.copyOf(forms), false, false),
        (text, hits, sink) -> {
          for (int hit = 0; hit < hits.count(); hit++) {
            int start = hits.start(hit);
            int end = hits.end(hit);
            if (!list.wholeWords() || word.is(text, start, end)) {
              terms.report(text, start, end, sink);
            }
          }
        });
  }

  private static Detector alarm(
      TermList list, Lead lead, Trigger trigger, RuleDetector.Search search) {
    return new RuleDetector(
            "disguised-terms", 1, Set.of(list.category()), 2 * MAX_WORD, trigger, search)
        .reaching(Reach.from(lead));
  }

  /** From where a finding begins that this may be a part of. */
  private void report(ScannedText text, int start, int end, FindingSink sink) {
    sink.add(lead.start(text, start), end, list.category(), list.label(), 1, Evidence.MODEL);
  }

  /** The word of letters in a range that no cipher leaves as it is; empty for none that tells. */
  private static String telling(String term, int start, int end) {
    boolean apart =
        (start == 0 || !CharacterKinds.isPartOfWord(term.charAt(start - 1)))
            && (end == term.length() || !CharacterKinds.isPartOfWord(term.charAt(end)));
    String word = term.substring(start, end);
    boolean turns =
        !CaseFolding.fold(new StringBuilder(word).reverse()).equals(CaseFolding.fold(word));
    return apart && turns && word.length() >= MIN_TELLING ? word : "";
  }

  private static int wordEnd(String term) {
    int end = 0;
    while (end < term.length() && CharacterKinds.isAsciiLetter(term.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int wordStart(String term) {
    int start = term.length();
    while (start > 0 && CharacterKinds.isAsciiLetter(term.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  /** Whether signs beside a range are no parts of its word when they are turned by 47 places. */
  private static boolean isWordInSigns(ScannedText text, int start, int end) {
    return !CharacterKinds.isPartOfWord(CueWords.rot47(text.at(start - 1)))
        && !CharacterKinds.isPartOfWord(CueWords.rot47(text.at(end)));
  }

  /** Turned by 47 places, as words are written: small, with a capital in front, or in capitals. */
  private static Set<String> inSigns(String term) {
    String small = term.toLowerCase(Locale.ROOT);
    String first = small.substring(0, 1).toUpperCase(Locale.ROOT) + small.substring(1);
    var forms = new LinkedHashSet<String>();
    for (String written : List.of(small, first, term.toUpperCase(Locale.ROOT))) {
      forms.add(CueWords.rot47(written));
    }
    return forms;
  }

  private static String wordsReversed(String term) {
    var read = new StringBuilder(term.length());
    var word = new StringBuilder();
    for (int i = 0; i <= term.length(); i++) {
      if (i < term.length() && Character.isLetterOrDigit(term.charAt(i))) {
        word.append(term.charAt(i));
      } else {
        read.append(word.reverse());
        word.setLength(0);
        read.append(i < term.length() ? term.substring(i, i + 1) : "");
      }
    }
    return read.toString();
  }

  private void leet(ScannedText text, Hits hits, FindingSink sink) {
    int done = 0;
    for (int hit = 0; hit < hits.count(); hit++) {
      done = Math.max(done, word(text, hits.start(hit), done, sink));
    }
    done = 0;
    for (int run = 0; run < hits.digitRuns(); run++) {
      done = Math.max(done, word(text, hits.digitRunStart(run), done, sink));
    }
  }

  private int word(ScannedText text, int at, int done, FindingSink sink) {
    int start = at;
    while (start > 0 && at - start <= MAX_WORD && isPart(text.charAt(start - 1))) {
      start--;
    }
    int end = at;
    while (end - at <= MAX_WORD && isPart(text.at(end))) {
      end++;
    }
    if (at >= done && end - start <= MAX_WORD && isTerm(read(text, start, end))) {
      report(text, start, end, sink);
    }
    return end;
  }

  private static boolean isPart(char c) {
    return CharacterKinds.isAsciiAlphanumeric(c) || SIGNS.indexOf(c) >= 0;
  }

  /** The letters meant, small, with an i for every l. */
  private static String read(ScannedText text, int start, int end) {
    int last = end;
    while (last > start + 1 && (text.at(last - 1) == '!' || text.at(last - 1) == '|')) {
      last--;
    }
    var read = new StringBuilder();
    for (int at = start; at < last; at++) {
      char c = CaseFolding.fold(text.charAt(at));
      int sign = SIGNS.indexOf(c);
      char letter = CharacterKinds.isDigit(c) ? DIGITS.charAt(c - '0') : c;
      letter = sign >= 0 ? LETTERS.charAt(sign) : letter;
      read.append(letter == 'l' ? 'i' : letter);
    }
    return read.toString();
  }

  private boolean isTerm(String read) {
    if (words.contains(read)) {
      return true;
    }
    for (String term : whole) {
      if (read.contains(term) || (!list.wholeWords() && term.contains(read))) {
        return true;
      }
    }
    return false;
  }
}
