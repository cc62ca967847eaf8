package dev.keeptrail.detectors.exfiltration;

import dev.keeptrail.detectors.ConversationDetector;
import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;

/** What this family registers. */
public final class ExfiltrationDetectors {
  static final String IMAGE = "exfiltration.markdown_image";
  static final String LINK = "exfiltration.link";

  private ExfiltrationDetectors() {}

  public static List<Detector> all() {
    return List.of(CarryingUrlDetector.detector());
  }

  public static List<ConversationDetector> conversational() {
    return List.of(new RepeatedInUrl());
  }

  /** Texts that a client renders, or that a model may be led by; never what a person asked. */
  static boolean isJudged(ScannedText text) {
    Source source = text.origin().source();
    return source == Source.ASSISTANT || source == Source.TOOL_RESULT || source == Source.DOCUMENT;
  }

  static String category(UrlPlace.Role role) {
    return role == UrlPlace.Role.FETCHED ? IMAGE : LINK;
  }

  static String label(UrlPlace.Role role) {
    return role == UrlPlace.Role.FETCHED ? "IMAGE_URL" : "URL";
  }
}
