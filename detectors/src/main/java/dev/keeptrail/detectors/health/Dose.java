package dev.keeptrail.detectors.health;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.BitSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A strength as it stands on a package or in a plan: {@code 500 mg}, {@code 5/10 mg}, {@code 0,25
 * µg}, {@code 20 units}.
 *
 * @param fine whether the unit is one that food and goods are rarely weighed in
 */
record Dose(int start, int end, boolean fine) {
  private static final Set<String> FINE = Set.copyOf(ContextWords.anchors("dose_unit"));
  private static final Set<String> COARSE = Set.copyOf(ContextWords.anchors("dose_unit_coarse"));

  /** How units begin: most digits have other words behind them, which need no closer look. */
  private static final BitSet BEGINNINGS = beginnings();

  private static final int MAX_UNIT = 14;
  private static final int MAX_FIGURES = 12;

  private static BitSet beginnings() {
    var beginnings = new BitSet();
    FINE.forEach(unit -> beginnings.set(unit.charAt(0)));
    COARSE.forEach(unit -> beginnings.set(unit.charAt(0)));
    return beginnings;
  }

  /** The dose whose first digit stands here, or null. */
  static @Nullable Dose at(ScannedText text, int start) {
    char before = text.at(start - 1);
    boolean goesOn = ".,/-".indexOf(before) >= 0 && CharacterKinds.isDigit(text.at(start - 2));
    if (goesOn || CharacterKinds.isDigit(before) || before == '_') {
      return null;
    }
    int figures = figuresEnd(text, start);
    if (figures <= start) {
      return null;
    }
    int unit = text.at(figures) == ' ' || text.at(figures) == '-' ? figures + 1 : figures;
    int end = unit;
    while (end - unit <= MAX_UNIT && isUnit(text, end)) {
      end++;
    }
    if (end == unit || end - unit > MAX_UNIT || !BEGINNINGS.get(CaseFolding.fold(text.at(unit)))) {
      return null;
    }
    String word = CaseFolding.fold(text.subSequence(unit, end));
    boolean free = !CharacterKinds.isDigit(text.at(end));
    boolean fine = FINE.contains(word);
    return free && (fine || COARSE.contains(word)) ? new Dose(start, end, fine) : null;
  }

  /** End of numbers with decimal points, one or two with a stroke or hyphen between; or -1. */
  private static int figuresEnd(ScannedText text, int start) {
    int end = start;
    while (end - start <= MAX_FIGURES
        && (CharacterKinds.isDigit(text.at(end))
            || (".,/-".indexOf(text.at(end)) >= 0
                && CharacterKinds.isDigit(text.at(end + 1))
                && text.at(end) != '\0'))) {
      end++;
    }
    return end - start > MAX_FIGURES ? -1 : end;
  }

  /** Hebrew abbreviates with a quote in front of the last letter. */
  private static boolean isUnit(ScannedText text, int at) {
    char c = text.at(at);
    boolean quote = c == '"' && CharacterKinds.isSemitic(text.at(at + 1));
    return Character.isLetter(c) || CharacterKinds.isMark(c) || quote;
  }
}
