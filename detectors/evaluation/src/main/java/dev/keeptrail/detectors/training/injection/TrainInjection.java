package dev.keeptrail.detectors.training.injection;

import dev.keeptrail.detectors.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Trains the injection model: weights of n-grams and of rules from the training rows, thresholds
 * from the harmless development rows. The same data give the same bytes.
 *
 * <p>Run with the data folder and the folder to write {@code model.bin} and {@code model.sha256}
 * to; with {@code --check} as the second argument it only compares with the shipped resource and
 * fails where they differ.
 */
public final class TrainInjection {
  static final long SEED = 20260727;
  static final int MADE = 4000;

  private static final String RESOURCES =
      "detectors/src/main/resources/dev/keeptrail/detectors/injection";

  private TrainInjection() {}

  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(arguments.length > 0 ? arguments[0] : "../shared/data/detection");
    boolean check = arguments.length > 1 && arguments[1].equals("--check");
    Path target = Path.of(arguments.length > 1 && !check ? arguments[1] : RESOURCES);
    byte[] model = train(Corpus.read(data));
    String hash = sha256(model) + "\n";
    System.out.print("model.bin sha256 " + hash);
    if (check) {
      if (!Files.readString(target.resolve("model.sha256")).equals(hash)) {
        System.err.println(
            "the shipped injection model is not what the data give: run TrainInjection without"
                + " --check and commit what it writes");
        System.exit(1);
      }
      return;
    }
    Files.write(target.resolve("model.bin"), model);
    Files.writeString(target.resolve("model.sha256"), hash);
  }

  private static byte[] train(Corpus corpus) {
    var examples = new Examples();
    List<Example> train = new ArrayList<>(examples.of(corpus.train()));
    train.addAll(examples.of(MadeRows.make(corpus, SEED, MADE)));
    train.addAll(examples.of(OwnTexts.read()));
    Head head = Head.train(Folds.score(train, SEED), Head.Parts.BOTH);
    Grams grams = GramTrainer.train(train, SEED);
    List<Scored> development =
        examples.of(corpus.dev()).stream()
            .filter(example -> !example.row().attack())
            .map(example -> Scored.of(example, grams))
            .toList();
    Map<Source, Thresholds> thresholds = new EnumMap<>(Source.class);
    for (Source source : Source.values()) {
      thresholds.put(source, Thresholds.of(development, head, source));
    }
    return ModelFile.bytes(grams, head, thresholds);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
