package dev.keeptrail.detectors.moderation;

import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.plugin.DetectorFailedException;
import java.util.List;

/** How a service is asked about texts, and what its answers say. Stateless. */
interface Wire {
  /** How many texts one request may hold. */
  int most();

  byte[] question(List<ScanText> texts);

  /**
   * What the service thinks of the texts that it was asked about.
   *
   * @param asked how many those were
   * @throws DetectorFailedException when the answer is none
   */
  List<Opinion> answer(byte[] body, int asked);

  /**
   * One opinion on one text.
   *
   * @param text its place among those asked about
   * @param subject in the service's own words, such as {@code self-harm/intent}
   * @param score how sure the service is, 0 to 1
   */
  record Opinion(int text, String subject, double score) {}
}
