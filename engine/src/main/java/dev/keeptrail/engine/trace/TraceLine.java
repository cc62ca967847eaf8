package dev.keeptrail.engine.trace;

/** Steps of a trace as people write them in tests. */
public final class TraceLine {
  private TraceLine() {}

  /** Such as {@code fire wire-transfers.large escalate wire_transfer.large}. */
  public static String of(TraceEvent event) {
    return switch (event) {
      case TraceEvent.PolicyEntered(var policy) -> "enter " + policy;
      case TraceEvent.RuleFired(var policy, var rule, var effect, var reason, var _, var _) ->
          "fire " + policy + "." + rule + " " + effect + " " + reason;
      case TraceEvent.FindingHidden(var policy, var finding) -> "hide " + policy + " " + finding;
      case TraceEvent.PolicyDecided(var policy, var verdict, var _, var _, var reason) ->
          "decide " + policy + " " + verdict + " " + reason;
      case TraceEvent.PolicySkipped(var policy) -> "skip " + policy;
      case TraceEvent.Faulted(var policy, var source, var problem) ->
          "fault " + policy + " " + source + " " + problem;
      case TraceEvent.ChainDecided(var verdict, var reason, var policy) ->
          "verdict " + verdict + " " + reason + (policy == null ? "" : " by " + policy);
    };
  }
}
