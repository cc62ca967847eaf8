package dev.keeptrail.detectors.injection;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A text as numbers, for the program that trains the model: hashed n-grams, signs of rules and
 * concepts, all by block of about 84 characters. Three blocks in a row are a window.
 */
public final class InjectionFeatures {
  /** How many different n-gram features there are. */
  public static final int GRAMS = 1 << Grams.BITS;

  /** What a model starts with, so that another file is not taken for one. */
  public static final int MODEL_MAGIC = InjectionModel.MAGIC;

  public static final int BLOCKS_PER_WINDOW = Blocks.PER_WINDOW;

  private final int[][] grams;
  private final long[] signs;
  private final long[] concepts;

  private InjectionFeatures(int[][] grams, long[] signs, long[] concepts) {
    this.grams = grams;
    this.signs = signs;
    this.concepts = concepts;
  }

  /** A detector that finds nothing, to have the shared pass look for the words of the rules. */
  public static Detector words() {
    return new RuleDetector(
        "injection-words",
        1,
        Set.of("injection.model"),
        InjectionDetector.LONGEST,
        Lexicon.TRIGGER,
        (text, hits, sink) -> {});
  }

  /**
   * Reads a text.
   *
   * @param hits of {@link #words} in the text
   */
  public static InjectionFeatures of(ScannedText text, Hits hits) {
    Blocks blocks = Blocks.of(text);
    Signs signs = Signs.of(text, blocks, hits);
    var reader = new Grams(blocks);
    int[][] grams = new int[blocks.count()][];
    long[] bits = new long[2 * blocks.count()];
    long[] concepts = new long[blocks.count()];
    int[] buffer = new int[Grams.MOST];
    for (int block = 0; block < grams.length; block++) {
      grams[block] = Arrays.copyOf(buffer, reader.next(buffer));
      bits[2 * block] = signs.bits(block, 0);
      bits[2 * block + 1] = signs.bits(block, 1);
      concepts[block] = signs.concepts(block, block + 1);
    }
    return new InjectionFeatures(grams, bits, concepts);
  }

  /** What counts of the margin that n-grams give a window which has so many. */
  public static double weighed(double window, long features) {
    return InjectionModel.weighed(window, features);
  }

  public static int rules() {
    return Lexicon.RULES.count();
  }

  /** The weight of a rule, in units of log odds, before training. */
  public static double rulePrior(int rule) {
    return Lexicon.RULES.rule(rule).prior();
  }

  public int blocks() {
    return grams.length;
  }

  /** The n-gram features of a block, each as often as it occurs. Not to be changed. */
  public int[] grams(int block) {
    return grams[block];
  }

  public boolean hasSign(int block, int rule) {
    return (signs[2 * block + (rule >> 6)] & (1L << rule)) != 0;
  }

  /** How many numbers there are for concepts and pairs of them. */
  public static int pairs() {
    return ConceptPairs.count(Lexicon.CONCEPTS);
  }

  /** The numbers of the concepts that stand in some blocks, and of all pairs of them. */
  public int[] pairs(int from, int to) {
    var pairs = IntStream.builder();
    long all = 0;
    for (int block = from; block < to; block++) {
      all |= concepts[block];
    }
    ConceptPairs.each(all, pairs::add);
    return pairs.build().toArray();
  }
}
