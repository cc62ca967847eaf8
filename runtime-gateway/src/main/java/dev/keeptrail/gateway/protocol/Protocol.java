package dev.keeptrail.gateway.protocol;

import dev.keeptrail.gateway.audio.SpeechShape;
import dev.keeptrail.gateway.audio.TranscriptionShape;
import dev.keeptrail.gateway.body.AnswerEnd;
import dev.keeptrail.gateway.body.CountShape;
import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.body.RequestReader;
import dev.keeptrail.gateway.body.Shape;
import dev.keeptrail.gateway.chat.ChatShape;
import dev.keeptrail.gateway.completions.CompletionShape;
import dev.keeptrail.gateway.contents.ContentsCall;
import dev.keeptrail.gateway.contents.ContentsEmbeddingShape;
import dev.keeptrail.gateway.contents.ContentsMethod;
import dev.keeptrail.gateway.contents.ContentsShape;
import dev.keeptrail.gateway.embeddings.EmbeddingShape;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.messages.MessagesShape;
import dev.keeptrail.gateway.messages.RawCall;
import dev.keeptrail.gateway.moderations.ModerationShape;
import dev.keeptrail.gateway.refusal.ErrorForm;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.responses.ResponseShape;
import dev.keeptrail.gateway.stream.StreamedShape;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What callers can speak; each protocol has one route, and one path at providers. */
public enum Protocol {
  CHAT_COMPLETIONS("/chat/completions", "a chat completion", ErrorForm.OPENAI),
  RESPONSES("/responses", "a response", ErrorForm.OPENAI),
  MESSAGES("/messages", "a message", ErrorForm.ANTHROPIC),
  COUNT_TOKENS("/messages/count_tokens", "a count of tokens", ErrorForm.ANTHROPIC),
  COMPLETIONS("/completions", "a text completion", ErrorForm.OPENAI),
  EMBEDDINGS("/embeddings", "a list of embeddings", ErrorForm.OPENAI),
  MODERATIONS("/moderations", "a moderation", ErrorForm.OPENAI),
  AUDIO_SPEECH("/audio/speech", "sound", ErrorForm.OPENAI),
  AUDIO_TRANSCRIPTIONS("/audio/transcriptions", "a transcription", ErrorForm.OPENAI),
  GENERATE_CONTENT(ContentsMethod.GENERATE, "a generated content"),
  COUNT_CONTENT(ContentsMethod.COUNT, "a count of tokens"),
  EMBED_CONTENT(ContentsMethod.EMBED, "an embedding"),
  EMBED_CONTENTS(ContentsMethod.EMBED_ALL, "a list of embeddings");

  private final String path;
  private final String answer;
  private final ErrorForm errors;
  private final @Nullable ContentsMethod method;

  Protocol(String path, String answer, ErrorForm errors) {
    this(path, answer, errors, null);
  }

  Protocol(ContentsMethod method, String answer) {
    this("/models/{model}:" + method.word(), answer, ErrorForm.GOOGLE, method);
  }

  Protocol(String path, String answer, ErrorForm errors, @Nullable ContentsMethod method) {
    this.path = path;
    this.answer = answer;
    this.errors = errors;
    this.method = method;
  }

  /** Where callers find it. */
  public String route() {
    return (namesModelInPath() ? "/v1beta" : "/v1") + path;
  }

  /** Where providers have it, below their base address. */
  public String path() {
    return path;
  }

  /** Whether a path of some provider is where this is spoken. */
  public boolean isAt(String address) {
    if (this == MESSAGES || this == COUNT_TOKENS) {
      Optional<RawCall> raw = RawCall.at(address);
      return raw.map(call -> call.counts() == (this == COUNT_TOKENS))
          .orElse(address.endsWith(path));
    }
    return method == null
        ? address.endsWith(path)
        : ContentsCall.at(address).filter(call -> call.method().whole() == method).isPresent();
  }

  /** What messages call an answer. */
  public String answer() {
    return answer;
  }

  public ErrorForm errors() {
    return errors;
  }

  /** Whether requests are forms with a file; inside the gateway they have a JSON form. */
  public boolean takesForms() {
    return this == AUDIO_TRANSCRIPTIONS;
  }

  /** Whether answers are sound; inside the gateway they have a JSON form. */
  public boolean answersSound() {
    return this == AUDIO_SPEECH;
  }

  /** Whether the address names the model, and whether a stream is wanted. */
  public boolean namesModelInPath() {
    return method != null;
  }

  /** What the address asks of the model; empty where addresses name none. */
  public Optional<ContentsMethod> method() {
    return Optional.ofNullable(method);
  }

  /** Whether a header names betas of the API that a request asks for. */
  public boolean hasBetas() {
    return this == MESSAGES || this == COUNT_TOKENS;
  }

  private Shape shape() {
    return switch (this) {
      case CHAT_COMPLETIONS -> new ChatShape();
      case RESPONSES -> new ResponseShape();
      case MESSAGES -> new MessagesShape();
      case COUNT_TOKENS -> new CountShape(new MessagesShape(), "input_tokens");
      case COMPLETIONS -> new CompletionShape();
      case EMBEDDINGS -> new EmbeddingShape();
      case MODERATIONS -> new ModerationShape();
      case AUDIO_SPEECH -> new SpeechShape();
      case AUDIO_TRANSCRIPTIONS -> new TranscriptionShape();
      case GENERATE_CONTENT -> new ContentsShape();
      case COUNT_CONTENT -> new CountShape(new ContentsShape(), "totalTokens");
      case EMBED_CONTENT -> ContentsEmbeddingShape.ofOne();
      case EMBED_CONTENTS -> ContentsEmbeddingShape.ofMany();
    };
  }

  /** The shape of its streams; empty when its answers never come as one. */
  public Optional<StreamedShape> streamed() {
    return shape() instanceof StreamedShape streamed ? Optional.of(streamed) : Optional.empty();
  }

  /** What an answer says of its end, whether or not it is one otherwise. */
  public AnswerEnd end(ObjectNode answer) {
    return shape().end(answer);
  }

  /** The same of an answer as it came; what is no JSON object says nothing. */
  public AnswerEnd end(byte[] answer) {
    try {
      return StrictJson.parse(answer) instanceof ObjectNode said ? end(said) : AnswerEnd.UNTOLD;
    } catch (MalformedJsonException _) {
      return AnswerEnd.UNTOLD;
    }
  }

  /**
   * Reads a request.
   *
   * @throws RefusedException when it is none of this protocol
   */
  public ModelRequest read(byte[] body) throws RefusedException {
    ModelRequest request = RequestReader.read(shape(), body);
    if (request.streams() && streamed().isEmpty()) {
      throw new RefusedException(
          Refusal.invalid(
              "streaming_not_supported",
              "this route has no stream; leave `stream` out",
              "/stream"));
    }
    return request;
  }
}
