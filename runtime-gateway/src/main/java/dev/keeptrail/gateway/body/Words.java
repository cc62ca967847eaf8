package dev.keeptrail.gateway.body;

import java.util.Set;

/** The fixed values of the protocols, which carry nobody's text. */
public final class Words {
  public static final Set<String> REQUEST_ROLES =
      Set.of("system", "developer", "user", "assistant", "tool", "function");

  /** Values of {@code type}, {@code object}, {@code finish_reason} and the like. */
  private static final Set<String> FIXED =
      Set.of(
          "assistant",
          "audio_url",
          "auto",
          "base64",
          "chat.completion",
          "completed",
          "content_filter",
          "custom",
          "custom_tool_call",
          "custom_tool_call_output",
          "default",
          "disabled",
          "document",
          "document_url",
          "embedding",
          "enabled",
          "end_turn",
          "failed",
          "file",
          "flex",
          "function",
          "function_call",
          "function_call_output",
          "high",
          "image",
          "image_url",
          "in_memory",
          "in_progress",
          "incomplete",
          "input_audio",
          "input_file",
          "input_image",
          "input_text",
          "json_object",
          "json_schema",
          "length",
          "list",
          "low",
          "max_tokens",
          "medium",
          "message",
          "none",
          "output_text",
          "pause_turn",
          "priority",
          "reasoning",
          "reasoning.encrypted",
          "reasoning.summary",
          "reasoning.text",
          "reasoning_text",
          "redacted_thinking",
          "reference",
          "refusal",
          "required",
          "response",
          "scale",
          "server_tool_use",
          "standard",
          "stop",
          "stop_sequence",
          "summary_text",
          "text",
          "text_completion",
          "thinking",
          "tool_calls",
          "tool_result",
          "tool_use",
          "url_citation",
          "video_url");

  private Words() {}

  public static boolean isFixed(String value) {
    return FIXED.contains(value);
  }
}
