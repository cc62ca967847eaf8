package dev.keeptrail.engine;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.plugin.PlugIn;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.PackSchema;
import java.util.List;
import java.util.TreeSet;

/** What packs are checked against here. Loads kinds and detectors, and no engine. */
public final class PackSchemas {
  private PackSchemas() {}

  /** The kinds on the class path, and the categories that the built-in detectors report. */
  public static PackSchema installed() {
    return with(List.of());
  }

  /** The same with what plug-ins report. */
  public static PackSchema with(List<PlugIn> plugIns) {
    var categories = new TreeSet<>(Detectors.categories());
    plugIns.forEach(plugIn -> categories.addAll(plugIn.categories()));
    return new PackSchema(PolicyKinds.installed().schemas(), List.copyOf(categories));
  }
}
