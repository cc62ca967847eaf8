package dev.keeptrail.detectors.training.language;

import dev.keeptrail.detectors.evaluation.JsonLines;
import dev.keeptrail.detectors.language.LanguageIdentifier;
import dev.keeptrail.detectors.language.LanguageModel;
import dev.keeptrail.detectors.language.Languages;
import dev.keeptrail.detectors.language.LetterGrams;
import dev.keeptrail.detectors.resource.TrainedResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Trains the language identifier from our own sentences ({@code seeds.txt}), in a second and always
 * to the same bytes: naive Bayes over runs of letters, each weight the logarithm of how much more
 * often a language has a run than all languages together have. Usage: {@code TrainLanguages train
 * FILE} writes the model and its digest; {@code TrainLanguages measure DATA} measures a model
 * trained likewise on rows of the data folder that say their language, none of which it has seen.
 */
public final class TrainLanguages {
  /** What a run that a language was never seen with counts, against the size of its text. */
  private static final double UNSEEN = 0.2;

  /** Weights are in sixteenths of a bit. */
  private static final double SCALE = 16;

  private static final Map<String, String> NAMES =
      Map.of(
          "French",
          "fr",
          "Italian",
          "it",
          "Hindi",
          "hi",
          "Thai",
          "th",
          "Arabic",
          "ar",
          "Vietnamese",
          "vi",
          "Russian",
          "ru",
          "Korean",
          "ko",
          "Chinese",
          "zh",
          "zh-TW",
          "zh");

  /** Sets whose rows are written in the language they name. */
  private static final List<String> WRITTEN =
      List.of("cse-multi-pub", "frr-multi-pub", "ben-prompts-zh", "ben-banking77", "ben-mtbench");

  private TrainLanguages() {}

  public static void main(String[] arguments) throws IOException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    byte[] model = trained();
    if (arguments.length == 2 && arguments[0].equals("train")) {
      Path file = Path.of(arguments[1]);
      Files.write(file, model);
      String digest = TrainedResource.sha256(model);
      Files.writeString(file.resolveSibling(file.getFileName() + ".sha256"), digest + "\n");
      out.println(digest + "  " + model.length + " bytes");
    } else if (arguments.length == 2 && arguments[0].equals("measure")) {
      measure(new LanguageIdentifier(LanguageModel.of(model)), Path.of(arguments[1]), out);
    } else {
      throw new IllegalArgumentException("usage: train FILE, or measure DATA");
    }
  }

  /** The model as bytes. */
  public static byte[] trained() throws IOException {
    int languages = Languages.LEARNT.size();
    double[][] counts = new double[languages][LetterGrams.ROWS];
    for (String line : seeds()) {
      int bar = line.indexOf('|');
      double[] own = counts[Languages.LEARNT.indexOf(line.substring(0, bar))];
      LetterGrams.collect(line.substring(bar + 1), Integer.MAX_VALUE, row -> own[row]++);
    }
    double[] totals = new double[languages];
    for (int language = 0; language < languages; language++) {
      for (double count : counts[language]) {
        totals[language] += count;
      }
    }
    return weights(counts, totals);
  }

  private static byte[] weights(double[][] counts, double[] totals) {
    int languages = counts.length;
    byte[] weights = new byte[LetterGrams.ROWS * languages];
    for (int row = 0; row < LetterGrams.ROWS; row++) {
      double[] shares = new double[languages];
      double all = 0;
      for (int language = 0; language < languages; language++) {
        double size = totals[language] + UNSEEN * LetterGrams.ROWS;
        shares[language] = (counts[language][row] + UNSEEN) / size;
        all += shares[language] / languages;
      }
      for (int language = 0; language < languages; language++) {
        // WHY: strict, so that every machine rounds alike.
        double bits = StrictMath.log(shares[language] / all) / StrictMath.log(2);
        long weight = Math.clamp(StrictMath.round(bits * SCALE), -127, 127);
        weights[row * languages + language] = (byte) weight;
      }
    }
    return weights;
  }

  private static List<String> seeds() throws IOException {
    try (InputStream in = TrainLanguages.class.getResourceAsStream("seeds.txt")) {
      if (in == null) {
        throw new IOException("seeds.txt is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }

  private static void measure(LanguageIdentifier identifier, Path data, PrintStream out)
      throws IOException {
    var counts = new TreeMap<String, int[]>();
    for (String file : List.of("injection/train", "injection/dev", "pii/pii-meddocan-es")) {
      JsonLines.read(
          data.resolve(file + ".jsonl.gz"),
          row -> {
            if (row instanceof JsonLines.Read(Path path, int line, JsonNode object)) {
              count(identifier, object, counts);
            }
          });
    }
    counts.forEach((name, count) ->
        out.println(
            String.format(
                Locale.ROOT,
                "%-28s %5d texts, right %.3f; first 60 characters: right %.3f",
                name,
                count[0],
                (double) count[1] / count[0],
                (double) count[2] / count[0])));
  }

  private static void count(
      LanguageIdentifier identifier, JsonNode row, Map<String, int[]> counts) {
    String set = row.path("set").asString("");
    String language = row.path("lang").asString("");
    String code = NAMES.getOrDefault(language, language);
    if (code.isEmpty() || !(WRITTEN.contains(set) || set.equals("pii-meddocan-es"))) {
      return;
    }
    String text = row.path("text").asString("");
    int[] count = counts.computeIfAbsent(code + " " + set, key -> new int[3]);
    count[0]++;
    count[1] += isRight(identifier, text, code) ? 1 : 0;
    count[2] += isRight(identifier, text.substring(0, Math.min(60, text.length())), code) ? 1 : 0;
  }

  private static boolean isRight(LanguageIdentifier identifier, String text, String code) {
    return identifier.identify(text).filter(found -> found.code().equals(code)).isPresent();
  }
}
