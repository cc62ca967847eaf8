package dev.keeptrail.gateway.imports;

import dev.keeptrail.gateway.body.ModelAnswer;
import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.sse.SseEvent;
import dev.keeptrail.gateway.stream.AnswerReader;
import dev.keeptrail.gateway.stream.BrokenStreamException;
import dev.keeptrail.gateway.stream.StreamedShape;
import java.util.List;
import java.util.Optional;

/** Puts logged events together to the answer that they say, with the readers of the gateway. */
final class StreamedAnswer {
  private StreamedAnswer() {}

  /**
   * Empty where they are no answer of this protocol. One that breaks off counts as far as it came:
   * the caller has seen that much.
   */
  static Optional<ModelAnswer> of(Protocol protocol, ModelRequest request, List<SseEvent> events) {
    return protocol.streamed().flatMap(streamed -> read(streamed, request, events));
  }

  private static Optional<ModelAnswer> read(
      StreamedShape streamed, ModelRequest request, List<SseEvent> events) {
    AnswerReader reader = streamed.reader();
    try {
      for (SseEvent event : events) {
        if (reader.isOver()) {
          break;
        }
        reader.accept(event, _ -> {});
      }
    } catch (BrokenStreamException _) {
      // No gateway passes such a stream on: there is nothing to judge.
      return Optional.empty();
    }
    return request.answer(reader.soFar());
  }
}
