package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.exchange.CallerStream.CallerGoneException;
import dev.keeptrail.gateway.provider.BeforeWaiting;
import dev.keeptrail.gateway.provider.ProviderException;
import dev.keeptrail.gateway.sse.SseEvent;
import dev.keeptrail.gateway.stream.AnswerChannels;
import dev.keeptrail.gateway.stream.AnswerReader;
import dev.keeptrail.gateway.stream.AnswerWriter;
import dev.keeptrail.gateway.stream.BrokenStreamException;
import dev.keeptrail.gateway.stream.DeltaChannel;
import dev.keeptrail.gateway.stream.DisagreementException;
import dev.keeptrail.gateway.stream.Holding;
import dev.keeptrail.gateway.stream.Piece;
import dev.keeptrail.gateway.stream.StreamEvent;
import dev.keeptrail.gateway.stream.StreamedShape;
import dev.keeptrail.gateway.translation.PieceTranslation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives an answer out while it comes: what policies have settled goes to the caller, all else
 * waits. Reads on only when what may go out has gone, so a slow caller slows the provider. One use,
 * one thread.
 */
final class LiveRun {
  private final LiveAnswer answer;
  private final AnswerReader reader;
  private final @Nullable PieceTranslation translation;
  private final StreamedShape shape;
  private final AnswerWriter writer;
  private final AnswerChannels channels;
  private final Judge judge;
  private final CallerStream caller;
  private final List<StreamEvent> ready = new ArrayList<>();
  private @Nullable CallerGoneException gone;
  private boolean speaks;
  private boolean stopped;
  private boolean disagrees;

  LiveRun(
      LiveAnswer answer,
      StreamedShape shape,
      AnswerWriter writer,
      AnswerChannels channels,
      Judge judge,
      CallerStream caller) {
    this.answer = answer;
    this.reader = answer.speech().streamed().reader();
    this.translation = answer.speech().pieces();
    this.shape = shape;
    this.writer = writer;
    this.channels = channels;
    this.judge = judge;
    this.caller = caller;
  }

  /** Judges a part of the answer by itself and carries its edits out in it. */
  interface Judge {
    /** What became of a part. */
    enum Ruling {
      /** It may be said as it stands now. */
      SAY,
      /** It has to wait for the judgement of the whole answer. */
      WAIT,
      /** A policy stops the answer. */
      STOP
    }

    /** Judges what stands beside the model's words; masking is not for these. */
    Ruling head(ObjectNode head);

    Ruling part(ObjectNode part);
  }

  /** How the answer ended. */
  enum Ending {
    /** It is complete. */
    COMPLETE,
    /** A policy stopped it. */
    STOPPED,
    /** It has more or longer texts than are kept. */
    OVERFLOWN,
    /** What was said in pieces is not what was decided at the end of a part. */
    DISAGREES
  }

  /**
   * Takes the answer to its end.
   *
   * @throws ProviderException when the provider breaks off
   * @throws BrokenStreamException when what comes is no answer, or its end is missing
   * @throws CallerGoneException when nobody listens any more
   */
  Ending run() throws ProviderException, BrokenStreamException, CallerGoneException {
    while (await()) {
      // What comes behind the end is no part of the answer, wherever the bytes were cut.
      for (SseEvent event = next(); event != null; event = next()) {
        reader.accept(event, this::take);
        Ending ending = ending();
        if (ending != null) {
          return ending;
        }
      }
      if (!ready.isEmpty()) {
        caller.send(ready);
        ready.clear();
      }
      if (reader.isOver()) {
        break;
      }
    }
    // Judging the whole answer and writing its event take time, too.
    caller.flush();
    if (!reader.isComplete()) {
      requireCaller();
      throw new BrokenStreamException("the answer has no end");
    }
    answer.finish();
    return Ending.COMPLETE;
  }

  /** Waits for more; what is ready goes out before, and not before that. */
  private boolean await() throws ProviderException, BrokenStreamException, CallerGoneException {
    try {
      return answer.await(this::flush);
    } catch (ProviderException broken) {
      if (gone != null) {
        throw gone;
      }
      requireCaller();
      throw broken;
    }
  }

  /** An answer that was given up because nobody listens is not the provider's failure. */
  private void requireCaller() throws CallerGoneException {
    if (caller.isGone()) {
      throw new CallerGoneException();
    }
  }

  private void flush() throws IOException {
    try {
      caller.flush();
    } catch (CallerGoneException left) {
      gone = left;
      throw new IOException("the caller has gone");
    }
  }

  /**
   * Reads the rest of an answer of which nothing has gone out, and says nothing of it.
   *
   * @return whether it came to its end
   */
  boolean readOn() throws ProviderException, BrokenStreamException {
    while (!reader.isOver() && answer.await(BeforeWaiting.NOTHING)) {
      for (SseEvent event = next(); event != null; event = next()) {
        reader.accept(event, _ -> {});
      }
    }
    if (reader.isComplete()) {
      answer.finish();
    }
    return reader.isComplete();
  }

  private @Nullable SseEvent next() {
    return reader.isOver() ? null : answer.poll();
  }

  private @Nullable Ending ending() {
    if (disagrees) {
      return Ending.DISAGREES;
    }
    if (stopped || channels.isStopped()) {
      return Ending.STOPPED;
    }
    return channels.isOverflown() ? Ending.OVERFLOWN : null;
  }

  /** The answer as far as it has come, in the provider's protocol. */
  ObjectNode soFar() {
    return reader.soFar();
  }

  /** Whether the caller's answer has begun, be it with nothing so far. */
  boolean hasSpoken() {
    return speaks;
  }

  /** Whether the caller's protocol is the provider's. */
  boolean isNative() {
    return translation == null;
  }

  private void take(Piece piece) {
    Optional<Piece> said = translation == null ? Optional.of(piece) : translation.translate(piece);
    said.ifPresent(this::say);
  }

  private void say(Piece piece) {
    if (stopped || disagrees) {
      return;
    }
    try {
      switch (piece) {
        case Piece.Head head -> head(head.head());
        case Piece.Begin begin -> {
          if (channels.channel(begin.key(), writer::location).isPresent() && speaks) {
            ready.addAll(writer.begin(begin.key(), begin.shell()));
          }
        }
        case Piece.Text text -> text(text);
        case Piece.End end -> {
          if (judged(shape.holding(end.part(), true)) && speaks) {
            ready.addAll(writer.end(end.key(), end.part()));
          }
        }
        case Piece.Part part -> {
          if (speaks && writer.takes(part.index()) && judged(shape.holding(part.part(), false))) {
            ready.addAll(writer.part(part.index(), part.part()));
          }
        }
      }
    } catch (DisagreementException _) {
      disagrees = true;
    }
  }

  private void head(ObjectNode head) {
    switch (judge.head(head)) {
      case SAY -> {
        speaks = true;
        ready.addAll(writer.head(head));
      }
      // Then nothing is said before the end.
      case WAIT -> {}
      case STOP -> stopped = true;
    }
  }

  private void text(Piece.Text text) {
    DeltaChannel channel = channels.channel(text.key(), writer::location).orElse(null);
    if (channel == null) {
      return;
    }
    String released = channel.append(text.text());
    if (!released.isEmpty() && speaks && !channels.isStopped()) {
      ready.addAll(writer.text(text.key(), released));
    }
  }

  private boolean judged(Holding holding) {
    return switch (judge.part(holding.answer())) {
      case SAY -> !holding.isEmpty();
      case WAIT -> false;
      case STOP -> {
        stopped = true;
        yield false;
      }
    };
  }
}
