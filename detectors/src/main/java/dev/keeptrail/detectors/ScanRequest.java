package dev.keeptrail.detectors;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a policy wants looked for. The requests of a whole chain are merged into one, so that each
 * text is scanned once however many policies ask.
 *
 * @param categories roots of the category tree for which built-in detectors are wanted, such as
 *     {@code pii.email} or {@code secret}
 * @param patterns patterns written by users
 * @param terms term lists written by users
 * @param near terms that count beside others only
 */
public record ScanRequest(
    Set<String> categories,
    List<UserPattern> patterns,
    List<TermList> terms,
    List<NearTerms> near) {
  public static final ScanRequest NOTHING = new ScanRequest(Set.of(), List.of(), List.of());

  public ScanRequest {
    categories = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(categories));
    patterns = List.copyOf(patterns);
    terms = List.copyOf(terms);
    near = List.copyOf(near);
  }

  /** A request without terms that count beside others only. */
  public ScanRequest(Set<String> categories, List<UserPattern> patterns, List<TermList> terms) {
    this(categories, patterns, terms, List.of());
  }

  public ScanRequest and(ScanRequest other) {
    var mergedCategories = new LinkedHashSet<>(categories);
    mergedCategories.addAll(other.categories);
    var mergedPatterns = new ArrayList<>(patterns);
    other.patterns.stream().filter(p -> !mergedPatterns.contains(p)).forEach(mergedPatterns::add);
    var mergedTerms = new ArrayList<>(terms);
    other.terms.stream().filter(t -> !mergedTerms.contains(t)).forEach(mergedTerms::add);
    var mergedNear = new ArrayList<>(near);
    other.near.stream().filter(n -> !mergedNear.contains(n)).forEach(mergedNear::add);
    return new ScanRequest(mergedCategories, mergedPatterns, mergedTerms, mergedNear);
  }

  /**
   * A regular expression written by a user, run on a linear-time engine (RE2 syntax), without
   * regard to case.
   *
   * @param category what a match is reported as; says which policy asked, such as {@code
   *     custom.dlp_filter.pattern.0}
   */
  public record UserPattern(String category, String label, String regex) {}

  /**
   * Terms matched without regard to case.
   *
   * @param maxDistance how many edits (Levenshtein, per word) a match may be away; 0 means exact
   * @param wholeWords whether a match must start and end at a word border; false matches any
   *     substring
   */
  public record TermList(
      String category, String label, List<String> terms, int maxDistance, boolean wholeWords) {
    public TermList {
      terms = List.copyOf(terms);
    }
  }

  /**
   * Terms that count where one of the others stands near, in the same sentence. All are matched as
   * whole words and without regard to case; what is reported reaches from the one to the other.
   *
   * @param within how many characters may stand between the two
   * @param anyOrder whether the other may stand before too; false means behind only
   */
  public record NearTerms(
      String category,
      String label,
      List<String> terms,
      List<String> others,
      int within,
      boolean anyOrder) {
    public NearTerms {
      terms = List.copyOf(terms);
      others = List.copyOf(others);
      if (terms.isEmpty() || others.isEmpty() || within < 1) {
        throw new IllegalArgumentException("two lists and a distance are needed");
      }
    }
  }
}
