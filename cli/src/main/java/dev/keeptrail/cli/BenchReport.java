package dev.keeptrail.cli;

import dev.keeptrail.engine.measure.PhaseCosts;
import dev.keeptrail.engine.measure.Quantiles;
import dev.keeptrail.language.diagnostic.Counted;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.plan.PackIdentity;
import java.util.List;
import java.util.Locale;

/**
 * What decisions of a pack cost, in microseconds.
 *
 * @param exchanges how many there are
 * @param rounds how often each was judged
 */
record BenchReport(
    PackIdentity pack,
    String planDigest,
    String engine,
    int exchanges,
    int rounds,
    int warmUp,
    List<PhaseCosts> phases) {
  private static final double MICROSECOND = 1_000;

  void print(Invocation invocation) {
    invocation
        .out()
        .printf(
            Locale.ROOT,
            "%s@%s, %s: %s, %s after %d that do not count%n",
            pack.name(),
            pack.version(),
            engine,
            Counted.of(exchanges, "exchange"),
            Counted.of(rounds, "round"),
            warmUp);
    invocation
        .out()
        .printf(
            Locale.ROOT,
            "on this machine (%d processors, Java %s), one thread, in microseconds%n%n",
            Runtime.getRuntime().availableProcessors(),
            Runtime.version());
    table().print(invocation, "nothing was measured");
  }

  private FittedTable table() {
    var table =
        new FittedTable(
            FittedTable.Column.whole("PHASE"),
            FittedTable.Column.text("PART", 8),
            FittedTable.Column.number("COUNT").spared(1),
            FittedTable.Column.number("P50"),
            FittedTable.Column.number("P90"),
            FittedTable.Column.number("P99"),
            FittedTable.Column.number("MAX"));
    for (PhaseCosts phase : phases) {
      add(table, phase.phase().word(), "decision", phase.decision());
      add(table, "", "scan", phase.scan());
      phase.policies().forEach((policy, costs) -> add(table, "", policy, costs));
    }
    return table;
  }

  private static void add(FittedTable table, String phase, String part, Quantiles costs) {
    table.add(
        phase,
        part,
        costs.count(),
        shown(costs.p50()),
        shown(costs.p90()),
        shown(costs.p99()),
        shown(costs.max()));
  }

  private static String shown(long nanos) {
    return String.format(Locale.ROOT, "%.1f", nanos / MICROSECOND);
  }

  String json() {
    JsonWriter report = JsonWriter.indented().beginObject();
    report.name("pack").value(pack.name());
    report.name("version").value(pack.version());
    report.name("plan_digest").value(planDigest);
    report.name("engine").value(engine);
    report.name("exchanges").value((long) exchanges);
    report.name("rounds").value((long) rounds);
    report.name("warm_up").value((long) warmUp);
    report.name("processors").value((long) Runtime.getRuntime().availableProcessors());
    report.name("java").value(Runtime.version().toString());
    report.name("unit").value("us");
    report.name("phases").beginArray();
    for (PhaseCosts phase : phases) {
      report.beginObject().name("phase").value(phase.phase().word());
      report.name("decision");
      write(phase.decision(), report.beginObject());
      report.name("scan");
      write(phase.scan(), report.beginObject());
      report.name("policies").beginArray();
      phase
          .policies()
          .forEach(
              (policy, costs) -> write(costs, report.beginObject().name("policy").value(policy)));
      report.endArray().endObject();
    }
    return report.endArray().endObject() + "\n";
  }

  private static void write(Quantiles costs, JsonWriter report) {
    report.name("count").value(costs.count());
    report.name("p50").value(costs.p50() / MICROSECOND);
    report.name("p90").value(costs.p90() / MICROSECOND);
    report.name("p99").value(costs.p99() / MICROSECOND);
    report.name("max").value(costs.max() / MICROSECOND);
    report.endObject();
  }
}
