package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.body.AnswerEnd;
import dev.keeptrail.gateway.body.ModelAnswer;
import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.body.ToldReason;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.provider.Outgoing;
import dev.keeptrail.gateway.provider.Patience;
import dev.keeptrail.gateway.provider.ProviderAnswer;
import dev.keeptrail.gateway.provider.ProviderException;
import dev.keeptrail.gateway.provider.ProviderStream;
import dev.keeptrail.gateway.provider.Recall;
import dev.keeptrail.gateway.provider.Target;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.routing.Route;
import dev.keeptrail.gateway.routing.TargetHealth;
import dev.keeptrail.gateway.stream.BrokenStreamException;
import dev.keeptrail.gateway.stream.FailedStreamException;
import dev.keeptrail.language.plan.FallbackTrigger;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks the targets of a route one after the other until one answers. Another target than the first
 * is asked only when the request has been judged for it. One use, one thread.
 */
final class Asking {
  private static final Refusal OPEN =
      Refusal.of(
          503,
          ErrorType.UPSTREAM_ERROR,
          "provider_unavailable",
          "the provider has failed too often of late and is left alone for a while");

  private final Route route;
  private final Protocol protocol;
  private final ModelRequest request;
  private final EventDraft draft;
  private final Predicate<Target> judgedFor;
  private final BooleanSupplier live;
  private final Recall recall;

  /**
   * @param live whether the answer may be given out while it comes, and so is to be asked for as a
   *     stream
   * @param judgedFor judges the request, as it stands, for another target; false keeps it from that
   * @param recall called once the caller has gone; then nobody is asked any more
   */
  Asking(
      Route route,
      Protocol protocol,
      ModelRequest request,
      EventDraft draft,
      BooleanSupplier live,
      Predicate<Target> judgedFor,
      Recall recall) {
    this.route = route;
    this.protocol = protocol;
    this.request = request;
    this.draft = draft;
    this.live = live;
    this.judgedFor = judgedFor;
    this.recall = recall;
  }

  /**
   * What asking came to: an answer, one that has begun, or why there is none and what may be done
   * about it.
   */
  record Result(
      @Nullable ModelAnswer answer,
      @Nullable LiveAnswer begun,
      @Nullable Refusal refusal,
      @Nullable FallbackTrigger failure,
      boolean goesOn) {
    static Result failed(Refusal refusal, @Nullable FallbackTrigger failure) {
      return new Result(null, null, refusal, failure, false);
    }

    static Result answered(ModelAnswer answer) {
      return new Result(answer, null, null, null, false);
    }

    static Result begun(LiveAnswer answer) {
      return new Result(null, answer, null, null, false);
    }

    /** Nobody waits for it any more. */
    static Result takenBack() {
      return new Result(null, null, null, null, false);
    }

    boolean isAnswered() {
      return answer != null || begun != null;
    }

    /** Nothing was asked, so any other target may be. */
    static Result passed(Refusal refusal) {
      return new Result(null, null, refusal, null, true);
    }
  }

  Result run() {
    if (recall.isCalled()) {
      return Result.takenBack();
    }
    route.notAllowed().forEach(one -> draft.passedOver(one.id(), "not_allowed"));
    Result result = ask(route.first());
    for (Target next : route.targets().subList(1, route.targets().size())) {
      boolean another = result.goesOn() || route.fallsBack(result.failure());
      if (result.isAnswered() || !another || !route.left().isPositive()) {
        return result;
      }
      if (judgedFor.test(next)) {
        result = ask(next);
      } else {
        draft.passedOver(next.id(), "not_allowed");
      }
    }
    return result;
  }

  private Result ask(Target target) {
    Speech speech;
    Outgoing body;
    boolean streams = live.getAsBoolean();
    try {
      String model = Addressee.modelFor(target, request);
      speech = Speech.with(target, protocol, model);
      ObjectNode sent = request.upstream(model);
      body = (streams ? speech.streamedRequest(sent, target) : speech.request(sent)).until(recall);
    } catch (RefusedException refused) {
      draft.passedOver(target.id(), refused.refusal().code());
      return Result.passed(refused.refusal());
    }
    int before = 0;
    while (true) {
      TargetHealth.Turn turn = route.enter(target);
      if (turn == null) {
        draft.passedOver(target.id(), "circuit_open");
        return Result.passed(OPEN);
      }
      Result result = call(new Call(target, speech, turn), body, streams);
      if (result.isAnswered() || !target.available() || !again(result, before)) {
        return result;
      }
      before++;
    }
  }

