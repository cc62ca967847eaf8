package dev.keeptrail.language.kind;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who can be at the other end of a target. Addresses and names of variables are those that each
 * provider's own documentation gives.
 */
public enum ProviderKind {
  OPENAI(
      "openai",
      "https://api.openai.com/v1",
      "OpenAI, and with `base_url` any endpoint that speaks its API"),
  AZURE_OPENAI("azure-openai", null, "a deployment of Azure OpenAI; needs `base_url`"),
  ANTHROPIC(
      "anthropic",
      "https://api.anthropic.com/v1",
      "Anthropic's messages; chat completions are translated"),
  GOOGLE(
      "google",
      "https://generativelanguage.googleapis.com/v1beta/openai",
      "Gemini, through its OpenAI-compatible endpoint"),
  MISTRAL("mistral", "https://api.mistral.ai/v1", "Mistral"),
  GROQ("groq", "https://api.groq.com/openai/v1", "Groq"),
  OLLAMA("ollama", "http://127.0.0.1:11434/v1", "Ollama, on this machine by default"),
  VLLM("vllm", "http://127.0.0.1:8000/v1", "vLLM, on this machine by default"),
  SIMULATED("simulated", null, "answers from inside the gateway"),
  MCP("mcp", null, "a server of tools that speaks MCP at `base_url`; its route is `/mcp/<id>`");

  private final String word;
  private final @Nullable String address;
  private final String doc;

  ProviderKind(String word, @Nullable String address, String doc) {
    this.word = word;
    this.address = address;
    this.doc = doc;
  }

  /** What packs call it. */
  public String word() {
    return word;
  }

  /** Where its API is when the pack does not say; null where there is no such place. */
  public @Nullable String address() {
    return address;
  }

  /**
   * The environment variables in which its key is usually found, in the order in which they are
   * tried when a target has neither a key nor an address of its own.
   */
  public List<String> keyVariables() {
    return switch (this) {
      case OPENAI -> List.of("OPENAI_API_KEY");
      case AZURE_OPENAI -> List.of("AZURE_OPENAI_API_KEY");
      case ANTHROPIC -> List.of("ANTHROPIC_API_KEY");
      case GOOGLE -> List.of("GEMINI_API_KEY", "GOOGLE_API_KEY");
      case MISTRAL -> List.of("MISTRAL_API_KEY");
      case GROQ -> List.of("GROQ_API_KEY");
      case OLLAMA, VLLM, SIMULATED, MCP -> List.of();
    };
  }

  /** One clause for help and completion. */
  public String doc() {
    return doc;
  }

  /** Whether requests to models go there. */
  public boolean servesModels() {
    return this != MCP;
  }

  /** Whether a target of this provider serves models; one of an unknown provider is taken to. */
  public static boolean servesModels(String word) {
    return of(word).map(ProviderKind::servesModels).orElse(true);
  }

  public static Optional<ProviderKind> of(String word) {
    return Stream.of(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }
}
