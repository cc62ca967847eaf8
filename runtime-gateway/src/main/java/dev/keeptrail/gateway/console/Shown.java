package dev.keeptrail.gateway.console;

import static dev.keeptrail.gateway.html.Html.attr;
import static dev.keeptrail.gateway.html.Html.el;
import static dev.keeptrail.gateway.html.Html.inParts;
import static dev.keeptrail.gateway.html.Html.said;
import static dev.keeptrail.gateway.html.Html.style;
import static dev.keeptrail.gateway.html.Html.text;

import dev.keeptrail.gateway.html.Node;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.ledger.escalation.Escalation;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Times, amounts and verdicts as people read them. Stateless. */
final class Shown {
  static final Set<String> VERDICTS = Set.of("allow", "redact", "escalate", "block");

  private static final int NAME = 100;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Shown() {}

  /** A time in UTC, marked up so that programs can read it. */
  static Node time(Instant at) {
    return el("time", attr("datetime", machineTime(at)), text(timeText(at)));
  }

  /** What programs read: HTML allows three digits after the second, and an event has six. */
  static String machineTime(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  static String timeText(Instant at) {
    return TIME.format(at);
  }

  static String minute(Instant at) {
    return MINUTE.format(at);
  }

  static Node verdict(String verdict) {
    return el("span", style("verdict " + verdictClass(verdict)), text(verdict));
  }

  /** How an escalation stands, in the colours of verdicts. */
  static Node state(Escalation.State state) {
    String looks =
        switch (state) {
          case QUEUED -> "escalate";
          case CLAIMED -> "redact";
          case APPROVED, USED -> "allow";
          case DENIED -> "block";
          case EXPIRED -> "other";
        };
    return el("span", style("verdict " + looks), text(state.word()));
  }

  /** A class of ours; never what an event says. */
  static String verdictClass(String verdict) {
    return VERDICTS.contains(verdict) ? verdict : "other";
  }

  static String duration(long micros) {
    if (micros < 1_000) {
      return micros + "\u00a0µs";
    }
    return micros < 1_000_000
        ? String.format(Locale.ROOT, "%.1f\u00a0ms", micros / 1e3)
        : String.format(Locale.ROOT, "%.2f\u00a0s", micros / 1e6);
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String usd(@Nullable Double amount) {
    if (amount == null) {
      return "price not known";
    }
    return String.format(Locale.ROOT, amount != 0 && amount < 0.01 ? "$%.6f" : "$%.2f", amount);
  }

  static String usd(long micros) {
    return usd(micros / 1e6);
  }

  static String policy(DecisionEvent event) {
    String policy = event.decisivePolicy();
    return policy == null ? "" : policy;
  }

  /** A time that no heading says the zone of. */
  static Node zoned(Instant at) {
    return el("time", attr("datetime", machineTime(at)), text(timeText(at) + " UTC"));
  }

  /** A name in a list, where one that somebody made long must not hide the others. */
  static Node name(@Nullable String name) {
    return name == null || name.isEmpty() ? said(name) : el("bdi", inParts(nameText(name)));
  }

  static String nameText(String name) {
    return cut(PrintableText.of(cut(name, NAME)), NAME);
  }

  /** At most so many characters, the last one an ellipsis where some are missing. */
  static String cut(String text, int most) {
    if (text.codePointCount(0, text.length()) <= most) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }
}
