package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
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
  void probesNeedNoCertificateWhereItIsOptional() throws Exception {
    assertThat(answer("--tls-client-optional")).startsWith("HTTP/1.1 200");
    assertThat(answer()).isEmpty();
  }

  /** What a client without a certificate gets; empty where there is no connection for it. */
  private String answer(String... more) throws Exception {
    List<String> options = new ArrayList<>(List.of("gateway", "run", "--policy-config", PACK));
    options.addAll(List.of("--simulate", "--listen", "127.0.0.1:0"));
    options.addAll(List.of("--tls-cert", certificate.toString(), "--tls-key", key.toString()));
    options.addAll(List.of("--tls-client-ca", certificate.toString()));
    options.addAll(List.of(more));
    CommandRun run = CommandRun.of(folder);
    var code = CompletableFuture.supplyAsync(() -> run.run(options.toArray(new String[0])));
    try {
      Matcher listens = ADDRESS.matcher(run.out());
      while (!listens.find()) {
        assertThat(code).as(run.err()).isNotDone();
        Thread.sleep(50);
        listens = ADDRESS.matcher(run.out());
      }
      int port = URI.create(listens.group(1)).getPort();
      return probe(port);
    } finally {
      run.interrupt();
      assertThat(code.get(60, TimeUnit.SECONDS)).isZero();
    }
  }

  private String probe(int port) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream stream = Files.newInputStream(certificate)) {
      trusted.setCertificateEntry(
          "gateway", CertificateFactory.getInstance("X.509").generateCertificate(stream));
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (Socket socket =
        context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write(
              "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException refused) {
      return "";
    }
  }

  @Test
  void optionsThatDoNotFitAreRefused() {
    assertThat(refused("--tls-cert", certificate.toString()))
        .contains("`--tls-cert` and `--tls-key` go together");
    assertThat(refused("--admin-tls-client-ca", certificate.toString()))
        .contains("`--admin-tls-client-ca` needs `--admin-tls-cert` and `--admin-tls-key`");
    assertThat(refused("--tls-client-optional")).contains("goes with `--tls-client-ca` only");
    assertThat(refused("--max-escalations=5", "--max-escalations-per-caller=6"))
        .contains("is 6, and all callers together have 5");
    assertThat(refused("--max-escalations=0")).contains("from 1 to 100000");
    assertThat(refused("--auth", "certificate")).contains("needs `--tls-client-ca`");
    assertThat(refused("--auth", "keys,none")).contains("go with nothing else");
    assertThat(refused("--auth", "jwt")).contains("`--jwt-issuer`, and `--jwt-audience`");
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
