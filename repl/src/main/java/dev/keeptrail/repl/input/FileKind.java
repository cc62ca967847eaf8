package dev.keeptrail.repl.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a file is by how it begins, so that one that cannot be read as captures is refused with what
 * it is. The beginnings are those that the formats' own descriptions prescribe.
 */
final class FileKind {
  private static final int BEGINNING = 4_096;
  private static final String TABLE = "PAR1";
  private static final String TABLE_NAME = ".parquet";
  private static final char NO_TEXT = '\ufffd';

  private static final Map<String, String> BINARIES = new LinkedHashMap<>();

  static {
    BINARIES.put(TABLE, "a table in Apache Parquet");
    BINARIES.put("ORC", "a table in Apache ORC");
    BINARIES.put("Obj\u0001", "a file in Apache Avro");
    BINARIES.put("ARROW1", "a table in Apache Arrow");
    BINARIES.put("SQLite format 3", "a database of SQLite");
    BINARIES.put("PK\u0003\u0004", "a ZIP archive");
    BINARIES.put("\u001f" + NO_TEXT, "compressed with gzip");
    BINARIES.put("(" + NO_TEXT + "/" + NO_TEXT, "compressed with Zstandard");
  }

  private FileKind() {}

  /**
   * Whether a file is to be read as a table.
   *
   * @throws ReplayInputException when it is called one and is none, or is no file
   */
  static boolean isTable(Path file) throws ReplayInputException {
    String beginning = beginning(file);
    boolean table = beginning.startsWith(TABLE);
    if (!table && file.toString().toLowerCase(Locale.ROOT).endsWith(TABLE_NAME)) {
      throw new ReplayInputException(
          "`%s` is called a table in Apache Parquet and is none: it is %s"
              .formatted(file, words(beginning)));
    }
    return table;
  }

  /** What something is that begins so. */
  static String words(String beginning) {
    for (Map.Entry<String, String> binary : BINARIES.entrySet()) {
      if (beginning.startsWith(binary.getKey())) {
        return binary.getValue();
      }
    }
    if (beginning.isBlank()) {
      return "empty";
    }
    if (beginning.indexOf(NO_TEXT) >= 0 || beginning.indexOf('\0') >= 0) {
      return "no text";
    }
    if (beginning.contains(CaptureLine.MARK)) {
      return "a file of captures in JSON Lines";
    }
    return beginning.strip().startsWith("{") || beginning.strip().startsWith("[") ? "JSON" : "text";
  }

  private static String beginning(Path file) throws ReplayInputException {
    if (!Files.isRegularFile(file)) {
      throw new ReplayInputException(
          Files.isDirectory(file) ? "`%s` is a folder".formatted(file) : MissingFile.said(file));
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(BEGINNING), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new ReplayInputException("`%s` cannot be read".formatted(file));
    }
  }
}
