package dev.keeptrail.spark;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.plugin.BatchDetector;
import dev.keeptrail.detectors.plugin.Deadline;
import dev.keeptrail.detectors.plugin.DetectorProvider;
import dev.keeptrail.detectors.plugin.DetectorSetting;
import dev.keeptrail.detectors.plugin.DetectorSettings;
import dev.keeptrail.detectors.plugin.SettingShape;
import java.util.List;
import java.util.Set;

/** Finds one word. */
public final class WordProvider implements DetectorProvider {
  @Override
  public String name() {
    return "word";
  }

  @Override
  public String doc() {
    return "finds a word";
  }

  @Override
  public List<DetectorSetting> settings() {
    return List.of(
        DetectorSetting.required("word", new SettingShape.Text(100, null), "what is found"));
  }

  @Override
  public BatchDetector open(DetectorSettings settings) {
    String word = settings.text("word").orElseThrow();
    return new BatchDetector() {
      @Override
      public String version() {
        return "1";
      }

      @Override
      public Set<String> categories() {
        return Set.of("plugin.word");
      }

      @Override
      public int maxMatchLength() {
        return 100;
      }

      @Override
      public void detect(List<ScanText> texts, Deadline deadline, Sink sink) {
        for (int i = 0; i < texts.size(); i++) {
          int at = texts.get(i).text().indexOf(word);
          if (at >= 0) {
            sink.add(i, at, at + word.length(), "plugin.word", "WORD", 0.9, Evidence.MODEL);
          }
        }
      }

      @Override
      public void close() {}
    };
  }
}
