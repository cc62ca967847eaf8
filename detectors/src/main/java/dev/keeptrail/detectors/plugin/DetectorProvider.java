package dev.keeptrail.detectors.plugin;

import java.util.List;

/**
 * Makes detectors of one sort. Named in {@code
 * META-INF/services/dev.keeptrail.detectors.plugin.DetectorProvider} of a jar on the class path,
 * and found by {@link java.util.ServiceLoader}.
 *
 * <p>Promises: the constructor without parameters is called once for each loading of a detectors
 * file and must do nothing that takes time. {@link #name}, {@link #doc} and {@link #settings}
 * answer the same at every call. {@link #open} is called once for each entry of the file that names
 * this provider, on the thread that starts up, before any text is judged; what it returns is closed
 * once, after the last scan has ended or was given up. A provider is not asked again after that.
 */
public interface DetectorProvider {
  /**
   * The word that {@code provider} takes in a detectors file: lower-case letters, digits, hyphens.
   */
  String name();

  /** One sentence on what its detectors are. */
  String doc();

  /**
   * What an entry may say beside name, time limit and the like. The names in {@link
   * DetectorSetting#RESERVED} are taken.
   */
  List<DetectorSetting> settings();

  /**
   * A detector, ready to find.
   *
   * @param settings checked against {@link #settings()}, with defaults filled in and secrets
   *     fetched
   * @throws UnusableDetectorException when the settings do not work, such as a file that is not
   *     there
   */
  BatchDetector open(DetectorSettings settings) throws UnusableDetectorException;
}
