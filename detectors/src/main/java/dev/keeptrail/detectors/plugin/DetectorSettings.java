package dev.keeptrail.detectors.plugin;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one entry of a detectors file says, checked against its provider's settings. Asking for a
 * setting as something that it was not declared as is an {@link IllegalArgumentException}.
 */
public final class DetectorSettings {
  private final String detector;
  private final Path folder;
  private final Map<String, Object> values;
  private final WayOut wayOut;

  /**
   * Settings of a detector that asks services directly, if any.
   *
   * @param detector the entry's name
   * @param folder what relative paths start from: where the detectors file is
   * @param values a String, Boolean, Long, Double, List or Map of strings, or URI for each setting
   *     that has a value
   */
  public DetectorSettings(String detector, Path folder, Map<String, Object> values) {
    this(detector, folder, values, WayOut.DIRECT);
  }

  /**
   * The same, with a proxy in the way of services.
   *
   * @param wayOut how services are reached that the settings name
   */
  public DetectorSettings(String detector, Path folder, Map<String, Object> values, WayOut wayOut) {
    this.detector = detector;
    this.folder = folder;
    this.values = new LinkedHashMap<>(values);
    this.wayOut = wayOut;
  }

  /** The name that findings, faults and reports call the detector by. */
  public String detector() {
    return detector;
  }

  /** How a service is reached that the settings name. */
  public WayOut wayOut() {
    return wayOut;
  }

  public Optional<String> text(String setting) {
    return value(setting, String.class);
  }

  public Optional<Boolean> flag(String setting) {
    return value(setting, Boolean.class);
  }

  public Optional<Long> whole(String setting) {
    return value(setting, Long.class);
  }

  public Optional<Double> decimal(String setting) {
    return value(setting, Double.class);
  }

  public Optional<URI> address(String setting) {
    return value(setting, URI.class);
  }

  /** What the reference refers to: one line of visible ASCII. Not to be shown or logged. */
  public Optional<String> secret(String setting) {
    return value(setting, String.class);
  }

  /** A path, which the file may have given relative to its own folder. */
  public Optional<Path> path(String setting) {
    return text(setting).map(folder::resolve);
  }

  public List<String> texts(String setting) {
    List<?> texts = value(setting, List.class).orElse(List.of());
    return texts.stream().map(String::valueOf).toList();
  }

  /** In the order in which the file has them. */
  public Map<String, String> words(String setting) {
    Map<?, ?> entries = value(setting, Map.class).orElse(Map.of());
    var words = new LinkedHashMap<String, String>();
    entries.forEach((word, meaning) -> words.put(String.valueOf(word), String.valueOf(meaning)));
    return words;
  }

  private <T> Optional<T> value(String setting, Class<T> type) {
    Object value = values.get(setting);
    if (value != null && !type.isInstance(value)) {
      throw new IllegalArgumentException("setting `" + setting + "` is of another type");
    }
    return Optional.ofNullable(type.cast(value));
  }

  /** Shows no values: some are secrets. */
  @Override
  public String toString() {
    return "DetectorSettings[" + detector + ", " + values.keySet() + "]";
  }
}
