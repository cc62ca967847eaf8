package dev.keeptrail.engine.chain;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.plugin.PlugIn;
import java.util.List;

/** Makes the scanner of a chain; called once for each phase when a plan is loaded. */
@FunctionalInterface
public interface ScannerFactory {
  /**
   * A scanner for everything that the request asks.
   *
   * @param plugIns detectors from outside that may be asked too
   * @throws IllegalArgumentException when the request asks for what no detector reports
   */
  Scanner scanner(ScanRequest request, List<PlugIn> plugIns);
}
