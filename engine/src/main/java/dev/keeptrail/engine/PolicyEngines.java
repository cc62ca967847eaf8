package dev.keeptrail.engine;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.engine.chain.ScannerFactory;
import dev.keeptrail.engine.drools.DroolsEngine;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.engine.reference.ReferenceEngine;
import java.util.List;

/** The engines of this installation, by the word that {@code --engine} takes. */
public final class PolicyEngines {
  public static final String DEFAULT = DroolsEngine.NAME;

  private PolicyEngines() {}

  /** The default first. */
  public static List<String> names() {
    return List.of(DroolsEngine.NAME, ReferenceEngine.NAME);
  }

  /**
   * An engine with the installed kinds and detectors.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public static PolicyEngine named(String name) {
    return named(name, PolicyKinds.installed(), Detectors::pluggedScanner);
  }

  /** The engine whose steps can be watched, with the installed kinds and detectors. */
  public static ReferenceEngine observed() {
    return observed(Detectors::pluggedScanner);
  }

  /** The engine whose steps can be watched, with scanners of the caller's choice. */
  public static ReferenceEngine observed(ScannerFactory scanners) {
    return new ReferenceEngine(PolicyKinds.installed(), scanners);
  }

  /**
   * An engine with kinds and scanners of the caller's choice.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public static PolicyEngine named(String name, PolicyKinds kinds, ScannerFactory scanners) {
    return switch (name) {
      case DroolsEngine.NAME -> new DroolsEngine(kinds, scanners);
      case ReferenceEngine.NAME -> new ReferenceEngine(kinds, scanners);
      default ->
          throw new IllegalArgumentException(
              "no engine `" + name + "`; there are " + String.join(", ", names()));
    };
  }
}
