package dev.keeptrail.engine;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.PackSchema;
import java.util.List;

/** What packs are checked against here. Loads kinds and detectors, and no engine. */
public final class PackSchemas {
  private PackSchemas() {}

  /** The kinds on the class path, and the categories that the built-in detectors report. */
  public static PackSchema installed() {
    return new PackSchema(PolicyKinds.installed().schemas(), List.copyOf(Detectors.categories()));
  }
}
