package dev.keeptrail.detectors.identity;

import dev.keeptrail.detectors.identity.Shape.Layout;
import java.util.List;
import java.util.Set;

/**
 * One kind of number of one country: how it looks, what its check digits are, the words that name
 * it, and in which spellings it needs no such word.
 *
 * @param number place in the table; schemes of one id may have several
 * @param id country and name, such as {@code de_idnr}
 * @param checked whether the check computes a character from the others
 * @param alone spellings that are telling by themselves
 * @param aloneScore score of such a spelling without words around it
 */
record Scheme(
    int number,
    String id,
    Kind kind,
    List<Shape> shapes,
    Check check,
    boolean checked,
    Alone alone,
    double aloneScore,
    List<String> words) {
  /** Where people pay taxes under their national number (OECD, tax identification numbers). */
  private static final Set<String> TAXED_BY_NATIONAL =
      Set.of(
          "be", "bg", "cz", "dk", "ee", "fi", "hr", "is", "lt", "lu", "lv", "no", "pl", "ro", "se",
          "sk", "th");

  /** When a number needs no word that names it. */
  record Alone(boolean plain, boolean printed, boolean prefixed) {
    static final Alone NEVER = new Alone(false, false, false);

    /** Whether some spelling of the shape is telling. */
    boolean permitsAny(Shape shape) {
      return plain || (printed && shape.hasSigns()) || (prefixed && shape.prefix() > 0);
    }

    boolean permits(Shape shape, Layout layout) {
      if (layout == Layout.LOOSE) {
        return false;
      }
      boolean spelled = layout == Layout.PRINTED ? printed : plain;
      return spelled || (prefixed && shape.prefix() > 0);
    }
  }

  String category() {
    return kind.category(id);
  }

  /** The kinds that it may be called by, as bits. */
  int servesAs() {
    boolean taxed = checked && kind == Kind.NATIONAL && TAXED_BY_NATIONAL.contains(country());
    return taxed ? kind.bit() | Kind.TAX.bit() : kind.bit();
  }

  String country() {
    return id.substring(0, 2);
  }

  /** Whether one of its shapes and the check accept the value. */
  boolean accepts(Candidate candidate) {
    for (Shape shape : shapes) {
      if (shape.length() == candidate.length()
          && shape.fits(candidate)
          && check.holds(candidate.compact(shape.prefix()))) {
        return true;
      }
    }
    return false;
  }
}
