package dev.keeptrail.cli;

import dev.keeptrail.detectors.evaluation.JsonLines;
import dev.keeptrail.repl.input.MissingFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The texts that {@code kt detect scan} was given: one file, or a field of each of its rows. */
final class ScanInputs {
  private static final int MOST_BYTES = 64 << 20;
  private static final int SHOWN = 20;

  private final Path file;
  private final Invocation invocation;
  private long passedOver;

  ScanInputs(Path file, Invocation invocation) {
    this.file = file;
    this.invocation = invocation;
  }

  /**
   * A text to scan.
   *
   * @param name the file as the user wrote it
   * @param row line of the JSON Lines row it is a field of, from 1; 0 for a whole file
   */
  record Text(String name, int row, String text) {}

  String name() {
    return isStandardInput() ? "<stdin>" : file.toString();
  }

  private boolean isStandardInput() {
    return file.toString().equals("-");
  }

  /** Hands on the file's text whole. */
  void whole(Consumer<Text> texts) throws CommandFailedException {
    byte[] bytes = bytes();
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      texts.accept(new Text(name(), 0, text));
    } catch (CharacterCodingException e) {
      throw new CommandFailedException("`%s` is no UTF-8 text".formatted(name()), null);
    }
  }

  /** Hands on one field of each row; rows that have no such text are told and passed over. */
  void rows(String field, Consumer<Text> texts) throws CommandFailedException {
    try {
      if (isStandardInput()) {
        JsonLines.read(
            Path.of(name()), new ByteArrayInputStream(bytes()), row -> take(row, field, texts));
      } else {
        JsonLines.read(file, row -> take(row, field, texts));
      }
    } catch (IOException e) {
      throw cannotBeRead(e);
    }
    if (passedOver > SHOWN) {
      invocation.note("kt: and %,d rows more".formatted(passedOver - SHOWN));
    }
  }

  private void take(JsonLines.Row row, String field, Consumer<Text> texts) {
    @Nullable String problem =
        switch (row) {
          case JsonLines.Broken broken -> broken.problem();
          case JsonLines.Read read -> {
            JsonNode text = read.object().path(field);
            if (text.isString()) {
              texts.accept(new Text(name(), read.line(), text.asString()));
              yield null;
            }
            yield "`%s` is missing or no string".formatted(field);
          }
        };
    if (problem != null && ++passedOver <= SHOWN) {
      invocation.note("kt: %s:%d: %s".formatted(name(), row.line(), problem));
    }
  }

  private byte[] bytes() throws CommandFailedException {
    try (InputStream in = isStandardInput() ? invocation.in() : Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new CommandFailedException(
            "`%s` has more than %d MiB".formatted(name(), MOST_BYTES >> 20), "scan it in pieces");
      }
      return bytes;
    } catch (IOException e) {
      throw cannotBeRead(e);
    }
  }

  private CommandFailedException cannotBeRead(IOException problem) {
    if (Files.isDirectory(file)) {
      return new CommandFailedException("`%s` is a folder".formatted(file), "name a file");
    }
    if (problem instanceof AccessDeniedException) {
      return new CommandFailedException("`%s` may not be read".formatted(file), null);
    }
    return Files.exists(file) || isStandardInput()
        ? new CommandFailedException(
            "`%s` cannot be read: %s".formatted(name(), problem.getMessage()), null)
        : new CommandFailedException(MissingFile.said(file), null);
  }
}
