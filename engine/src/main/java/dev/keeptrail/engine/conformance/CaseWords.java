package dev.keeptrail.engine.conformance;

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

/**
 * Stands for a service in a case: reports each word of a list as a category, with a score. What a
 * service would find depends on its day; what a case expects must not.
 */
final class CaseWords implements DetectorProvider {
  @Override
  public String name() {
    return "words";
  }

  @Override
  public String doc() {
    return "reports the words of a list";
  }

  @Override
  public List<DetectorSetting> settings() {
    return List.of(
        DetectorSetting.required("words", new SettingShape.Texts(10), "what is found"),
        DetectorSetting.required("category", new SettingShape.Text(100, null), "as what"),
        DetectorSetting.optional("score", new SettingShape.Decimal(0, 1, 0.9), "how sure"));
  }

  @Override
  public BatchDetector open(DetectorSettings settings) {
    return new Words(
        settings.texts("words"),
        settings.text("category").orElseThrow(),
        settings.decimal("score").orElseThrow());
  }

  private record Words(List<String> words, String category, double score) implements BatchDetector {
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
      for (int at = 0; at < texts.size(); at++) {
        String text = texts.get(at).text();
        for (String word : words) {
          int from = text.indexOf(word);
          if (from >= 0) {
            sink.add(at, from, from + word.length(), category, "WORD", score, Evidence.MODEL);
          }
        }
      }
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
