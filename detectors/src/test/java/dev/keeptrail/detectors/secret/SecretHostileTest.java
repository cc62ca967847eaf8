package dev.keeptrail.detectors.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.Scanner;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pieces that, repeated, would hurt a detector that reads the same characters again and again. */
final class SecretHostileTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Scanner SECRETS =
      Detectors.scanner(new ScanRequest(Set.of("secret"), List.of(), List.of()));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key=",
        "password ",
        "token:",
        "pass",
        "_key_",
        "secret='",
        "<password>",
        "s.",
        "\ns.",
        "-----BEGIN PRIVATE KEY-----A",
        "LS0tLS1CRUdJTi",
        "PuTTY-User-Key-File-",
        "curl ",
        "curl -u a:",
        "-u a:",
        "bearer ",
        "basic QQ",
        "authorization: ",
        "://a:b@",
        "://a,a,a",
        "eyJhbGciOiJIUzI1NiJ9.",
        "AKIA",
        " AKIA",
        "ghp_",
        "$2a$",
        "AccountKey=",
        ".atlasv1.",
        "sk-or-",
        "MTA",
        "Q~",
        "-us1",
        "000000000000",
        "password to ",
        "password:\n",
        "pw is ",
        "密码是",
        "token: a b ",
        "token[1] ",
        "token\n  ",
        "token,\"value\":",
        "username ",
        "snmp-server community ",
        "key 7 ",
        ":5432:",
        "a:*:",
        "<auth-user-pass>\na\n",
        "jdbc:oracle:a/"
      })
  void takesTimeInProportionToTheText(String piece) {
    String small = piece.repeat(5_000 / piece.length());
    String large = piece.repeat(100_000 / piece.length());
    SECRETS.scan(List.of(small));
    long allowed = 90 * Math.max(cpuTime(small), 2_000_000);
    assertThat(cpuTime(large)).isLessThan(allowed);
  }

  private static long cpuTime(String text) {
    long start = THREADS.getCurrentThreadCpuTime();
    SECRETS.scan(List.of(text));
    return THREADS.getCurrentThreadCpuTime() - start;
  }
}
