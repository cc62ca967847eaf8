package dev.keeptrail.language.layer;

import dev.keeptrail.language.plan.PlanValue;
import java.util.List;
import java.util.Locale;

/** How the entries of a list are compared: one may stand for others. */
enum Members {
  /** Each stands for itself. */
  PLAIN {
    @Override
    boolean covers(String one, String other) {
      return one.equals(other);
    }
  },
  /** {@code *} and {@code ?} stand for others. */
  WILDCARDS {
    @Override
    boolean covers(String one, String other) {
      return matches(one, other);
    }
  },
  /** As {@link #WILDCARDS}, in any case. */
  WILDCARDS_OF_ANY_CASE {
    @Override
    boolean covers(String one, String other) {
      return matches(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
    }
  },
  /** A category stands for those under it, {@code *} for all. */
  CATEGORIES {
    @Override
    boolean covers(String one, String other) {
      return one.equals("*") || one.equals(other) || other.startsWith(one + ".");
    }
  };

  /** Whether whatever one entry stands for, the other one does, too. */
  abstract boolean covers(String one, String other);

  /** The entries of a list that another one does not stand for. */
  List<String> beyond(PlanValue.Sequence other, PlanValue.Sequence list) {
    List<String> covering = texts(other);
    return texts(list).stream()
        .filter(entry -> covering.stream().noneMatch(one -> covers(one, entry)))
        .toList();
  }

  private static List<String> texts(PlanValue.Sequence list) {
    return list.items().stream()
        .filter(PlanValue.Text.class::isInstance)
        .map(item -> ((PlanValue.Text) item).value())
        .toList();
  }

  /** Linear but for the last star, which is taken back as often as need be. */
  private static boolean matches(String pattern, String text) {
    int at = 0;
    int in = 0;
    int star = -1;
    int again = 0;
    while (in < text.length()) {
      char next = at < pattern.length() ? pattern.charAt(at) : 0;
      if (next == '*') {
        star = at++;
        again = in;
      } else if (at < pattern.length() && (next == text.charAt(in) || single(next, text, in))) {
        at++;
        in++;
      } else if (star >= 0) {
        at = star + 1;
        in = ++again;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }

  /** One sign stands for one, and not for the star of another pattern. */
  private static boolean single(char next, String text, int in) {
    return next == '?' && text.charAt(in) != '*';
  }
}
