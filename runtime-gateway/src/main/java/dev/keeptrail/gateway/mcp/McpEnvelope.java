package dev.keeptrail.gateway.mcp;

import dev.keeptrail.gateway.body.Identifiers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Of which revision a message is, by its body and by its headers, which have to agree: which of
 * them a server goes by, or whoever stands before it, nobody knows here. Stateless.
 */
public final class McpEnvelope {
  private McpEnvelope() {}

  /** What holds of a message. */
  public sealed interface Standing permits Spoken, Wrong {}

  /**
   * It can be judged.
   *
   * @param stateless whether it is of the revision in which each message stands for itself
   */
  public record Spoken(boolean stateless) implements Standing {}

  /**
   * It is refused.
   *
   * @param what in words of ours
   */
  public record Wrong(Fault fault, String what) implements Standing {}

  /** Why it is refused. */
  public enum Fault {
    /** It is of a revision that nobody here could judge. */
    NOT_SPOKEN,
    /** Its headers and its body say different things. */
    MISMATCH,
    /** It does not say what every message of its revision has to say. */
    INCOMPLETE
  }

  /** How a message stands to the revisions. */
  public static Standing of(McpRequest request, McpHeaders headers) {
    JsonNode named = request.meta().path(McpRevision.NAMED);
    String header = headers.version();
    if (!named.isMissingNode() && !named.isString()) {
      return wrong(Fault.NOT_SPOKEN, "");
    }
    String body = named.isString() ? named.stringValue() : null;
    if (header != null && body != null && !header.equals(body)) {
      return wrong(
          Fault.MISMATCH, "`mcp-protocol-version` and the message name different revisions");
    }
    String revision = body == null ? header : body;
    if (!McpRevision.isSpoken(revision)) {
      return wrong(Fault.NOT_SPOKEN, "");
    }
    if (!McpRevision.STATELESS.equals(revision)) {
      return new Spoken(false);
    }
    return Optional.<Standing>ofNullable(incomplete(request, body))
        .or(() -> mismatch(request, headers))
        .orElse(new Spoken(true));
  }

  /** The revision that a message names, where it is a plain word; null for none. */
  public static @Nullable String requested(McpRequest request, McpHeaders headers) {
    JsonNode named = request.meta().path(McpRevision.NAMED);
    String revision = named.isString() ? named.stringValue() : headers.version();
    return revision != null && Identifiers.isToken(revision) ? revision : null;
  }

  private static Wrong wrong(Fault fault, String what) {
    return new Wrong(fault, what);
  }

  /** Notifications of this revision need not say anything; none of them is governed. */
  private static @Nullable Wrong incomplete(McpRequest request, @Nullable String body) {
    if (request.hasId() && body == null) {
      return wrong(Fault.INCOMPLETE, "`_meta` must name the revision: " + McpRevision.NAMED);
    }
    if (request.hasId() && !request.meta().path(McpRevision.CAPABILITIES).isObject()) {
      return wrong(
          Fault.INCOMPLETE, "`_meta` must say what the client can do: " + McpRevision.CAPABILITIES);
    }
    return null;
  }

  private static Optional<Wrong> mismatch(McpRequest request, McpHeaders headers) {
    if (!request.hasId()) {
      return Optional.empty();
    }
    if (headers.version() == null) {
      return Optional.of(wrong(Fault.MISMATCH, "`mcp-protocol-version` must name the revision"));
    }
    if (headers.methods().size() != 1 || !headers.methods().getFirst().equals(request.method())) {
      return Optional.of(wrong(Fault.MISMATCH, "`mcp-method` must name the method of the message"));
    }
    if (!isNamed(request, headers)) {
      return Optional.of(
          wrong(
              Fault.MISMATCH, "`mcp-name` must name the tool, prompt or resource of the message"));
    }
    return Optional.empty();
  }

  private static boolean isNamed(McpRequest request, McpHeaders headers) {
    if (!request.isCall()) {
      return true;
    }
    String name = request.name().orElse(null);
    return name == null
        ? headers.names().isEmpty()
        : headers.names().size() == 1
            && HeaderText.decode(headers.names().getFirst()).filter(name::equals).isPresent();
  }

  /**
   * What is wrong with the headers of a call whose tool says which of its arguments stand there.
   *
   * @param known what the tool says; empty where it was not heard of
   */
  public static Optional<Wrong> ofParameters(
      McpRequest request, McpHeaders headers, Optional<ToolHeaders> known) {
    if (request.known().orElse(null) != McpMethod.TOOLS_CALL) {
      return Optional.empty();
    }
    if (known.isEmpty()) {
      return headers.parameters().isEmpty()
          ? Optional.empty()
          : Optional.of(
              wrong(
                  Fault.MISMATCH,
                  "the gateway has not seen a definition of this tool yet, which says what"
                      + " `mcp-param-` headers mean; list the tools again"));
    }
    return known.get().fit(request.arguments(), headers.parameters())
        ? Optional.empty()
        : Optional.of(
            wrong(
                Fault.MISMATCH,
                "the `mcp-param-` headers must say what the arguments of the call say"));
  }
}
