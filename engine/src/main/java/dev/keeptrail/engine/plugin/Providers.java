package dev.keeptrail.engine.plugin;

import dev.keeptrail.detectors.plugin.DetectorProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The providers of detectors on the class path. */
public final class Providers {
  private Providers() {}

  /**
   * Every provider, ordered by name.
   *
   * @throws PlugInException when one cannot be loaded, or two share a name
   */
  public static List<DetectorProvider> installed() throws PlugInException {
    List<DetectorProvider> found = new ArrayList<>();
    try {
      ServiceLoader.load(DetectorProvider.class, Providers.class.getClassLoader())
          .forEach(found::add);
    } catch (ServiceConfigurationError e) {
      throw new PlugInException("a provider of detectors cannot be loaded: " + e.getMessage());
    }
    found.sort(Comparator.comparing(DetectorProvider::name));
    for (int i = 1; i < found.size(); i++) {
      if (found.get(i).name().equals(found.get(i - 1).name())) {
        throw new PlugInException(
            "two providers of detectors are named `%s`".formatted(found.get(i).name()));
      }
    }
    return List.copyOf(found);
  }
}
