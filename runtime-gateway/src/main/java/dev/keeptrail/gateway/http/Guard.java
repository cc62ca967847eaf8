package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.administration.RefusalTally;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.callers.Operator;
import dev.keeptrail.gateway.callers.Operators;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.ledger.QueryFormatException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;

/** Lets operators who show what opens their listener do what it is good for. Thread-safe. */
final class Guard {
  private static final String WRONG =
      "the operator's token is missing or wrong; `kt gateway` sends the one in KEEPTRAIL_HOME/run"
          + " as `Authorization: Bearer <token>`";
  private static final Refusal INVALID_TOKEN = unknown(WRONG);

  /** Who has a key made, and does not say so to the gateway, looks for the fault in the key. */
  static final String NO_KEYS =
      "keys open nothing here, because the gateway runs without `--auth keys`";

  private static final Refusal INVALID_TOKEN_NOR_KEY = unknown(WRONG + "; " + NO_KEYS);

  /** What the trail calls the operators' listener: whatever there is to be had needs a token. */
  static final String ROUTE = "operators";

  private final Operators operators;
  private final RefusalTally refusals;

  /**
   * Lets in whom the operators know.
   *
   * @param refusals counts those who are turned away
   */
  Guard(Operators operators, RefusalTally refusals) {
    this.operators = operators;
    this.refusals = refusals;
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
        refuse(context, operators.takeKeys() ? INVALID_TOKEN : INVALID_TOKEN_NOR_KEY);
      } else if (!operator.may(scope)) {
        refuse(context, Callers.insufficient(scope));
      } else {
        work(context, operator, work);
      }
    };
  }

  private void work(Context context, Operator operator, Work work) throws IOException {
    try {
      KnownParameters.check(context);
    } catch (QueryFormatException wrong) {
      String message = String.valueOf(wrong.getMessage());
      refuse(context, Refusal.invalid("invalid_query", message, null));
      return;
    }
    work.handle(context, operator);
  }

  private static Refusal unknown(String message) {
    return Refusal.of(401, ErrorType.AUTHENTICATION_ERROR, "invalid_token", message);
  }

  private void refuse(Context context, Refusal refusal) throws IOException {
    refusals.count(ROUTE, refusal.code(), refusal.status());
    Reply.refuse(context.res(), refusal, "", null);
  }

  /** Whether what somebody has shown is still good. */
  boolean stillGood(Operator operator) {
    return operators.stillGood(operator);
  }
}
