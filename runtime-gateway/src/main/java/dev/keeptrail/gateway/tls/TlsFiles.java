package dev.keeptrail.gateway.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a listener while it runs. Looked at once a second, because mounted secrets are
 * replaced by a link that points elsewhere, which watchers of folders miss. Files that cannot be
 * used leave what was read before in use, and that is said. Thread-safe.
 */
public final class TlsFiles implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);
  private static final String USED = "the certificate in `{}` is used from now on";
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final TlsSettings settings;
  private final Clock clock;
  private volatile TlsMaterial material;
  private volatile @Nullable String problem;
  private List<Seen> seen;
  private @Nullable Thread watching;

  /** What tells one state of a file from another. */
  private record Seen(long modified, long size, @Nullable Object file) {
    static final Seen NOTHING = new Seen(0, -1, null);
  }

  /** Takes what was read anew. */
  @FunctionalInterface
  public interface Taker {
    /**
     * Uses it from now on.
     *
     * @throws Exception when it is not fit for the listener
     */
    void take(TlsMaterial material) throws Exception;
  }

  private TlsFiles(TlsSettings settings, Clock clock, List<Seen> seen, TlsMaterial material) {
    this.settings = settings;
    this.clock = clock;
    this.seen = seen;
    this.material = material;
  }

  /**
   * Reads the files for the first time.
   *
   * @throws TlsFileException when one of them cannot be used
   */
  public static TlsFiles open(TlsSettings settings, Clock clock) throws TlsFileException {
    List<Seen> seen = look(settings);
    TlsMaterial material = TlsMaterial.read(settings);
    if (isReadByAll(settings.key())) {
      LOG.warn("the private key `{}` can be read by all users; `chmod o=` it", settings.key());
    }
    return new TlsFiles(settings, clock, seen, material);
  }

  private static boolean isReadByAll(Path key) {
    try {
      return Files.getPosixFilePermissions(key).contains(PosixFilePermission.OTHERS_READ);
    } catch (UnsupportedOperationException | IOException unknown) {
      // A file system that knows no such rights; the key itself has been read.
      return false;
    }
  }

  public TlsSettings settings() {
    return settings;
  }

  public TlsMaterial material() {
    return material;
  }

  /**
   * What an operator should know: files that are not read any more, a certificate that is not valid
   * now.
   */
  public Optional<String> problem() {
    if (problem != null) {
      return Optional.of(problem);
    }
    Instant now = clock.instant();
    Instant first = material.own().getNotBefore().toInstant();
    if (now.isBefore(first)) {
      return Optional.of("the listener's certificate is not valid before " + first);
    }
    return now.isAfter(material.own().getNotAfter().toInstant())
        ? Optional.of("the listener's certificate has expired")
        : Optional.empty();
  }

  /** Begins to look at the files, until closed. */
  public void watch(Taker taker) {
    watching = Thread.ofVirtual().name("keeptrail-tls-files").start(() -> watchUntilStopped(taker));
  }

  private void watchUntilStopped(Taker taker) {
    try {
      while (true) {
        Thread.sleep(EVERY);
        List<Seen> current = look(settings);
        if (!current.equals(seen)) {
          reload(taker);
          seen = current;
        }
      }
    } catch (InterruptedException _) {
      // The listener is closed.
    }
  }

  private void reload(Taker taker) throws InterruptedException {
    try {
      TlsMaterial next = TlsMaterial.read(settings);
      taker.take(next);
      material = next;
      if (problem == null) {
        LOG.info(USED, settings.certificates());
      } else {
        // Whoever was told of the problem learns that it is over.
        problem = null;
        LOG.warn(USED, settings.certificates());
      }
    } catch (InterruptedException stopped) {
      throw stopped;
    } catch (TlsFileException unusable) {
      fail(unusable.problem());
    } catch (Exception unfit) {
      fail("`" + settings.certificates() + "` is not fit for the listener");
    }
  }

  private void fail(String why) {
    problem = "the listener's certificate is not read any more: " + why;
    LOG.error("the certificate in use stays: {}", why);
  }

  private static List<Seen> look(TlsSettings settings) {
    List<Seen> seen = new ArrayList<>();
    seen.add(look(settings.certificates()));
    seen.add(look(settings.key()));
    Path authorities = settings.clientAuthorities();
    if (authorities != null) {
      seen.add(look(authorities));
    }
    return seen;
  }

  private static Seen look(Path path) {
    try {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return new Seen(
          attributes.lastModifiedTime().toMillis(), attributes.size(), attributes.fileKey());
    } catch (IOException _) {
      return Seen.NOTHING;
    }
  }

  @Override
  public void close() {
    Thread running = watching;
    if (running != null) {
      running.interrupt();
    }
  }
}
