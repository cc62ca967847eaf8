package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.messages.Betas;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.provider.Outgoing;
import dev.keeptrail.gateway.provider.ProviderClient;
import dev.keeptrail.gateway.provider.Target;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.stream.StreamedShape;
import dev.keeptrail.gateway.translation.Dialect;
import dev.keeptrail.gateway.translation.Names;
import dev.keeptrail.gateway.translation.PieceTranslation;
import dev.keeptrail.gateway.translation.Translation;
import dev.keeptrail.language.kind.ProviderKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a target is asked: in the caller's protocol where it speaks that, or else by translation.
 *
 * @param protocol what the target is asked in
 * @param translation between it and the caller's; null when they are one
 * @param names of an answer that has none
 */
record Speech(Protocol protocol, @Nullable Translation translation, Dialect dialect, Names names) {
  /**
   * The way to ask a target.
   *
   * @param model that it is asked for
   * @throws RefusedException with status 422 when there is none
   */
  static Speech with(Target target, Protocol protocol, String model) throws RefusedException {
    ProviderClient client = target.client();
    if (client.speaks(protocol)) {
      return new Speech(protocol, null, Dialect.COMMON, new Names(model, ""));
    }
    Translation translation =
        Translation.from(protocol).stream()
            .filter(way -> client.speaks(way.to()))
            .findFirst()
            .orElseThrow(() -> new RefusedException(NOT_SERVED));
    return new Speech(translation.to(), translation, dialect(target), Names.of(model));
  }

  static final Refusal NOT_SERVED =
      Refusal.invalid(
          "protocol_not_served",
          "the target of this model does not serve what this route asks for",
          null);

  private static Dialect dialect(Target target) {
    if (isOf(target, ProviderKind.OPENAI) || isOf(target, ProviderKind.AZURE_OPENAI)) {
      return Dialect.OPENAI;
    }
    return isOf(target, ProviderKind.GOOGLE) ? Dialect.GOOGLE : Dialect.COMMON;
  }

  private static boolean isOf(Target target, ProviderKind kind) {
    return target.provider().equals(kind.word());
  }

  /**
   * The request as the target gets it.
   *
   * @param body a body of its own, whose members may be those of the request
   * @throws RefusedException with status 422 and the place of what cannot be said to it
   */
  Outgoing request(ObjectNode body) throws RefusedException {
    List<String> betas = betas(body);
    return outgoing(said(body), betas);
  }

  /**
   * In the target's protocol. A translation takes bodies apart, and so gets one that is all its.
   */
  private ObjectNode said(ObjectNode body) throws RefusedException {
    return translation == null ? body : translation.request(body.deepCopy(), dialect);
  }

  private List<String> betas(ObjectNode body) {
    Protocol callers = translation == null ? protocol : translation.from();
    return callers.hasBetas() ? Betas.takeFrom(body) : List.of();
  }

  /** Betas of one API say nothing to another. */
  private Outgoing outgoing(ObjectNode asked, List<String> betas) {
    return Outgoing.of(StrictJson.write(asked), translation == null ? betas : List.of());
  }

  /**
   * The request as the target gets it when it is to answer in a stream.
   *
   * @param body a body of its own, whose members may be those of the request
   * @throws RefusedException with status 422 and the place of what cannot be said to it
   */
  Outgoing streamedRequest(ObjectNode body, Target target) throws RefusedException {
    List<String> betas = betas(body);
    ObjectNode asked = said(body);
    // WHY: Mistral refuses what it does not know, and counts tokens unasked.
    boolean counts = !isOf(target, ProviderKind.MISTRAL);
    streamed().askForStream(asked, counts);
    return outgoing(asked, betas);
  }

  /** The shape of the target's streams. */
  StreamedShape streamed() {
    return protocol.streamed().orElseThrow();
  }

  /** Says the steps of an answer in the caller's protocol; null where that is the target's. */
  @Nullable PieceTranslation pieces() {
    return translation == null ? null : translation.pieces(names);
  }

  /** The answer as the caller would have it; empty when that cannot be said. */
  Optional<byte[]> answer(byte[] body) {
    return translation == null ? Optional.of(body) : translation.answer(body, names);
  }
}
