package dev.keeptrail.spark;

import dev.keeptrail.repl.run.UnfitStateException;
import org.apache.spark.api.java.function.Function2;

/** Adds up what came of two partitions. */
record AddShares(int maxFlips) implements Function2<String, String, String> {
  private static final long serialVersionUID = 1L;

  @Override
  public String call(String one, String other) throws UnfitStateException {
    return Share.read(one, maxFlips).plus(Share.read(other, maxFlips)).text();
  }
}
