package dev.keeptrail.gateway;

import static dev.keeptrail.gateway.OverTls.ask;
import static dev.keeptrail.gateway.OverTls.client;
import static dev.keeptrail.gateway.OverTls.house;
import static dev.keeptrail.gateway.OverTls.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.keeptrail.gateway.tls.TlsSettings;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/**
 * The files of a listener's certificate and key: which are taken, and what comes in their place.
 */
@Timeout(180)
final class TlsFilesIT {
  @TempDir Path folder;
  private TestCertificates authority;
  private Path certificate;
  private Path key;

  @BeforeEach
  void files() throws Exception {
    authority = new TestCertificates("Test Authority");
    certificate = folder.resolve("tls.crt");
    key = folder.resolve("tls.key");
    authority.server("EC").write(certificate, key);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
  }

  @ParameterizedTest
  @CsvSource({"rw-r-----, 0", "rw-r--r--, 1"})
  void aKeyThatAllUsersCanReadIsAWarning(String rights, int warnings) throws Exception {
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(rights));
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    Logger log = (Logger) LoggerFactory.getLogger("dev.keeptrail.gateway.tls.TlsFiles");
    log.addAppender(lines);
    try (var house = house(TlsSettings.of(certificate, key))) {
      assertThat(problems(house)).isEqualTo("[]");
    } finally {
      log.detachAppender(lines);
    }
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .isEqualTo(
            Collections.nCopies(
                warnings, "the private key `" + key + "` can be read by all users; `chmod o=` it"));
  }

  @Test
  void newFilesAreUsedAndBadOnesAreNot() throws Exception {
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    Logger log = (Logger) LoggerFactory.getLogger("dev.keeptrail.gateway.tls.TlsFiles");
    log.addAppender(lines);
    try (var house = house(TlsSettings.of(certificate, key))) {
      Files.writeString(key, "no key\n");
      until(() -> problems(house).contains("is no private key in PEM"));
      assertThat(ask(house, authority.client(null), HttpClient.Version.HTTP_1_1, "hi").statusCode())
          .isEqualTo(200);

      var next = authority.server("RSA");
      next.write(certificate, key);
      until(() -> shown(house).equals(next.certificate()));
      // A moment after the first connection with it, nothing is wrong any more.
      until(() -> problems(house).equals("[]"));
    } finally {
      log.detachAppender(lines);
    }
    // Whoever reads what is wrong at the usual level reads there that it is over.
    assertThat(lines.list)
        .filteredOn(line -> line.getLevel() == Level.WARN)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("the certificate in `" + certificate + "` is used from now on");
  }

  @Test
  void keysOfOlderFormsAreRead() throws Exception {
    var rsa = authority.server("RSA");
    rsa.write(certificate, key);
    // PKCS #1 is what stands in PKCS #8 behind the name of the algorithm; 26 bytes for 2048 bits.
    byte[] whole = rsa.key().getEncoded();
    byte[] bare = Arrays.copyOfRange(whole, 26, whole.length);
    Files.writeString(key, TestCertificates.pem("RSA PRIVATE KEY", bare));
    try (var house = house(TlsSettings.of(certificate, key))) {
      assertThat(shown(house)).isEqualTo(rsa.certificate());
    }
  }

  @Test
  void keysForPssAloneAreRead() throws Exception {
    var pss = authority.server("RSASSA-PSS");
    pss.write(certificate, key);
    try (var house = house(TlsSettings.of(certificate, key))) {
      assertThat(shown(house)).isEqualTo(pss.certificate());
    }
  }

  @Test
  void filesThatCannotBeUsedAreNamed() throws Exception {
    Path other = folder.resolve("other.key");
    Files.writeString(other, authority.server("EC").keyPem());
    assertThatThrownBy(() -> house(TlsSettings.of(certificate, other)))
        .isInstanceOf(GatewayStartException.class)
        .hasMessage(
            "`"
                + other
                + "` is not the key of the first certificate, which has to be the listener's own");
    assertThatThrownBy(() -> house(TlsSettings.of(key, key)))
        .hasMessage("`" + key + "` holds no certificate in PEM");
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> house(TlsSettings.of(none, key)))
        .hasMessage("`" + none + "` is not there");
  }

  @Test
  void certificatesInTheWrongOrderAreNamed() throws Exception {
    var own = authority.server("EC");
    var stranger = new TestCertificates("somebody else").server("EC");
    Files.writeString(key, own.keyPem());
    Files.writeString(certificate, own.certificatePem() + authority.authorityPem());
    try (var house = house(TlsSettings.of(certificate, key))) {
      assertThat(shown(house)).isEqualTo(own.certificate());
    }
    Files.writeString(certificate, authority.authorityPem() + own.certificatePem());
    assertThatThrownBy(() -> house(TlsSettings.of(certificate, key)))
        .isInstanceOf(GatewayStartException.class)
        .hasMessageContaining("certificate 2 has not issued certificate 1")
        .hasMessageContaining("the listener's own comes first");
    Files.writeString(certificate, own.certificatePem() + stranger.certificatePem());
    assertThatThrownBy(() -> house(TlsSettings.of(certificate, key)))
        .hasMessageContaining("certificate 2 has not issued certificate 1");
  }

  @Test
  void aCertificateThatIsNotValidYetIsTold() throws Exception {
    Instant early = Instant.now().minus(Duration.ofDays(2));
    var settings =
        House.settings()
            .withClock(Clock.fixed(early, ZoneOffset.UTC))
            .withTls(TlsSettings.of(certificate, key));
    try (var house = new House(settings, new FakeProgram(List.of(House.simulatedTarget())))) {
      assertThat(problems(house)).contains("the listener's certificate is not valid before");
    }
  }

  /** As Kubernetes and certbot renew them: a link is put in the place of another. */
  @Test
  void swappedLinksLoseNoRequest() throws Exception {
    Path mount = Files.createDirectory(folder.resolve("mount"));
    Path link = mount.resolve("..data");
    Files.createSymbolicLink(link, version(mount, 0, authority.server("EC")));
    var files = TlsSettings.of(link.resolve("tls.crt"), link.resolve("tls.key"));
    var failures = new ConcurrentLinkedQueue<String>();
    var stopped = new AtomicBoolean();
    try (var house = house(files)) {
      Thread caller = Thread.ofVirtual().start(() -> askUntil(stopped, house, failures));
      for (int version = 1; version <= 3; version++) {
        var next = authority.server(version % 2 == 0 ? "EC" : "RSA");
        Path fresh = mount.resolve("..data_tmp");
        Files.createSymbolicLink(fresh, version(mount, version, next));
        Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
        until(() -> shown(house).equals(next.certificate()));
      }
      stopped.set(true);
      caller.join();
      assertThat(failures).isEmpty();
      assertThat(house.store.events).isNotEmpty();
      assertThat(problems(house)).isEqualTo("[]");
    }
  }

  private static Path version(Path mount, int number, TestCertificates.Identity identity)
      throws Exception {
    Path made = Files.createDirectory(mount.resolve("..2026_" + number));
    identity.write(made.resolve("tls.crt"), made.resolve("tls.key"));
    return made.getFileName();
  }

  /** Each request over a connection of its own, so that each sees what is in use. */
  private void askUntil(AtomicBoolean stopped, House house, Queue<String> failures) {
    while (!stopped.get()) {
      try {
        int status =
            ask(house, authority.client(null), HttpClient.Version.HTTP_2, "hi").statusCode();
        if (status != 200) {
          failures.add("status " + status);
        }
      } catch (Exception failed) {
        failures.add(failed.toString());
      }
    }
  }

  private String problems(House house) throws Exception {
    try (HttpClient client = client(authority.client(null), HttpClient.Version.HTTP_1_1)) {
      String body = client.send(request(house, "/readyz").build(), BodyHandlers.ofString()).body();
      return House.json(body).path("problems").toString();
    }
  }

  private X509Certificate shown(House house) throws Exception {
    try (HttpClient client = client(authority.client(null), HttpClient.Version.HTTP_1_1)) {
      var answer = client.send(request(house, "/healthz").build(), BodyHandlers.discarding());
      return (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
    }
  }

  /** Something that becomes true in a while. */
  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void until(Condition condition) throws Exception {
    while (!condition.holds()) {
      Thread.sleep(100);
    }
  }
}
