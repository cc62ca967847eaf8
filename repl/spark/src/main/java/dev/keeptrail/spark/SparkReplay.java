package dev.keeptrail.spark;

import dev.keeptrail.repl.input.CaptureTable;
import dev.keeptrail.repl.input.Sample;
import dev.keeptrail.repl.report.ReplayReport;
import dev.keeptrail.repl.run.Replay;
import dev.keeptrail.repl.run.ReplayPack;
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
 * @param options of which the number of threads says nothing here
 * @param judging the same packs as workers get them
 * @param sample so many of the rows, those that a replay on one machine takes; null for all
 */
record SparkReplay(
    ReplayPack candidate,
    @Nullable ReplayPack baseline,
    Replay.Options options,
    Judging judging,
    @Nullable Integer sample) {
  private static final int DEPTH = 2;

  /**
   * What came of it.
   *
   * @param unpriced how many exchanges had counted tokens and no price
   */
  record Result(ReplayReport report, long unpriced) {}

  /**
   * Runs it.
   *
   * @param inputs files, folders or patterns, wherever Spark can read
   * @param partitions how many shares there are; 0 to leave that to Spark
   */
  Result run(SparkSession spark, List<String> inputs, int partitions) throws ReplayFailedException {
    try {
      Dataset<Row> rows = sampled(rows(spark, inputs));
      Dataset<Row> shares = partitions == 0 ? rows : rows.repartition(partitions);
      var add = new AddShares(options.maxFlips());
      String all =
          shares
              .mapPartitions(new JudgeShare(judging), Encoders.STRING())
              .toJavaRDD()
              .treeAggregate(Share.empty(options.maxFlips()).text(), add, add, DEPTH);
      Share whole = Share.read(all, options.maxFlips());
      return new Result(whole.judged().report(candidate, baseline, options), whole.unpriced());
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

  /** Those that {@link Sample} chooses: the ids with the smallest hashes, and rows without one. */
  private Dataset<Row> sampled(Dataset<Row> rows) {
    if (sample == null) {
      return rows;
    }
    Column id = functions.col("id");
    Column hash = functions.sha2(id.cast("binary"), 256);
    Row last =
        rows.filter(id.isNotNull())
            .select(hash.as("hash"))
            .distinct()
            .orderBy("hash")
            .limit(sample)
            .agg(functions.max("hash"))
            .head();
    // No row at all has an id where there is no last one.
    return last.isNullAt(0)
        ? rows
        : rows.filter(id.isNull().or(hash.leq(functions.lit(last.getString(0)))));
  }
}
