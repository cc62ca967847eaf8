package dev.keeptrail.detectors.onnx;

import dev.keeptrail.detectors.plugin.UnusableDetectorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A version that follows from the files: a model cannot change and keep it. */
final class FileDigest {
  private static final int SHOWN_BYTES = 6;

  private FileDigest() {}

  /** The first twelve hexadecimal digits of the SHA-256 over the files' bytes. */
  static String of(List<Path> files) throws UnusableDetectorException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (Path file : files) {
        try (InputStream stream = Files.newInputStream(file)) {
          for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
            digest.update(buffer, 0, read);
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest(), 0, SHOWN_BYTES);
    } catch (IOException e) {
      throw new UnusableDetectorException("a file of the model cannot be read");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
