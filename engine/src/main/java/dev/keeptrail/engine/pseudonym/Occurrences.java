package dev.keeptrail.engine.pseudonym;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds pseudonyms in texts: whole, in any case, never as part of a longer word, address or number.
 * A bracketed number is found without its brackets too, and the number of a card, a phone or an
 * account without its separators. Linear time; safe to share.
 */
public final class Occurrences {
  /** Fewer signs are too likely to be something else when the separators are gone. */
  private static final int MIN_COMPACT = 9;

  private static final Comparator<Form> LONGEST_FIRST =
      Comparator.comparingInt(Form::length).reversed().thenComparingInt(Form::lead);

  private final Map<String, Meaning> meanings = new HashMap<>();
  private final Map<String, List<Form>> formsByFirstWord = new HashMap<>();

  private Occurrences() {}

  public static Occurrences of(Collection<IssuedPseudonym> pseudonyms) {
    var occurrences = new Occurrences();
    pseudonyms.forEach(issued -> occurrences.add(issued.text(), issued.original(), issued));
    // After all whole ones, which go before.
    pseudonyms.forEach(occurrences::addShortened);
    occurrences.formsByFirstWord.values().forEach(forms -> forms.sort(LONGEST_FIRST));
    return occurrences;
  }

  public boolean isEmpty() {
    return meanings.isEmpty();
  }

  /** All in a text, in its order; they do not overlap. */
  public List<Occurrence> in(String text) {
    List<Occurrence> found = new ArrayList<>();
    if (isEmpty()) {
      return found;
    }
    int free = 0;
    int start = WordText.start(text, 0);
    while (start < text.length()) {
      int end = WordText.end(text, start);
      Occurrence occurrence = at(text, start, end, free);
      if (occurrence == null && WordText.mayBeEscape(text, start)) {
        occurrence = at(text, start + 1, end, free);
      }
      if (occurrence != null) {
        found.add(occurrence);
        free = occurrence.end();
        end = Math.max(end, free);
      }
      start = WordText.start(text, end);
    }
    return found;
  }

  private @Nullable Occurrence at(String text, int word, int wordEnd, int free) {
    List<Form> forms = formsByFirstWord.get(Issue.folded(text.substring(word, wordEnd)));
    if (forms == null) {
      return null;
    }
    for (Form form : forms) {
      int start = word - form.lead();
      int end = start + form.length();
      if (start >= free && end <= text.length()) {
        Meaning meaning = meanings.get(Issue.folded(text.substring(start, end)));
        if (meaning != null && isWhole(text, start, end)) {
          return new Occurrence(start, end, meaning.original(), meaning.pseudonym());
        }
      }
    }
    return null;
  }

  private void addShortened(IssuedPseudonym issued) {
    String text = issued.text();
    if (text.startsWith("[") && text.endsWith("]")) {
      add(text.substring(1, text.length() - 1), issued.original(), issued);
    }
    String compact = Layout.compact(text);
    boolean number =
        compact.length() >= MIN_COMPACT
            && Layout.isPlain(text)
            && Layout.digits(text) > 0
            && Layout.isPlain(issued.original())
            && text.indexOf('.') < 0;
    if (number) {
      add(compact, Layout.compact(issued.original()), issued);
    }
  }

  private void add(String text, String original, IssuedPseudonym issued) {
    int lead = WordText.start(text, 0);
    if (meanings.putIfAbsent(Issue.folded(text), new Meaning(original, issued)) != null) {
      return;
    }
    String first = Issue.folded(text.substring(lead, WordText.end(text, lead)));
    List<Form> forms = formsByFirstWord.computeIfAbsent(first, _ -> new ArrayList<>());
    var form = new Form(lead, text.length());
    if (!forms.contains(form)) {
      forms.add(form);
    }
  }

  /** Whether nothing on either side makes it part of something longer. */
  private static boolean isWhole(String text, int start, int end) {
    if (WordText.goesOn(text, end)) {
      return false;
    }
    String itself = text.substring(start, end);
    boolean address = itself.indexOf('@') >= 0 || itself.indexOf('.') >= 0;
    return !address
        || (!goesOn(text, end, 1)
            && !(WordText.isWord(text, start) && goesOn(text, start - 1, -1)));
  }

  /** Whether a sign that joins the parts of an address stands here, and a part behind it. */
  private static boolean goesOn(String text, int at, int step) {
    int next = at + step;
    return at >= 0
        && next >= 0
        && at < text.length()
        && next < text.length()
        && ".-+@".indexOf(text.charAt(at)) >= 0
        && WordText.isWord(text, next);
  }

  private record Meaning(String original, IssuedPseudonym pseudonym) {}

  /**
   * @param lead how many characters stand before the first word
   */
  private record Form(int lead, int length) {}
}
