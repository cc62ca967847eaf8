package dev.keeptrail.spark;

import dev.keeptrail.ledger.price.PriceTable;
import dev.keeptrail.repl.input.CaptureTable;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.input.Repricing;
import dev.keeptrail.repl.run.ReplayShare;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Judges the rows of one partition; what came of them is one text. */
record JudgeShare(Judging judging) implements MapPartitionsFunction<Row, String> {
  private static final long serialVersionUID = 1L;

  @Override
  public Iterator<String> call(Iterator<Row> rows) throws ReplayFailedException {
    Judges.Judge judge = Judges.of(judging);
    ReplayShare share = ReplayShare.empty(judging.maxFlips());
    PriceTable prices = judge.prices();
    Repricing repricing = prices == null ? null : new Repricing(prices::cost);
    while (rows.hasNext()) {
      ReplayCase recorded = CaptureTable.item(new RowCells(rows.next()), judge.keys()).read();
      share.judge(judge.sides(), repricing == null ? recorded : repricing.of(recorded));
    }
    long unpriced = repricing == null ? 0 : repricing.unpriced();
    return List.of(new Share(unpriced, share).text()).iterator();
  }

  /** One row as Spark has it; texts may have come as bytes. */
  private record RowCells(Row row) implements CaptureTable.Cells {
    @Override
    public @Nullable String text(String column) {
      Object value = row.getAs(column);
      return switch (value) {
        case null -> null;
        case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
        default -> value.toString();
      };
    }

    @Override
    public byte @Nullable [] bytes(String column) {
      return row.getAs(column);
    }
  }
}
