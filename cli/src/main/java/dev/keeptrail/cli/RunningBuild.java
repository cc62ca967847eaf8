package dev.keeptrail.cli;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What events say of the Keeptrail that is running. */
final class RunningBuild {
  /** As much of a hash as tells two builds apart; it proves nothing. */
  private static final int SHOWN = 8;

  private RunningBuild() {}

  static DecisionEvent.Build recorded() {
    Version version = Version.current();
    CodeSource source = Detectors.class.getProtectionDomain().getCodeSource();
    return new DecisionEvent.Build(
        version.number(),
        version.commit().isBlank() ? null : version.commit(),
        source == null ? null : detectors(source));
  }

  private static @Nullable String detectors(CodeSource source) {
    try {
      URI address = source.getLocation().toURI();
      Path place = "file".equals(address.getScheme()) ? Path.of(address) : null;
      return place != null && Files.isRegularFile(place) ? beginning(place) : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /**
   * The beginning of what {@code sha256sum} says of the same file.
   *
   * @throws UncheckedIOException when the file cannot be read, from which classes are loaded
   */
  static String beginning(Path jar) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
      return HexFormat.of().formatHex(hash, 0, SHOWN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
