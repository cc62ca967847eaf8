package dev.keeptrail.spark;

import dev.keeptrail.language.plan.PlanJson;
import dev.keeptrail.repl.input.CaptureTable;
import dev.keeptrail.repl.report.ReplayReport;
import dev.keeptrail.repl.run.Replay;
import dev.keeptrail.repl.run.ReplayPack;
import dev.keeptrail.repl.run.ReplayShare;
import dev.keeptrail.repl.run.UnfitStateException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * A replay of tables of captures on Spark. Its report is the one of a replay of the same exchanges
 * on one machine, byte by byte, for any number of partitions.
 *
 * @param candidate stays the caller's, as the other pack does
 * @param baseline null for what was recorded
 * @param engine the word of an engine
 * @param options of which the number of threads says nothing here
 * @param keys where keys of captures are on each worker
 */
record SparkReplay(
    ReplayPack candidate,
    @Nullable ReplayPack baseline,
    String engine,
    Replay.Options options,
    List<String> keys) {
  private static final int DEPTH = 2;

  /**
   * Runs it.
   *
   * @param inputs files, folders or patterns, wherever Spark can read
   * @param partitions how many shares there are; 0 to leave that to Spark
   */
  ReplayReport run(SparkSession spark, List<String> inputs, int partitions)
      throws ReplayFailedException {
    try {
      Dataset<Row> rows = rows(spark, inputs);
      Dataset<Row> shares = partitions == 0 ? rows : rows.repartition(partitions);
      var add = new AddShares(options.maxFlips());
      String all =
          shares
              .mapPartitions(new JudgeShare(judging()), Encoders.STRING())
              .toJavaRDD()
              .treeAggregate(ReplayShare.empty(options.maxFlips()).text(), add, add, DEPTH);
      return ReplayShare.read(all, options.maxFlips()).report(candidate, baseline, options);
    } catch (UnfitStateException damaged) {
      throw new ReplayFailedException(String.valueOf(damaged.getMessage()));
    } catch (RuntimeException ours) {
      if (ours instanceof SparkThrowable) {
        throw failure(ours, inputs);
      }
      throw ours;
    } catch (Exception failed) {
      // WHY: Spark is written in Scala, which declares no exceptions.
      throw failure(failed, inputs);
    }
  }

  private static String words(List<String> inputs) {
    return inputs.stream().map(input -> "`" + input + "`").collect(Collectors.joining(", "));
  }

  /** What a worker said, where it was one of ours. */
  private static ReplayFailedException failure(Throwable failed, List<String> inputs) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof ReplayFailedException ours) {
        return ours;
      }
    }
    return new ReplayFailedException(
        failed instanceof AnalysisException
            ? "%s: no table of captures that can be read; `kt capture export` makes one"
                .formatted(words(inputs))
            : "Spark gave the replay up: "
                + String.valueOf(failed.getMessage()).lines().findFirst().orElse(""));
  }

  private static Dataset<Row> rows(SparkSession spark, List<String> inputs) {
    Column[] columns = CaptureTable.READ.stream().map(functions::col).toArray(Column[]::new);
    return spark.read().parquet(inputs.toArray(String[]::new)).select(columns);
  }

  private Judging judging() {
    ReplayPack other = baseline;
    return new Judging(
        PlanJson.canonical(candidate.judged().plan()),
        other == null ? null : PlanJson.canonical(other.judged().plan()),
        engine,
        options.findings(),
        options.maxFlips(),
        List.copyOf(keys));
  }
}
