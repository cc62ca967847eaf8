package dev.keeptrail.gateway.tls;

import java.nio.file.Path;

/**
 * A file that TLS cannot be spoken with. The message says which and why, and holds nothing of it.
 */
public final class TlsFileException extends Exception {
  private static final long serialVersionUID = 1L;

  TlsFileException(Path file, String problem) {
    super("`" + file + "` " + problem, null, false, false);
  }

  public String problem() {
    return String.valueOf(getMessage());
  }
}
