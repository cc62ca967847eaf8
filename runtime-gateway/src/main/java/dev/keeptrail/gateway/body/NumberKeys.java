package dev.keeptrail.gateway.body;

import java.util.Set;

/** The names under which a protocol or JSON Schema has a number of its own. */
final class NumberKeys {
  private static final Set<String> NAMES =
      Set.of(
          "accepted_prediction_tokens",
          "audio_tokens",
          "best_of",
          "budget_tokens",
          "cache_creation_input_tokens",
          "cache_read_input_tokens",
          "cachedContentTokenCount",
          "cached_tokens",
          "candidateCount",
          "candidatesTokenCount",
          "completed_at",
          "completion_tokens",
          "created",
          "created_at",
          "dimensions",
          "document_index",
          "endIndex",
          "end_char_index",
          "end_index",
          "ephemeral_1h_input_tokens",
          "ephemeral_5m_input_tokens",
          "exclusiveMaximum",
          "exclusiveMinimum",
          "exit_code",
          "expires_at",
          "frequencyPenalty",
          "frequency_penalty",
          "index",
          "input_tokens",
          "maxItems",
          "maxLength",
          "maxOutputTokens",
          "maxProperties",
          "max_completion_tokens",
          "max_output_tokens",
          "max_tokens",
          "max_tool_calls",
          "maximum",
          "minItems",
          "minLength",
          "minProperties",
          "minimum",
          "multipleOf",
          "n",
          "output_tokens",
          "presencePenalty",
          "presence_penalty",
          "promptTokenCount",
          "prompt_tokens",
          "reasoning_tokens",
          "rejected_prediction_tokens",
          "retrieved_at",
          "return_code",
          "seed",
          "startIndex",
          "start_char_index",
          "start_index",
          "temperature",
          "thinkingBudget",
          "thinking_tokens",
          "thoughtsTokenCount",
          "tokenCount",
          "toolUsePromptTokenCount",
          "topK",
          "topP",
          "top_k",
          "top_logprobs",
          "top_p",
          "totalTokenCount",
          "total_tokens",
          "web_search_requests");

  private NumberKeys() {}

  /** Whether a number under this name is the protocol's own, and nobody's card or phone. */
  static boolean has(String name) {
    return NAMES.contains(name);
  }
}
