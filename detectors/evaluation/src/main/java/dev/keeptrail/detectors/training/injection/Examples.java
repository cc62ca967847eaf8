package dev.keeptrail.detectors.training.injection;

import dev.keeptrail.detectors.injection.InjectionFeatures;
import dev.keeptrail.detectors.pass.SharedPass;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TextNormalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Turns rows into examples, and leaves out those that nearly copy others. */
final class Examples {
  private static final int SHINGLE_WORDS = 6;
  private static final double COPIED_SHARE = 0.3;

  private final SharedPass pass = new SharedPass(List.of(InjectionFeatures.words()));

  List<Example> of(List<Row> rows) {
    var examples = new ArrayList<Example>(rows.size());
    for (Row row : rows) {
      ScannedText text = TextNormalizer.normalize(row.text());
      InjectionFeatures features = InjectionFeatures.of(text, pass.run(text).hits(0));
      if (features.blocks() > 0) {
        examples.add(new Example(row, features, shingles(row.text())));
      }
    }
    return examples;
  }

  private static long[] shingles(String text) {
    String[] words = text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1);
    var hashes = new HashSet<Long>();
    for (int i = 0; i + SHINGLE_WORDS <= words.length; i++) {
      long hash = 7;
      for (int j = i; j < i + SHINGLE_WORDS; j++) {
        hash = hash * 0x9E3779B97F4A7C15L + words[j].hashCode();
      }
      hashes.add(hash);
    }
    return hashes.stream().mapToLong(Long::longValue).sorted().toArray();
  }

  /** The examples without those of which a good part stands in one of the others. */
  static List<Example> withoutCopies(List<Example> examples, List<Example> others) {
    Set<Long> known = new HashSet<>();
    others.forEach(other -> Arrays.stream(other.shingles()).forEach(known::add));
    return examples.stream().filter(example -> !isCopy(example, known)).toList();
  }

  private static boolean isCopy(Example example, Set<Long> known) {
    long common = Arrays.stream(example.shingles()).filter(known::contains).count();
    return common > COPIED_SHARE * example.shingles().length;
  }
}
