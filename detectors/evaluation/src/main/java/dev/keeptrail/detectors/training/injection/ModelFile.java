package dev.keeptrail.detectors.training.injection;

import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.injection.InjectionFeatures;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes the model in the form that the detector reads. */
final class ModelFile {
  private ModelFile() {}

  static byte[] bytes(Grams grams, Head head, Map<Source, Thresholds> thresholds) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(InjectionFeatures.MODEL_MAGIC);
      out.writeInt(InjectionFeatures.rules());
      out.writeFloat(grams.unit());
      out.writeFloat(grams.bias());
      for (float value : head.values()) {
        out.writeFloat(value);
      }
      for (Source source : Source.values()) {
        Thresholds pair = thresholds.getOrDefault(source, new Thresholds(0, 1));
        out.writeFloat(pair.hundredth());
        out.writeFloat(pair.thousandth());
      }
      out.write(grams.weights());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
