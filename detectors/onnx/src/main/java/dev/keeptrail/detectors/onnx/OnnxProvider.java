package dev.keeptrail.detectors.onnx;

import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.plugin.BatchDetector;
import dev.keeptrail.detectors.plugin.Deadline;
import dev.keeptrail.detectors.plugin.DetectorFailedException;
import dev.keeptrail.detectors.plugin.DetectorProvider;
import dev.keeptrail.detectors.plugin.DetectorSetting;
import dev.keeptrail.detectors.plugin.DetectorSettings;
import dev.keeptrail.detectors.plugin.SettingShape;
import dev.keeptrail.detectors.plugin.UnusableDetectorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Makes detectors that run a model from local files. Nothing is fetched from anywhere. */
public final class OnnxProvider implements DetectorProvider {
  private static final int MAX_LABELS = 1_000;
  private static final int MAX_PATH = 4_096;
  private static final String SEQUENCE = "sequence";
  private static final String TOKEN = "token";
  private static final String SOFTMAX = "softmax";
  private static final String SIGMOID = "sigmoid";
  private static final long WINDOW = 512;
  private static final long OVERLAP = 64;
  private static final long BATCH = 8;
  private static final long CHARACTERS = 100_000;
  private static final double SCORE = 0.5;
  private static final int CHARACTERS_OF_TOKEN = 16;
  private static final Duration FIRST_RUN = Duration.ofMinutes(5);

  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public String doc() {
    return "runs a classification model from local files with ONNX Runtime";
  }

  @Override
  public List<DetectorSetting> settings() {
    return List.of(
        DetectorSetting.required("model", new SettingShape.Text(MAX_PATH, null), "the ONNX file"),
        DetectorSetting.required(
            "tokenizer", new SettingShape.Text(MAX_PATH, null), "the model's tokenizer.json"),
        DetectorSetting.required(
            "task",
            new SettingShape.Choice(List.of(SEQUENCE, TOKEN), null),
            "whether the model labels texts or tokens"),
        DetectorSetting.required(
            "labels", new SettingShape.Texts(MAX_LABELS), "the label of each output, in order"),
        DetectorSetting.required(
            "categories",
            new SettingShape.Words(MAX_LABELS),
            "the category for each label of interest, without `B-` and the like"),
        DetectorSetting.optional(
            "activation",
            new SettingShape.Choice(List.of(SOFTMAX, SIGMOID), SOFTMAX),
            "`sigmoid` where several labels may hold at once"),
        DetectorSetting.optional(
            "min_score", new SettingShape.Decimal(0, 1, SCORE), "findings below it are left out"),
        DetectorSetting.optional(
            "max_tokens",
            new SettingShape.Whole(8, 8_192, WINDOW),
            "tokens that the model sees at once"),
        DetectorSetting.optional(
            "overlap", new SettingShape.Whole(0, 4_096, OVERLAP), "tokens that two windows share"),
        DetectorSetting.optional(
            "batch_size",
            new SettingShape.Whole(1, 256, BATCH),
            "windows that it is given at once"),
        DetectorSetting.optional(
            "threads", new SettingShape.Whole(1, 64, 1L), "threads that one run of the model uses"),
        DetectorSetting.optional(
            "max_characters",
            new SettingShape.Whole(1, 10_000_000, CHARACTERS),
            "a longer text counts as a failure"));
  }

  @Override
  public BatchDetector open(DetectorSettings settings) throws UnusableDetectorException {
    Path modelFile = file(settings, "model");
    Path tokenizerFile = file(settings, "tokenizer");
    Labels labels = labels(settings);
    int window = whole(settings, "max_tokens", WINDOW);
    int overlap = whole(settings, "overlap", OVERLAP);
    if (overlap > window / 2) {
      throw new UnusableDetectorException("`overlap` is more than half of `max_tokens`");
    }
    String version = FileDigest.of(List.of(modelFile, tokenizerFile));
    Model model = Model.load(modelFile, whole(settings, "threads", 1));
    Tokenizer tokenizer;
    try {
      tokenizer = Tokenizer.read(tokenizerFile, window, overlap);
    } catch (UnusableDetectorException e) {
      model.close();
      throw e;
    }
    var bounds =
        new OnnxDetector.Bounds(
            whole(settings, "batch_size", BATCH),
            whole(settings, "max_characters", CHARACTERS),
            window * CHARACTERS_OF_TOKEN);
    var detector =
        new OnnxDetector(version, labels, tokenizer, model, task(settings, labels), bounds);
    try {
      detector.detect(
          List.of(new ScanText("a b c", Origin.UNKNOWN)),
          Deadline.after(FIRST_RUN),
          (text, start, end, category, label, score, evidence) -> {});
    } catch (DetectorFailedException e) {
      detector.close();
      throw new UnusableDetectorException(String.valueOf(e.getMessage()));
    }
    return detector;
  }

  private static Supplier<Task> task(DetectorSettings settings, Labels labels) {
    double minScore = settings.decimal("min_score").orElse(SCORE);
    boolean ofTokens = settings.text("task").orElseThrow().equals(TOKEN);
    return () -> ofTokens ? new TokenTask(labels, minScore) : new SequenceTask(labels, minScore);
  }

  private static Labels labels(DetectorSettings settings) throws UnusableDetectorException {
    List<String> names = settings.texts("labels");
    Map<String, String> categories = settings.words("categories");
    boolean ofTokens = settings.text("task").orElseThrow().equals(TOKEN);
    if (categories.isEmpty()) {
      throw new UnusableDetectorException("`categories` names no label");
    }
    for (String label : categories.keySet()) {
      boolean known =
          names.stream()
              .anyMatch(name -> ofTokens ? TokenTask.name(name).equals(label) : name.equals(label));
      if (!known) {
        throw new UnusableDetectorException(
            "`categories` has `%s`, which is none of the `labels`".formatted(label));
      }
    }
    return new Labels(
        names, categories, settings.text("activation").orElse(SOFTMAX).equals(SIGMOID));
  }

  private static int whole(DetectorSettings settings, String name, long byDefault) {
    return settings.whole(name).orElse(byDefault).intValue();
  }

  private static Path file(DetectorSettings settings, String name)
      throws UnusableDetectorException {
    Path file = settings.path(name).orElseThrow();
    if (!Files.isRegularFile(file)) {
      throw new UnusableDetectorException("`%s` is no file".formatted(name));
    }
    return file;
  }
}
