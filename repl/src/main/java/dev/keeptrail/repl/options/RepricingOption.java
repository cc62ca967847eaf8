package dev.keeptrail.repl.options;

import dev.keeptrail.ledger.price.PriceTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --prices} of a replay. */
public final class RepricingOption {
  private static final int MOST_BYTES = 4 << 20;

  @Option(
      names = "--prices",
      paramLabel = "<file>",
      description =
          "Replay at these prices: a JSON table of what models cost, as `kt gateway run --prices`"
              + " takes it. Default: at the prices of the time.")
  private @Nullable Path file;

  /**
   * The text of the table, checked; null without one.
   *
   * @throws OptionException when it cannot be read, or is none
   */
  public @Nullable String text() throws OptionException {
    if (file == null) {
      return null;
    }
    try {
      String text = read(file);
      PriceTable ignored = table(text);
      return text;
    } catch (IOException unreadable) {
      throw new OptionException("`%s` cannot be read".formatted(file), null);
    } catch (IllegalArgumentException malformed) {
      throw new OptionException(
          "`%s` is no table of prices".formatted(file),
          "it is JSON with `effective_date` and `models`, each with `input` and `output` in US"
              + " dollars for a million tokens");
    }
  }

  /** As much as {@code kt gateway run} takes. */
  private static String read(Path file) throws IOException, OptionException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new OptionException(
            "`%s` is larger than %d bytes".formatted(file, MOST_BYTES),
            "a table of prices has some kilobytes");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
  }

  /** The table of a text that was checked. */
  public static PriceTable table(String text) {
    return PriceTable.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
