package dev.keeptrail.engine.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a case says of itself, in its {@code case.json}.
 *
 * @param description one sentence; the folder's name where there is no more to say
 * @param spec the paragraphs of the language reference that the case tests
 */
public record CaseNote(String description, List<String> spec) {
  public static final String FILE = "case.json";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  public CaseNote {
    spec = List.copyOf(spec);
  }

  /**
   * Reads a case's note; a folder without one has an empty note.
   *
   * @throws IOException when the file is not readable, or not of this form
   */
  static CaseNote read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return new CaseNote("", List.of());
    }
    try {
      JsonNode note = JSON.readTree(Files.readString(file));
      List<String> spec = new ArrayList<>();
      for (JsonNode paragraph : note.path("spec")) {
        spec.add(paragraph.asString());
      }
      return new CaseNote(note.path("description").asString(""), spec);
    } catch (JacksonException e) {
      throw new IOException(file + " is no case note: " + e.getOriginalMessage(), e);
    }
  }
}
