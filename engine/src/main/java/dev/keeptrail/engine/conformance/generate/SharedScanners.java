package dev.keeptrail.engine.conformance.generate;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.plugin.PlugIn;
import dev.keeptrail.engine.chain.ScannerFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes each scanner once for all engines that are compared on one plan: making it takes longer
 * than judging a case. For one thread.
 */
public final class SharedScanners implements ScannerFactory {
  private static final int KEPT = 4;

  private final Map<ScanRequest, Scanner> made = new LinkedHashMap<>();

  @Override
  public Scanner scanner(ScanRequest request, List<PlugIn> plugIns) {
    if (!plugIns.isEmpty()) {
      return Detectors.pluggedScanner(request, plugIns);
    }
    if (made.size() > KEPT) {
      made.clear();
    }
    return made.computeIfAbsent(request, asked -> Detectors.pluggedScanner(asked, plugIns));
  }
}
