package dev.keeptrail.engine.plugin;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.plugin.BatchDetector;
import dev.keeptrail.detectors.plugin.Deadline;
import dev.keeptrail.detectors.plugin.DetectorFailedException;
import dev.keeptrail.detectors.plugin.DetectorProvider;
import dev.keeptrail.detectors.plugin.DetectorSetting;
import dev.keeptrail.detectors.plugin.DetectorSettings;
import dev.keeptrail.detectors.plugin.SettingShape;
import dev.keeptrail.detectors.plugin.UnusableDetectorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds the words of a list; fails on the word {@code broken}. Remembers what it was opened with.
 */
final class WordProvider implements DetectorProvider {
  private final List<DetectorSettings> opened = new ArrayList<>();
  private int closed;

  List<DetectorSettings> opened() {
    return opened;
  }

  int closed() {
    return closed;
  }

  @Override
  public String name() {
    return "words";
  }

  @Override
  public String doc() {
    return "finds words";
  }

  @Override
  public List<DetectorSetting> settings() {
    return List.of(
        DetectorSetting.required("words", new SettingShape.Texts(10), "what is found"),
        DetectorSetting.optional("category", new SettingShape.Text(100, "plugin.word"), "as what"),
        DetectorSetting.optional("score", new SettingShape.Decimal(0, 1, 0.9), "how sure"),
        DetectorSetting.optional("labels", new SettingShape.Words(10), "how words are called"),
        DetectorSetting.optional(
            "mode", new SettingShape.Choice(List.of("fast", "slow"), "fast"), "how"),
        DetectorSetting.optional("strict", new SettingShape.Flag(true), "how strict"),
        DetectorSetting.optional("depth", new SettingShape.Whole(0, 9, null), "how deep"),
        DetectorSetting.optional("base_url", new SettingShape.Address(), "where"),
        DetectorSetting.optional("key_ref", new SettingShape.Secret(), "a key"));
  }

  @Override
  public BatchDetector open(DetectorSettings settings) throws UnusableDetectorException {
    if (settings.texts("words").isEmpty()) {
      throw new UnusableDetectorException("`words` is empty");
    }
    if (settings.texts("words").contains("bug")) {
      throw new IllegalStateException("holds a secret");
    }
    opened.add(settings);
    return new Words(settings);
  }

  private final class Words implements BatchDetector {
    private final DetectorSettings settings;
    private final String category;

    Words(DetectorSettings settings) {
      this.settings = settings;
      this.category = settings.text("category").orElseThrow();
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public Set<String> categories() {
      return Set.of(category);
    }

    @Override
    public int maxMatchLength() {
      return 100;
    }

    @Override
    public void detect(List<ScanText> texts, Deadline deadline, Sink sink) {
      double score = settings.decimal("score").orElseThrow();
      for (int i = 0; i < texts.size(); i++) {
        String text = texts.get(i).text();
        if (text.contains("broken")) {
          throw new DetectorFailedException("saw something that it cannot read");
        }
        for (String word : settings.texts("words")) {
          int at = text.indexOf(word);
          if (at >= 0) {
            sink.add(i, at, at + word.length(), category, "WORD", score, Evidence.MODEL);
          }
        }
      }
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
