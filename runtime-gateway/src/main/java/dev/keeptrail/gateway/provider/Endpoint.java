package dev.keeptrail.gateway.provider;

import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.language.kind.ProviderKind;
import dev.keeptrail.language.plan.ProviderPlan;
import java.net.URI;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a target has each protocol, and the headers that it wants. Azure's paths and headers follow
 * its REST reference for inference, Anthropic's its messages API.
 */
final class Endpoint {
  private static final String ANTHROPIC_VERSION = "2023-06-01";
  private static final String AZURE_VERSION = "2024-10-21";
  private static final String GOOGLE_KEY = "x-goog-api-key";

  /** Azure's newer addresses are those of OpenAI, and name the deployment in the body. */
  private static final String AZURE_FLAT = "/openai/v1";

  /** Where Google's API is as OpenAI's, below its own. */
  private static final String GOOGLE_COMPATIBLE = "/openai";

  private final ProviderKind kind;
  private final String base;
  private final String deployment;
  private final @Nullable String version;
  private final Map<String, String> headers;
  private final Map<String, String> ownHeaders;
  private final Map<Protocol, URI> addresses = new EnumMap<>(Protocol.class);

  private Endpoint(ProviderKind kind, ProviderPlan plan, String base, @Nullable String key) {
    this.kind = kind;
    this.base = base;
    this.version = plan.access().apiVersion();
    String named = plan.access().deployment();
    this.deployment = named != null ? named : String.valueOf(plan.model());
    this.headers = headers(kind, plan, key, usualHeader(kind));
    this.ownHeaders = kind == ProviderKind.GOOGLE ? headers(kind, plan, key, GOOGLE_KEY) : headers;
    for (Protocol protocol : Protocol.values()) {
      made(protocol).ifPresent(address -> addresses.put(protocol, address));
    }
  }

  /**
   * The endpoint of a target.
   *
   * @param key null sends none
   * @throws UnusableTargetException when the plan gives no address that can be asked
   */
  static Endpoint of(ProviderKind kind, ProviderPlan plan, @Nullable String key)
      throws UnusableTargetException {
    String base = plan.baseUrl() == null ? kind.address() : plan.baseUrl();
    if (base == null || !isAddress(base)) {
      throw new UnusableTargetException(
          "target `%s` has a `base_url` that is no http or https address with a host and without credentials"
              .formatted(plan.id()));
    }
    boolean nameless = plan.model() == null && plan.access().deployment() == null;
    if (kind == ProviderKind.AZURE_OPENAI && nameless) {
      throw new UnusableTargetException(
          "target `%s` names neither a `deployment` nor a `model`".formatted(plan.id()));
    }
    try {
      return new Endpoint(kind, plan, base, key);
    } catch (IllegalArgumentException malformed) {
      throw new UnusableTargetException(
          "target `%s` has a `deployment` or `api_version` that no address can hold"
              .formatted(plan.id()));
    }
  }

  private static boolean isAddress(String base) {
    try {
      URI uri = URI.create(base);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web && uri.getHost() != null && uri.getUserInfo() == null;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** Where the protocol is spoken; empty when it is not. */
  Optional<URI> address(Protocol protocol) {
    return Optional.ofNullable(addresses.get(protocol));
  }

  private Optional<URI> made(Protocol protocol) {
    return switch (kind) {
      case ANTHROPIC ->
          isMessages(protocol) ? Optional.of(URI.create(messages(protocol))) : Optional.empty();
      case AZURE_OPENAI -> azure(protocol).map(URI::create);
      case GOOGLE -> protocol.namesModelInPath() ? models() : openAi(protocol);
      case OPENAI, MISTRAL, GROQ, OLLAMA, VLLM -> openAi(protocol);
      case SIMULATED, MCP -> Optional.empty();
    };
  }

  private Optional<URI> openAi(Protocol protocol) {
    return isMessages(protocol) || protocol.namesModelInPath()
        ? Optional.empty()
        : Optional.of(URI.create(base + protocol.path()));
  }

  /** Google has its own API beside the one that is as OpenAI's; the request names what is there. */
  private Optional<URI> models() {
    return base.endsWith(GOOGLE_COMPATIBLE)
        ? Optional.of(URI.create(base.substring(0, base.length() - GOOGLE_COMPATIBLE.length())))
        : Optional.empty();
  }

  /** Clients of this API give addresses with and without the version at their end. */
  private String messages(Protocol protocol) {
    return (base.endsWith("/v1") ? base : base + "/v1") + protocol.path();
  }

  private static boolean isMessages(Protocol protocol) {
    return protocol == Protocol.MESSAGES || protocol == Protocol.COUNT_TOKENS;
  }

  private Optional<String> azure(Protocol protocol) {
    boolean flat = base.endsWith(AZURE_FLAT);
    return switch (protocol) {
      case MESSAGES,
          COUNT_TOKENS,
          MODERATIONS,
          GENERATE_CONTENT,
          COUNT_CONTENT,
          EMBED_CONTENT,
          EMBED_CONTENTS ->
          Optional.empty();
      case RESPONSES ->
          Optional.of((flat ? base : base + "/openai") + protocol.path() + query(flat));
      case CHAT_COMPLETIONS, COMPLETIONS, EMBEDDINGS, AUDIO_SPEECH, AUDIO_TRANSCRIPTIONS ->
          Optional.of(
              (flat ? base : base + "/openai/deployments/" + deployment)
                  + protocol.path()
                  + query(flat));
    };
  }

  private String query(boolean flat) {
    String asked = version == null && !flat ? AZURE_VERSION : version;
    return asked == null ? "" : "?api-version=" + asked;
  }

  /** The address itself, where no protocol has a path of its own below it. */
  URI base() {
    return URI.create(base);
  }

  /** What is sent beside the headers of every request, by name. */
  Map<String, String> headers() {
    return headers;
  }

  /** The same for requests of one protocol: Google's own has another header for the key. */
  Map<String, String> headers(Protocol protocol) {
    return protocol.namesModelInPath() ? ownHeaders : headers;
  }

  private static Map<String, String> headers(
      ProviderKind kind, ProviderPlan plan, @Nullable String key, String usual) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (kind == ProviderKind.ANTHROPIC) {
      String version = plan.access().apiVersion();
      headers.put("anthropic-version", version == null ? ANTHROPIC_VERSION : version);
    }
    if (key != null) {
      String own = plan.access().keyHeader();
      String header = own == null ? usual : own;
      String given = plan.access().keyPrefix();
      boolean bearer = header.equals("authorization");
      String prefix = given == null && bearer ? "Bearer" : given;
      headers.put(header, prefix == null || prefix.isEmpty() ? key : prefix + " " + key);
    }
    return Map.copyOf(headers);
  }

  private static String usualHeader(ProviderKind kind) {
    return switch (kind) {
      case AZURE_OPENAI -> "api-key";
      case ANTHROPIC -> "x-api-key";
      case OPENAI, GOOGLE, MISTRAL, GROQ, OLLAMA, VLLM, SIMULATED, MCP -> "authorization";
    };
  }
}
