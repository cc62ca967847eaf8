package dev.keeptrail.gateway.imports;

import java.util.Locale;

/** The logs that captures are made of. */
public enum LogFormat {
  /** JSON Lines with {@code request} and {@code response}: bodies of a provider's API. */
  PAIRS,
  /** An HTTP Archive 1.2. */
  HAR,
  /** JSON Lines of LiteLLM's standard logging payload, or of rows of its table of spending. */
  LITELLM,
  /** JSON Lines of Portkey's export of logs. */
  PORTKEY,
  /** Rows of Helicone's requests with their bodies. */
  HELICONE,
  /** Observations of Langfuse. */
  LANGFUSE,
  /** Amazon Bedrock's log of invocations. */
  BEDROCK,
  /** The two files of a batch of OpenAI's or Anthropic's. */
  BATCH,
  /** Transcripts of Claude Code. */
  CLAUDE_CODE,
  /** Transcripts of Codex. */
  CODEX,
  /** Spans in OTLP's JSON form, whole or a line each. */
  OTEL;

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A reader for some logs of this form that belong together. */
  public LogReader reader() {
    return switch (this) {
      case PAIRS, PORTKEY -> new PairLog();
      case HAR -> new HarLog();
      case LITELLM -> new LiteLlmLog();
      case HELICONE -> new HeliconeLog();
      case LANGFUSE -> new LangfuseLog();
      case BEDROCK -> new BedrockLog();
      case BATCH -> new BatchLog();
      case CLAUDE_CODE -> new ClaudeCodeLog();
      case CODEX -> new CodexLog();
      case OTEL -> new SpanLog();
    };
  }
}
