package dev.keeptrail.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one place that turns results into JSON files and back. */
public final class ResultFile {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ResultFile() {}

  /** Writes the value, making the folder where it is missing. */
  public static void write(Path file, Object value) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, JSON.writeValueAsString(value) + "\n");
  }

  public static <T> T read(Path file, Class<T> type) throws IOException {
    return JSON.readValue(Files.readString(file), type);
  }

  public static JsonNode readTree(Path file) throws IOException {
    return JSON.readTree(Files.readString(file));
  }
}
