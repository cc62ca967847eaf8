package dev.keeptrail.gateway.imports;

import java.io.IOException;
import java.util.function.Consumer;

/** The logs that captures are made of. */
public enum LogFormat {
  /**
   * JSON Lines with {@code request} and {@code response}: bodies of OpenAI's or Anthropic's API.
   */
  PAIRS("pairs"),
  /** An HTTP Archive 1.2. */
  HAR("har"),
  /** JSON Lines of LiteLLM's standard logging payload, or of rows of its table of spending. */
  LITELLM("litellm"),
  /** JSON Lines of Portkey's export of logs. */
  PORTKEY("portkey"),
  /** Spans in OTLP's JSON form, whole or a line each, with attributes {@code gen_ai.*}. */
  OTEL("otel");

  private final String word;

  LogFormat(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /**
   * Hands on the pairs one by one.
   *
   * @throws LogFormatException when the whole is not of this form; a line that is none is left out
   *     and told to {@code skipped} with its place
   */
  public void read(LogText log, Consumer<LoggedPair> pairs, Skipped skipped)
      throws IOException, LogFormatException {
    reader().read(log, pairs, skipped);
  }

  private LogReader reader() {
    return switch (this) {
      case PAIRS, PORTKEY -> new PairLog();
      case HAR -> new HarLog();
      case LITELLM -> new LiteLlmLog();
      case OTEL -> new SpanLog();
    };
  }
}
