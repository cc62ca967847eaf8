package dev.keeptrail.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Puts what is kept elsewhere into a value: {@code ${env:NAME}} is an environment variable, {@code
 * ${file:PATH}} a file's text without the white space around it. Messages name the reference, never
 * what is behind it.
 */
final class References {
  private static final String BEGIN = "${";
  private static final int MOST_BYTES = 1 << 20;

  private final Map<String, String> environment;

  References(Map<String, String> environment) {
    this.environment = environment;
  }

  static boolean isIn(String value) {
    return value.contains(BEGIN);
  }

  /**
   * The value with everything in its place.
   *
   * @param quoted whether a reference inside a longer value stands between quotation marks there,
   *     as it does in JAAS
   */
  String resolve(String name, String value, boolean quoted) throws KafkaSinkException {
    var resolved = new StringBuilder();
    int at = 0;
    int begin = value.indexOf(BEGIN);
    while (begin >= 0) {
      int end = value.indexOf('}', begin);
      if (end < 0) {
        throw new KafkaSinkException(
            "`%s` has a reference without an end; write `${env:NAME}`".formatted(name));
      }
      String found = find(name, value.substring(begin + BEGIN.length(), end));
      boolean whole = begin == 0 && end == value.length() - 1;
      resolved
          .append(value, at, begin)
          .append(quoted && !whole ? found.replace("\\", "\\\\").replace("\"", "\\\"") : found);
      at = end + 1;
      begin = value.indexOf(BEGIN, at);
    }
    return resolved.append(value, at, value.length()).toString();
  }

  private String find(String name, String reference) throws KafkaSinkException {
    if (reference.startsWith("env:")) {
      String variable = reference.substring("env:".length());
      String found = environment.get(variable);
      if (found == null) {
        throw new KafkaSinkException(
            "`%s` needs the environment variable `%s`, which is not set".formatted(name, variable));
      }
      return found;
    }
    if (reference.startsWith("file:")) {
      return read(name, reference.substring("file:".length()));
    }
    throw new KafkaSinkException(
        "`%s` has the reference `${%s}`; those there are begin with `env:` or `file:`"
            .formatted(name, reference));
  }

  private static String read(String name, String path) throws KafkaSinkException {
    try (InputStream file = Files.newInputStream(Path.of(path))) {
      // WHY: of a device or a pipe nobody knows the size before.
      byte[] bytes = file.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new KafkaSinkException(
            "`%s` names `%s`, which is larger than any secret".formatted(name, path));
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().strip();
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new KafkaSinkException(
          "`%s` names `%s`, which cannot be read".formatted(name, path), unreadable);
    }
  }
}
