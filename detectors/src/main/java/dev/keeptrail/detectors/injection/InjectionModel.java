package dev.keeptrail.detectors.injection;

import dev.keeptrail.detectors.Source;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/**
 * The trained weights: one byte for each hashed n-gram, one number for each rule, for each concept
 * and pair of concepts that stands in a window, and for each kind of source the two margins at
 * which one in a hundred and one in a thousand harmless texts is taken for an attack. Immutable.
 *
 * <p>The resource is big-endian: magic, rule count, unit and bias of the n-grams, weights of window
 * margin and document margin, bias, the rules' weights, those of {@link ConceptPairs}, two margins
 * for each {@link Source} in their order (all {@code float}), and the bytes. Its SHA-256 lies
 * beside it and is compared.
 */
final class InjectionModel {
  /** "KTIJ" and a format number. */
  static final int MAGIC = 0x4B54494A;

  /** The scores that stand for the two margins. */
  private static final double SCORE_AT_HUNDREDTH = 0.7;

  private static final double SCORE_AT_THOUSANDTH = 0.9;

  /** The same bound as in training: no text is learned by heart. */
  private static final double SUREST = 8;

  private static final double LEAST_OF_WINDOW = -2;
  private static final double MOST_OF_WINDOW = 3;

  /** So many features has a text of a hundred letters. */
  private static final double ENOUGH = 380;

  private final float unit;
  private final float gramBias;
  private final float windowWeight;
  private final float documentWeight;
  private final float bias;
  private final float[] rules;
  private final float[] pairs;
  private final Map<Source, Calibration> calibrations = new EnumMap<>(Source.class);
  private final byte[] grams;

  private InjectionModel(DataInputStream in) throws IOException {
    if (in.readInt() != MAGIC || in.readInt() != Lexicon.RULES.count()) {
      throw new IllegalStateException("the injection model does not fit the rules");
    }
    unit = in.readFloat();
    gramBias = in.readFloat();
    windowWeight = in.readFloat();
    documentWeight = in.readFloat();
    bias = in.readFloat();
    rules = floats(in, Lexicon.RULES.count());
    pairs = floats(in, ConceptPairs.count(Lexicon.CONCEPTS));
    for (Source source : Source.values()) {
      calibrations.put(source, new Calibration(in.readFloat(), in.readFloat()));
    }
    grams = in.readNBytes(1 << Grams.BITS);
    if (grams.length != 1 << Grams.BITS || in.read() >= 0) {
      throw new IllegalStateException("the injection model has another length");
    }
  }

  private static float[] floats(DataInputStream in, int count) throws IOException {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = in.readFloat();
    }
    return floats;
  }

  /**
   * Reads the model that ships with the classes.
   *
   * @throws IllegalStateException when it is damaged or was trained for other rules
   */
  static InjectionModel load() {
    byte[] bytes = ResourceLines.bytes("model.bin");
    String expected = ResourceLines.of("model.sha256").getFirst().strip();
    if (!sha256(bytes).equals(expected)) {
      throw new IllegalStateException("the injection model is damaged");
    }
    return read(bytes);
  }

  static InjectionModel read(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return new InjectionModel(in);
    } catch (IOException e) {
      throw new IllegalStateException("the injection model is cut short", e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The sum of the weights of a block's features. */
  int sum(Grams reader) {
    return reader.sum(grams);
  }

  /** How strongly n-grams whose weights have this sum speak for an attack. */
  double gramMargin(long sum, long features) {
    double margin =
        features == 0 ? gramBias : gramBias + unit * (double) sum / Math.sqrt((double) features);
    return Math.clamp(margin, -SUREST, SUREST);
  }

  /**
   * @param window what its n-grams say, as {@link #weighed} puts it
   */
  double margin(double window, double document) {
    return bias + windowWeight * window + documentWeight * document;
  }

  /**
   * What counts of the margin that n-grams give a window: no more than rules can say against it or
   * for it, and the less the fewer they are.
   */
  static double weighed(double window, long features) {
    double share = Math.min(1, features / ENOUGH);
    return share * Math.clamp(window, LEAST_OF_WINDOW, MOST_OF_WINDOW);
  }

  float ruleWeight(int rule) {
    return rules[rule];
  }

  /** What the concepts that stand together in a window weigh, alone and by twos. */
  double pairWeight(long concepts) {
    double sum = 0;
    // WHY: asked for each window of every text, so that nothing is made on the way.
    for (long rest = concepts; rest != 0; rest &= rest - 1) {
      int high = Long.numberOfTrailingZeros(rest);
      for (long lower = ConceptPairs.upTo(high, concepts); lower != 0; lower &= lower - 1) {
        sum += pairs[ConceptPairs.number(Long.numberOfTrailingZeros(lower), high)];
      }
    }
    return sum;
  }

  /**
   * The margin as a score between 0 and 1: 0.7 where one in a hundred harmless texts of such a
   * source lies higher, 0.9 where one in a thousand does.
   */
  double score(double margin, Source source) {
    Calibration calibration = Objects.requireNonNull(calibrations.get(source));
    return 1 / (1 + Math.exp(-calibration.logOdds(margin)));
  }

  /** The margins that one in a hundred and one in a thousand harmless texts exceed. */
  private record Calibration(double hundredth, double thousandth) {
    private static final double LOW = Math.log(SCORE_AT_HUNDREDTH / (1 - SCORE_AT_HUNDREDTH));
    private static final double HIGH = Math.log(SCORE_AT_THOUSANDTH / (1 - SCORE_AT_THOUSANDTH));

    double logOdds(double margin) {
      return LOW + (HIGH - LOW) * (margin - hundredth) / (thousandth - hundredth);
    }
  }
}
