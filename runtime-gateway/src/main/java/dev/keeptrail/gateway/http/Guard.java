package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.callers.Operator;
import dev.keeptrail.gateway.callers.Operators;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;

/** Lets operators who show what opens their listener do what it is good for. Thread-safe. */
final class Guard {
  private static final Refusal INVALID_TOKEN =
      Refusal.of(
          401,
          ErrorType.AUTHENTICATION_ERROR,
          "invalid_token",
          "the operator's token is missing or wrong; `kt gateway` sends the one in KEEPTRAIL_HOME/run"
              + " as `Authorization: Bearer <token>`");

  private final Operators operators;

  Guard(Operators operators) {
    this.operators = operators;
  }

  /** What is done for somebody who was let in. */
  @FunctionalInterface
  interface Work {
    void handle(Context context, Operator operator) throws IOException;
  }

  Handler only(KeyScope scope, Work work) {
    return context -> {
      String shown = Callers.shown(context.req());
      Operator operator = shown == null ? null : operators.show(shown).orElse(null);
      if (operator == null) {
        Reply.refuse(context.res(), INVALID_TOKEN, "", null);
      } else if (!operator.may(scope)) {
        Reply.refuse(context.res(), Callers.insufficient(scope), "", null);
      } else {
        work.handle(context, operator);
      }
    };
  }

  /** Whether what somebody has shown is still good. */
  boolean stillGood(Operator operator) {
    return operators.stillGood(operator);
  }
}
