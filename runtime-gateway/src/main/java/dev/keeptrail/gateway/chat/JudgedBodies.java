package dev.keeptrail.gateway.chat;

import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.exchange.Unscanned;
import dev.keeptrail.engine.packtest.ChatBodies;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.ModelAnswer;
import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.body.RequestReader;
import dev.keeptrail.gateway.body.Shape;
import dev.keeptrail.gateway.body.UnmaskableTextException;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Lets tests of packs read bodies exactly as requests and answers are read here. */
public final class JudgedBodies implements ChatBodies {
  private static final Shape CHAT = new ChatShape();

  @Override
  public Texts request(byte[] body) throws UnservedBodyException {
    return new Judged(read(body).texts());
  }

  private static ModelRequest read(byte[] body) throws UnservedBodyException {
    try {
      return RequestReader.read(CHAT, body);
    } catch (RefusedException refused) {
      Refusal refusal = refused.refusal();
      throw new UnservedBodyException(
          refusal.message(), Objects.requireNonNullElse(refusal.subject().param(), ""));
    }
  }

  @Override
  public Texts completion(byte[] body, byte[] request) throws UnservedBodyException {
    ModelAnswer answer =
        ModelAnswer.read(CHAT, body, tools(request))
            .orElseThrow(() ->
                new UnservedBodyException(
                    "a chat completion has `choices`, each with a `message`", ""));
    return new Judged(answer.texts());
  }

  /** A request that is not served offers nothing; its answer is read all the same. */
  private static ToolCatalogue tools(byte[] request) {
    try {
      return ToolCatalogue.of(StrictJson.parse(request));
    } catch (MalformedJsonException _) {
      return ToolCatalogue.EMPTY;
    }
  }

  private record Judged(BodyTexts texts) implements Texts {
    @Override
    public List<Segment> segments() {
      return texts.segments();
    }

    @Override
    public List<Unscanned> unscanned() {
      return texts.unscanned();
    }

    @Override
    public Optional<String> unmaskable(List<Redaction> redactions) {
      try {
        boolean ignored = texts.apply(redactions);
        return Optional.empty();
      } catch (UnmaskableTextException unmaskable) {
        return Optional.of(unmaskable.policy());
      }
    }
  }
}
