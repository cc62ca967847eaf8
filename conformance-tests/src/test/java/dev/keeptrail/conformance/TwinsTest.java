package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Classes that stand in two modules which have no module below them in common. Who mends one has to
 * mend the other.
 */
final class TwinsTest {
  @ParameterizedTest
  @CsvSource({
    "EndlessFolding, detectors/src/main/java/dev/keeptrail/detectors/custom,"
        + " language/src/main/java/dev/keeptrail/language/check",
    "ProxiedConnections, detectors/presidio/src/main/java/dev/keeptrail/detectors/service,"
        + " ledger/webhooks/src/main/java/dev/keeptrail/webhooks",
    "OpenWay, detectors/presidio/src/test/java/dev/keeptrail/detectors/service,"
        + " ledger/webhooks/src/test/java/dev/keeptrail/webhooks",
    "HostileServer, runtime-gateway/src/test/java/dev/keeptrail/gateway,"
        + " ledger/webhooks/src/test/java/dev/keeptrail/webhooks",
  })
  void sayTheSame(String name, String one, String other) throws IOException {
    assertThat(code(one, name)).contains("class " + name).isEqualTo(code(other, name));
  }

  /** Without what a class of another package has to have otherwise. */
  private static String code(String folder, String name) throws IOException {
    return Repository.read(Repository.root().resolve(folder).resolve(name + ".java"))
        .lines()
        .filter(line -> !line.startsWith("package ") && !line.startsWith("import "))
        .map(line -> line.replace("public ", ""))
        .collect(Collectors.joining("\n"));
  }
}
