package dev.keeptrail.language.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/** Names of files as CI systems want them: from the working directory, with slashes. */
public final class RelativePath {
  private static final Path HERE = Path.of("").toAbsolutePath();

  private RelativePath() {}

  /** A path below the working directory becomes relative to it; any other stays as it is. */
  static String of(String name) {
    if (name.startsWith("<")) {
      return name;
    }
    Path absolute = Path.of(name).toAbsolutePath().normalize();
    String path = absolute.startsWith(HERE) ? HERE.relativize(absolute).toString() : name;
    return path.replace('\\', '/');
  }

  /** The same as a URI reference (RFC 3986), anything unusual percent-encoded. */
  public static String uri(String name) {
    String path = of(name);
    var uri = new StringBuilder();
    for (byte unit : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (unit & 0xff);
      if (isPlain(c)) {
        uri.append(c);
      } else {
        uri.append('%').append(HexFormat.of().withUpperCase().toHexDigits(unit));
      }
    }
    return path.startsWith("/") ? "file://" + uri : uri.toString();
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~/".indexOf(c) >= 0;
  }
}