  private boolean again(Result result, int before) {
    if (!route.left().isPositive() || !route.retries(result.failure(), before)) {
      return false;
    }
    try {
      route.pause(before);
      return route.left().isPositive() && !recall.isCalled();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** One time that a target is asked. */
  private record Call(Target target, Speech speech, TargetHealth.Turn turn) {}

  private Result call(Call call, Outgoing body, boolean streams) {
    boolean goesOn = false;
    try {
      Result result = answer(call, body, streams);
      goesOn = result.begun() != null;
      return result;
    } finally {
      if (!goesOn) {
        call.turn().close();
      }
    }
  }

  private Result answer(Call call, Outgoing body, boolean streams) {
    Target target = call.target();
    Protocol asked = call.speech().protocol();
    long start = System.nanoTime();
    try {
      Duration left = route.left();
      if (streams) {
        return open(call, target.client().open(asked, body, left), start);
      }
      ProviderAnswer answer = target.client().complete(asked, body, left);
      long nanos = System.nanoTime() - start;
      target.called(answer.status() >= 500);
      return read(call, answer, nanos);
    } catch (ProviderException failed) {
      long nanos = System.nanoTime() - start;
      if (recall.isCalled()) {
        // The provider did not fail, and may be paid all the same.
        draft.asked(target, nanos, null, null, null);
        return Result.takenBack();
      }
      target.called(true);
      settle(call.turn(), failed.kind(), nanos);
      draft.asked(target, nanos, null, failed.kind().word(), null);
      return Result.failed(UpstreamRefusals.of(failed.kind()), triggerOf(failed.kind()));
    }
  }

  /**
   * Waits for the first word of the answer, as long as there is time for all attempts: up to there,
   * another target may still be asked instead.
   */
  private Result open(Call call, ProviderStream stream, long start) throws ProviderException {
    boolean taken = false;
    try (Patience _ = stream.within(route.left());
        Recall.Asked _ = recall.during(stream::giveUp)) {
      call.target().called(stream.status() >= 500);
      if (!isSuccess(stream.status()) || !isOf(stream.contentType(), "text/event-stream")) {
        return read(call, whole(stream), System.nanoTime() - start);
      }
      long waited = System.nanoTime() - start;
      var live = new LiveAnswer(call.target(), call.speech(), call.turn(), stream, waited);
      if (!live.begins()) {
        return invalid(call, stream.status(), live.waited());
      }
      taken = true;
      call.turn().begun(live.waited());
      return Result.begun(live);
    } catch (FailedStreamException failed) {
      return failed(
          call,
          stream.status(),
          System.nanoTime() - start,
          FailedStreamException.WORD,
          failed.reason());
    } catch (BrokenStreamException _) {
      return invalid(call, stream.status(), System.nanoTime() - start);
    } finally {
      if (!taken) {
        stream.close();
      }
    }
  }

  /** An answer that came in one piece after all. */
  private static ProviderAnswer whole(ProviderStream stream) throws ProviderException {
    var body = new ByteArrayOutputStream();
    byte[] buffer = new byte[8_192];
    int length = stream.read(buffer);
    while (length >= 0) {
      body.write(buffer, 0, length);
      length = stream.read(buffer);
    }
    return new ProviderAnswer(
        stream.status(), stream.contentType(), stream.retryAfter(), body.toByteArray());
  }

  private Result read(Call call, ProviderAnswer answer, long nanos) {
    Target target = call.target();
    int status = answer.status();
    if (!isSuccess(status)) {
      FallbackTrigger trigger = triggerOf(status);
      if (trigger == FallbackTrigger.SERVER_ERROR) {
        call.turn().failed(nanos);
      }
      draft.asked(target, nanos, status, "status_" + status, null);
      return Result.failed(UpstreamRefusals.of(answer), trigger);
    }
    boolean json = isOf(answer.contentType(), "application/json");
    ModelAnswer answered =
        json ? call.speech().answer(answer.body()).flatMap(request::answer).orElse(null) : null;
    if (answered != null && answered.end() == AnswerEnd.TOLD) {
      call.turn().answered(nanos);
      draft.asked(target, nanos, status, null, answered.model());
      draft.answered(request, answered);
      return Result.answered(answered);
    }
    return json && call.speech().protocol().end(answer.body()) == AnswerEnd.FAILED
        ? failed(call, status, nanos, AnswerEnd.FAILED_WORD, ToldReason.of(answer.body()))
        : invalid(call, status, nanos);
  }

  private Result invalid(Call call, int status, long nanos) {
    return failed(
        call,
        status,
        nanos,
        "invalid_response",
        UpstreamRefusals.notAnAnswer(call.speech().protocol()));
  }

  /** The provider says in its answer that it failed, be it for what it was asked. */
  private Result failed(
      Call call, int status, long nanos, String word, @Nullable ToldReason reason) {
    Refusal refusal = UpstreamRefusals.failedAnswer(reason);
    if (UpstreamRefusals.isOfRequest(reason)) {
      draft.asked(call.target(), nanos, status, word, null);
      return Result.failed(refusal, null);
    }
    return failed(call, status, nanos, word, refusal);
  }

  private Result failed(Call call, int status, long nanos, String word, Refusal refusal) {
    call.turn().failed(nanos);
    draft.asked(call.target(), nanos, status, word, null);
    return Result.failed(refusal, FallbackTrigger.SERVER_ERROR);
  }

  /** What was never sent to a target says nothing about it. */
  private static void settle(TargetHealth.Turn turn, ProviderException.Kind kind, long nanos) {
    switch (kind) {
      case NO_SECRET, NOT_SPOKEN -> {}
      case TIMEOUT, UNREACHABLE, NO_ANSWER, BROKEN, TOO_LARGE -> turn.failed(nanos);
    }
  }

  private static @Nullable FallbackTrigger triggerOf(int status) {
    if (status == 429) {
      return FallbackTrigger.RATE_LIMIT;
    }
    return status == 408 || status >= 500 ? FallbackTrigger.SERVER_ERROR : null;
  }

  private static @Nullable FallbackTrigger triggerOf(ProviderException.Kind kind) {
    return switch (kind) {
      case TIMEOUT -> FallbackTrigger.TIMEOUT;
      case UNREACHABLE, NO_ANSWER, BROKEN, NO_SECRET -> FallbackTrigger.CONNECTION;
      case TOO_LARGE, NOT_SPOKEN -> null;
    };
  }

  private static boolean isSuccess(int status) {
    return status >= 200 && status <= 299;
  }

  private static boolean isOf(String contentType, String wanted) {
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT).equals(wanted);
  }
}
