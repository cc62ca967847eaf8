package dev.keeptrail.detectors.health;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.Set;

/**
 * Medicines with their dose, {@code metformin 500 mg} or {@code 500 mg of metformin}: a word that
 * names one beside a strength, or any word beside one where the text says how often it is taken.
 * Doses alone and names alone say nothing of a person.
 */
final class MedicationDetector {
  static final String CATEGORY = "phi.medication";
  private static final String LABEL = "MEDICATION";
  private static final double NAMED = 0.85;
  private static final double TAKEN = 0.7;
  private static final int MAX_LENGTH = 120;
  private static final int MIN_UNKNOWN = 5;

  /** Between the name and the dose: a blank, a colon, the word for the form. */
  private static final int MAX_GAP = 3;

  private static final int MAX_FORMS = 2;
  private static final int REACH = 40;
  private static final Set<String> FORMS = Set.copyOf(ContextWords.anchors("medication_form"));
  private static final Set<String> OF = Set.of("of", "de", "di", "d", "von", "van");
  private static final Set<String> AND =
      Set.of("and", "und", "et", "y", "e", "en", "i", "a", "ve", "og", "och", "и", "та", "και");
  private static final WordTable TAKEN_SO = ContextWords.table("regimen");
  private static final WordTable TAKES = ContextWords.table("takes_medication");
  private static final WordTable FOOD = ContextWords.table("no_medication");

  private MedicationDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "medication",
            1,
            Set.of(CATEGORY),
            MAX_LENGTH,
            Trigger.onDigitRuns(),
            MedicationDetector::detect)
        .reaching(Reach.from(MedicationDetector::lead));
  }

  /** Two words of a name and those for its form may stand in front of a dose that comes still. */
  private static int lead(ScannedText text, int trigger) {
    int start = Lead.TOKEN.start(text, trigger);
    int others = 0;
    for (int words = 0; words < MAX_FORMS + 2; words++) {
      int end = gapStart(text, start, 0);
      int word = end < 0 ? -1 : MedicationNames.wordStart(text, end);
      if (word < 0 || word == end) {
        break;
      }
      others += FORMS.contains(fold(text, word, end)) ? 0 : 1;
      if (others > 2) {
        break;
      }
      start = word;
    }
    return start;
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int run = 0; run < hits.digitRuns(); run++) {
      int start = hits.digitRunStart(run);
      Dose dose = start < taken ? null : Dose.at(text, start);
      if (dose != null) {
        taken = Math.max(dose.end(), report(text, dose, taken, sink));
      }
    }
  }

  /** Reports the medicine of a dose; returns where it ends, or -1 if there is none. */
  private static int report(ScannedText text, Dose dose, int floor, FindingSink sink) {
    int end = nameEnd(text, dose.start(), floor);
    int start = end < 0 ? -1 : MedicationNames.wordStart(text, end);
    boolean named = start >= floor && MedicationNames.isOne(text, start, end);
    if (named) {
      int from = wholeName(text, start, floor);
      return joined(text, add(from, dose.end(), NAMED, sink), sink);
    }
    int behind = behind(text, dose.end());
    if (behind > 0) {
      return add(dose.start(), behind, NAMED, sink);
    }
    boolean taken =
        start >= floor
            && end - start >= MIN_UNKNOWN
            && dose.fine()
            && !FOOD.anyIn(text, start, end)
            && isTaken(text, start, dose.end());
    return taken ? add(start, dose.end(), TAKEN, sink) : -1;
  }

  private static int add(int start, int end, double score, FindingSink sink) {
    sink.add(start, end, CATEGORY, LABEL, score, Evidence.CONTEXT);
    return end;
  }

  /** A further name without a dose behind the first: {@code 100 mg and lisinopril}. */
  private static int joined(ScannedText text, int end, FindingSink sink) {
    int at = text.at(end) == ',' ? end + 1 : end;
    if (text.at(at) != ' ') {
      return end;
    }
    int start = at + 1;
    int stop = wordEnd(text, start);
    if (at == end) {
      boolean and = stop > start && AND.contains(fold(text, start, stop));
      if (!and || text.at(stop) != ' ') {
        return end;
      }
      start = stop + 1;
      stop = wordEnd(text, start);
    }
    boolean dosed = Dose.at(text, stop + 1) != null;
    boolean named = !dosed && MedicationNames.isOne(text, start, stop);
    return named ? add(start, stop, TAKEN, sink) : end;
  }

  private static int wordEnd(ScannedText text, int start) {
    return MedicationNames.wordEnd(text, start);
  }

  /** Where the word in front of a dose ends, over what tells its form; -1 where none stands. */
  private static int nameEnd(ScannedText text, int dose, int floor) {
    int at = dose;
    for (int forms = 0; forms <= MAX_FORMS; forms++) {
      int end = gapStart(text, at, floor);
      if (end < 0) {
        return -1;
      }
      int start = MedicationNames.wordStart(text, end);
      boolean word = start < end && start >= floor;
      if (!word || !FORMS.contains(fold(text, start, end))) {
        return word ? end : -1;
      }
      at = start;
    }
    return -1;
  }

  private static int gapStart(ScannedText text, int at, int floor) {
    int end = at;
    while (end > floor && at - end < MAX_GAP && " :-(.\n".indexOf(text.at(end - 1)) >= 0) {
      end--;
    }
    return end < at && Character.isLetter(text.at(end - 1)) ? end : -1;
  }

  /** Two words, both of which name one: {@code insulin glargine}. */
  private static int wholeName(ScannedText text, int start, int floor) {
    if (text.at(start - 1) != ' ') {
      return start;
    }
    int before = MedicationNames.wordStart(text, start - 1);
    boolean both =
        before >= floor && before < start - 1 && MedicationNames.isOne(text, before, start - 1);
    return both ? before : start;
  }

  /** End of the medicine that a dose is of, or -1. */
  private static int behind(ScannedText text, int dose) {
    int start = text.at(dose) == ' ' ? dose + 1 : -1;
    int end = start < 0 ? -1 : wordEnd(text, start);
    boolean of = end > start && OF.contains(fold(text, start, end));
    if (of && (text.at(end) == ' ' || text.at(end) == '\'')) {
      start = end + 1;
      end = wordEnd(text, start);
    }
    return end > start && MedicationNames.isOne(text, start, end) ? end : -1;
  }

  private static boolean isTaken(ScannedText text, int start, int end) {
    int clause = start;
    while (start - clause < REACH && ".;\n\0".indexOf(text.at(clause - 1)) < 0) {
      clause--;
    }
    return TAKES.anyIn(text, clause, start)
        || TAKEN_SO.after(text, end, REACH)
        || isPlan(text, end);
  }

  /** {@code 1-0-0-1}: how many in the morning, at noon, in the evening and at night. */
  private static boolean isPlan(ScannedText text, int end) {
    int at = text.at(end) == ' ' ? end + 1 : end;
    for (int place = 0; place < 3; place++) {
      char c = text.at(at + 2 * place);
      boolean few = c >= '0' && c <= '4';
      if (!few || (place < 2 && text.at(at + 2 * place + 1) != '-')) {
        return false;
      }
    }
    return true;
  }

  private static String fold(ScannedText text, int start, int end) {
    return CaseFolding.fold(text.subSequence(start, end));
  }
}
