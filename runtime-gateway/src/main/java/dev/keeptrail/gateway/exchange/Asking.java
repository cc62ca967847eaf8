package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.body.ModelAnswer;
import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.provider.ProviderAnswer;
import dev.keeptrail.gateway.provider.ProviderException;
import dev.keeptrail.gateway.provider.Target;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.routing.Route;
import dev.keeptrail.gateway.routing.TargetHealth;
import dev.keeptrail.language.plan.FallbackTrigger;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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

  /**
   * @param judgedFor judges the request, as it stands, for another target; false keeps it from that
   */
  Asking(
      Route route,
      Protocol protocol,
      ModelRequest request,
      EventDraft draft,
      Predicate<Target> judgedFor) {
    this.route = route;
    this.protocol = protocol;
    this.request = request;
    this.draft = draft;
    this.judgedFor = judgedFor;
  }

  /** What asking came to: an answer, or why there is none and what may be done about it. */
  record Result(
      @Nullable ModelAnswer answer,
      @Nullable Refusal refusal,
      @Nullable FallbackTrigger failure,
      boolean goesOn) {
    static Result failed(Refusal refusal, @Nullable FallbackTrigger failure) {
      return new Result(null, refusal, failure, false);
    }

    /** Nothing was asked, so any other target may be. */
    static Result passed(Refusal refusal) {
      return new Result(null, refusal, null, true);
    }
  }

  Result run() {
    route.notAllowed().forEach(one -> draft.passedOver(one.id(), "not_allowed"));
    Result result = ask(route.first());
    for (Target next : route.targets().subList(1, route.targets().size())) {
      boolean another = result.goesOn() || route.fallsBack(result.failure());
      if (result.answer() != null || !another || !route.left().isPositive()) {
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
    byte[] body;
    try {
      speech = Speech.with(target, protocol);
      body = speech.request(request.upstreamBody(Exchange.modelFor(target, request)));
    } catch (RefusedException refused) {
      draft.passedOver(target.id(), refused.refusal().code());
      return Result.passed(refused.refusal());
    }
    int before = 0;
    while (true) {
      if (!route.health(target).admits()) {
        draft.passedOver(target.id(), "circuit_open");
        return Result.passed(OPEN);
      }
      Result result = call(target, speech, body);
      if (result.answer() != null || !again(result, before)) {
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
      return route.left().isPositive();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Result call(Target target, Speech speech, byte[] body) {
    TargetHealth health = route.health(target);
    long start = System.nanoTime();
    try {
      Duration left = route.left();
      ProviderAnswer answer = target.client().complete(speech.protocol(), body, left);
      long nanos = System.nanoTime() - start;
      target.called(answer.status() >= 500);
      return read(target, speech, answer, nanos);
    } catch (ProviderException failed) {
      long nanos = System.nanoTime() - start;
      target.called(true);
      health.failed(nanos);
      draft.asked(target.id(), nanos, null, failed.kind().word(), null);
      return Result.failed(UpstreamRefusals.of(failed.kind()), triggerOf(failed.kind()));
    } catch (RuntimeException | Error fault) {
      health.undecided();
      throw fault;
    }
  }

  private Result read(Target target, Speech speech, ProviderAnswer answer, long nanos) {
    TargetHealth health = route.health(target);
    int status = answer.status();
    if (status < 200 || status > 299) {
      FallbackTrigger trigger = triggerOf(status);
      settle(health, trigger, nanos);
      draft.asked(target.id(), nanos, status, "status_" + status, null);
      return Result.failed(UpstreamRefusals.of(answer), trigger);
    }
    ModelAnswer answered =
        isJson(answer.contentType())
            ? speech.answer(answer.body()).flatMap(request::answer).orElse(null)
            : null;
    if (answered == null) {
      health.failed(nanos);
      draft.asked(target.id(), nanos, status, "invalid_response", null);
      return Result.failed(
          UpstreamRefusals.notAnAnswer(speech.protocol()), FallbackTrigger.SERVER_ERROR);
    }
    health.answered(nanos);
    draft.asked(target.id(), nanos, status, null, answered.model());
    return new Result(answered, null, null, false);
  }

  private static void settle(TargetHealth health, @Nullable FallbackTrigger trigger, long nanos) {
    if (trigger == FallbackTrigger.SERVER_ERROR) {
      health.failed(nanos);
    } else {
      health.undecided();
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
      case UNREACHABLE, BROKEN, NO_SECRET -> FallbackTrigger.CONNECTION;
      case TOO_LARGE, NOT_SPOKEN -> null;
    };
  }

  private static boolean isJson(String contentType) {
    String type = contentType.strip().toLowerCase(Locale.ROOT);
    return type.equals("application/json") || type.startsWith("application/json;");
  }
}
