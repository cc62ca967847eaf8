package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Listeners with TLS from the command line, and operators who find them. */
@Timeout(180)
final class GatewayTlsIT {
  private static final String PACK = "../packs/audit-trail-example/policy-config.yaml";
  private static final Pattern ADDRESS = Pattern.compile("listen +(https://\\S+)");

  @TempDir Path folder;
  private Path certificate;
  private Path key;

  /** The JDK's own tool makes the certificate. */
  @BeforeEach
  void files() throws Exception {
    Path store = folder.resolve("own.p12");
    var tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost")
            .redirectErrorStream(true)
            .start();
    assertThat(tool.waitFor()).isZero();
    KeyStore own = KeyStore.getInstance("PKCS12");
    try (InputStream stream = Files.newInputStream(store)) {
      own.load(stream, "changeit".toCharArray());
    }
    certificate = folder.resolve("tls.crt");
    key = folder.resolve("tls.key");
    Files.writeString(certificate, pem("CERTIFICATE", own.getCertificate("own").getEncoded()));
    Files.writeString(
        key, pem("PRIVATE KEY", own.getKey("own", "changeit".toCharArray()).getEncoded()));
  }

  private static String pem(String label, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, text, label);
  }

  @Test
  void operatorsTrustTheCertificateInTheFile() throws Exception {
    CommandRun run = CommandRun.of(folder);
    String crt = certificate.toString();
    List<String> options =
        List.of(
            "gateway",
            "run",
            "--policy-config",
            PACK,
            "--simulate",
            "--listen",
            "127.0.0.1:0",
            "--tls-cert",
            crt,
            "--tls-key",
            key.toString(),
            "--admin-tls-cert",
            crt,
            "--admin-tls-key",
            key.toString(),
            "--admin-tls-client-ca",
            crt);
    var code = CompletableFuture.supplyAsync(() -> run.run(options.toArray(new String[0])));
    try {
      while (!ADDRESS.matcher(run.out()).find()) {
        assertThat(code).as(run.err()).isNotDone();
        Thread.sleep(50);
      }

      CommandRun status = CommandRun.of(folder);
      assertThat(
              status.run("gateway", "status", "--client-cert", crt, "--client-key", key.toString()))
          .as(status.err())
          .isZero();
      assertThat(status.out()).contains("audit-trail-example@1.0.0");
      CommandRun stranger = CommandRun.of(folder);
      assertThat(stranger.run("gateway", "status")).isEqualTo(1);
      assertThat(stranger.err()).contains("does not answer its operator");
    } finally {
      run.interrupt();
    }
    assertThat(code.get(60, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void optionsThatDoNotFitAreRefused() {
    assertThat(refused("--tls-cert", certificate.toString()))
        .contains("`--tls-cert` and `--tls-key` go together");
    assertThat(refused("--auth", "certificate")).contains("needs `--tls-client-ca`");
    assertThat(refused("--auth", "keys,none")).contains("go with nothing else");
    assertThat(refused("--auth", "jwt")).contains("`--jwt-issuer` and `--jwt-audience`");
    assertThat(refused("--jwt-issuer", "https://i.example")).contains("`--auth jwt` only");
    assertThat(jwt("--jwt-claim", "team=t", "--jwt-claim", "rank=r")).contains("`rank`");
    assertThat(jwt("--jwt-scope", "admin=x")).contains("`admin`");
    assertThat(jwt("--jwt-algorithm", "HS256")).contains("RS256");
  }

  private String jwt(String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(
        List.of("--auth", "jwt", "--jwt-issuer", "https://i.example", "--jwt-audience", "a"));
    return refused(all.toArray(new String[0]));
  }

  private String refused(String... options) {
    List<String> all = new ArrayList<>(List.of("gateway", "run", "--simulate"));
    all.addAll(List.of("--policy-config", PACK));
    all.addAll(List.of(options));
    CommandRun run = CommandRun.of(folder);
    assertThat(run.run(all.toArray(new String[0]))).isEqualTo(1);
    return run.err();
  }
}
