package dev.keeptrail.detectors.language;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reports the language of a text over the whole of it, as {@code language.} and its code. */
public final class LanguageDetectors {
  private LanguageDetectors() {}

  public static List<Detector> all() {
    return List.of(
        new RuleDetector(
            "language",
            1,
            Languages.all().stream().map(code -> "language." + code).collect(Collectors.toSet()),
            LanguageIdentifier.SAMPLE,
            Trigger.onEveryText(),
            (text, hits, sink) -> detect(text, sink)));
  }

  private static void detect(ScannedText text, FindingSink sink) {
    LanguageIdentifier.bundled()
        .identify(text)
        .ifPresent(found ->
            sink.add(
                0,
                text.length(),
                "language." + found.code(),
                "LANGUAGE_" + found.code().toUpperCase(Locale.ROOT),
                Math.max(0.5, found.confidence()),
                Evidence.MODEL));
  }
}
