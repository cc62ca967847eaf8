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
 */
public record ScanRequest(
    Set<String> categories, List<UserPattern> patterns, List<TermList> terms) {
  public static final ScanRequest NOTHING = new ScanRequest(Set.of(), List.of(), List.of());

  public ScanRequest {
    categories = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(categories));
    patterns = List.copyOf(patterns);
    terms = List.copyOf(terms);
  }

  public ScanRequest and(ScanRequest other) {
    var mergedCategories = new LinkedHashSet<>(categories);
    mergedCategories.addAll(other.categories);
    var mergedPatterns = new ArrayList<>(patterns);
    other.patterns.stream().filter(p -> !mergedPatterns.contains(p)).forEach(mergedPatterns::add);
    var mergedTerms = new ArrayList<>(terms);
    other.terms.stream().filter(t -> !mergedTerms.contains(t)).forEach(mergedTerms::add);
    return new ScanRequest(mergedCategories, mergedPatterns, mergedTerms);
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
}
