package dev.keeptrail.language.plan;

import dev.keeptrail.language.json.JsonWriter;

/** The JSON form of what a pack says about captures; see {@link PlanJson}. */
final class CaptureJson {
  private CaptureJson() {}

  static void write(CapturePlan capture, JsonWriter json) {
    json.beginObject();
    json.name("mode").value(capture.mode().word());
    SecretRef key = capture.key();
    if (key != null) {
      json.name("key");
      PlanJson.writeSecret(key, json);
    }
    json.name("max_kilobytes").value(capture.maxKilobytes());
    json.endObject();
  }

  static CapturePlan read(JsonTree tree, String path) throws PlanFormatException {
    Members capture = Members.of(tree, path);
    CapturePlan plan =
        new CapturePlan(
            mode(capture.text("mode"), path),
            capture.optional("key", PlanReader::secret).orElse(null),
            capture.whole("max_kilobytes", 1, CapturePlan.MAX_KILOBYTES));
    capture.end();
    return plan;
  }

  private static CaptureMode mode(String word, String path) throws PlanFormatException {
    for (CaptureMode mode : CaptureMode.values()) {
      if (mode.word().equals(word)) {
        return mode;
      }
    }
    throw new PlanFormatException("`" + path + ".mode` is none of none, redacted, full");
  }
}
