package dev.keeptrail.gateway.chat;

import java.util.Set;
import java.util.regex.Pattern;

/** The fixed words of the protocol and of JSON Schema, which carry nobody's text. */
final class Words {
  static final Set<String> REQUEST_ROLES =
      Set.of("system", "developer", "user", "assistant", "tool", "function");

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_.:/-]{1,128}");

  private static final Set<String> KEYS =
      Set.of(
          "$defs", "$ref", "$schema", "additionalProperties", "allOf", "annotations", "anyOf",
          "approximate", "arguments", "audio", "cache_control", "choices", "city", "code",
          "completion_tokens", "const", "content", "country", "created", "custom", "data",
          "default", "definition", "definitions", "delta", "description", "detail", "effort",
          "else", "encrypted_content", "end_index", "enum", "error", "examples",
          "exclusiveMaximum", "exclusiveMinimum", "expires_at", "file", "file_data", "file_id",
          "filename", "finish_reason", "format", "frequency_penalty", "function",
          "function_call", "functions", "grammar", "id", "if", "image_url", "include_usage",
          "index", "input", "input_audio", "items", "json_schema", "logit_bias", "logprobs",
          "max_completion_tokens", "max_tokens", "maxItems", "maxLength", "maximum", "message",
          "messages", "metadata", "minItems", "minLength", "minimum", "mode", "modalities",
          "model", "multipleOf", "n", "name", "not", "nullable", "object", "oneOf", "parameters",
          "parallel_tool_calls", "pattern", "patternProperties", "prediction",
          "presence_penalty", "prompt_cache_key", "prompt_tokens", "properties", "reason",
          "reasoning", "reasoning_content", "reasoning_effort", "refusal", "region", "required",
          "response_format", "role", "safety_identifier", "schema", "search_context_size",
          "seed", "service_tier", "start_index", "stop", "store", "stream", "stream_options",
          "strict", "summary", "syntax", "system_fingerprint", "temperature", "text", "then",
          "timezone", "title", "token", "tool_call_id", "tool_calls", "tool_choice", "tools",
          "top_logprobs", "top_p", "total_tokens", "transcript", "type", "uniqueItems", "url",
          "url_citation", "usage", "user", "user_location", "value", "verbosity", "voice",
          "web_search_options");

  private Words() {}

  static boolean isKnownKey(String name) {
    return KEYS.contains(name);
  }

  /** Whether a value looks like an id or a word of an enumeration. */
  static boolean isToken(String value) {
    return TOKEN.matcher(value).matches();
  }
}
