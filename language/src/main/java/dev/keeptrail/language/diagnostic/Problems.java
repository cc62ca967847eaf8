package dev.keeptrail.language.diagnostic;

import dev.keeptrail.language.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects the problems of one run. Bounded: past a limit problems are counted, no longer kept.
 * What only comes of another problem is not shown. For one thread.
 */
public final class Problems {
  /** How many problems one run shows. */
  public static final int MAX_SHOWN = 100;

  private static final int MAX_KEPT = 5_000;
  private static final Comparator<Diagnostic> SOURCE_ORDER =
      Comparator.comparing((Diagnostic d) -> d.span().source().name())
          .thenComparingInt(d -> d.span().offset())
          .thenComparing(d -> d.code().code());

  private final Set<Diagnostic> found = new LinkedHashSet<>();
  private int dropped;
  private int errors;

  public void add(DiagnosticCode code, Span span, String path, String message) {
    add(code, span, path, message, null);
  }

  public void add(
      DiagnosticCode code, Span span, String path, String message, @Nullable String hint) {
    add(new Diagnostic(code, span, path, message, hint));
  }

  /** Adds a problem; one that was added before is dropped. */
  public void add(Diagnostic problem) {
    errors += problem.severity() == Severity.ERROR ? 1 : 0;
    if (found.size() < MAX_KEPT) {
      found.add(problem);
    } else {
      dropped++;
    }
  }

  public boolean hasErrors() {
    return errors > 0;
  }

  /** How many errors were added; one that was added twice counts twice. */
  public int errors() {
    return errors;
  }

  /**
   * The problems in source order, at most {@link #MAX_SHOWN}; errors are kept before warnings, and
   * a note at the end says how many are not shown.
   */
  public List<Diagnostic> sorted() {
    List<Diagnostic> shown = new ArrayList<>(mistakes(Consequences.without(found)));
    shown.sort(SOURCE_ORDER);
    int surplus = shown.size() + dropped - MAX_SHOWN;
    if (surplus <= 0) {
      return shown;
    }
    shown.sort(Comparator.comparing(Diagnostic::severity));
    shown = new ArrayList<>(shown.subList(0, MAX_SHOWN));
    shown.sort(SOURCE_ORDER);
    shown.add(surplusNote(shown.getLast().span(), surplus));
    return shown;
  }

  /** Each once: what an alias repeats is one mistake, though it stands at several paths. */
  private static Collection<Diagnostic> mistakes(Collection<Diagnostic> problems) {
    Map<Mistake, Diagnostic> first = new LinkedHashMap<>();
    for (Diagnostic problem : problems) {
      first.putIfAbsent(new Mistake(problem.code(), problem.span(), problem.message()), problem);
    }
    return first.values();
  }

  private record Mistake(DiagnosticCode code, Span place, String message) {}

  private static Diagnostic surplusNote(Span last, int surplus) {
    return new Diagnostic(
        DiagnosticCode.MORE_PROBLEMS,
        last,
        "",
        surplus + " more problems are not shown",
        "repair the ones above and run again");
  }
}
