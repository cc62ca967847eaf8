package dev.keeptrail.repl.run;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.repl.compare.Comparison;
import dev.keeptrail.repl.input.ReplayCase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One exchange and what became of it, for whoever adds them up. */
record ReplayedEvent(ReplayCase recorded, Comparison comparison) {
  private static final int USER_DIGITS = 8;

  String id() {
    return recorded.id();
  }

  String model() {
    CapturedExchange exchange = recorded.exchange();
    if (exchange != null) {
      return exchange.phases().getFirst().content().request().model();
    }
    DecisionEvent event = recorded.event();
    return event == null ? "" : event.model();
  }

  /** A name that stays the same for the same user, and does not say who it is. */
  String user() {
    CapturedExchange exchange = recorded.exchange();
    if (exchange == null) {
      return "";
    }
    for (Fact fact : exchange.phases().getFirst().content().facts()) {
      if (fact.type() == FactType.IDENTITY
          && fact.fields().get("user") instanceof Value.Text(var user)) {
        boolean masked = exchange.phases().getFirst().masked().fields().contains("identity.user");
        return masked ? "(masked)" : "user-" + digest(user);
      }
    }
    return "";
  }

  /** What it cost; zero where that is not known. */
  double costUsd() {
    DecisionEvent event = recorded.event();
    DecisionEvent.Cost cost = event == null ? null : event.cost();
    Double total = cost == null ? null : cost.totalUsd();
    return total == null ? 0 : total;
  }

  private static String digest(String user) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(user.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, USER_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
