package dev.keeptrail.ledger.parquet;

import java.util.List;
import java.util.Map;

/** What stands at the end of a file: the schema, and where everything is. Stateless. */
final class Footer {
  private static final String CREATED_BY = "keeptrail";
  private static final int REQUIRED = 0;
  private static final int OPTIONAL = 1;
  private static final int REPEATED = 2;
  private static final int TEXT = 0;
  private static final int MAP = 1;
  private static final int LIST = 3;
  private static final int MICROSECONDS = 10;
  private static final int JSON = 19;

  private Footer() {}

  static byte[] of(
      List<? extends Column<?>> columns, Map<String, String> metadata, List<RowGroup> groups) {
    var footer = new ThriftWriter().int32(1, 1);
    schema(columns, footer);
    footer.int64(3, groups.stream().mapToLong(RowGroup::rows).sum());
    footer.list(4, ThriftWriter.STRUCT, groups.size());
    groups.forEach(group -> footer.written(group.description()));
    footer.list(5, ThriftWriter.STRUCT, metadata.size());
    metadata.forEach((name, value) -> footer.begin().text(1, name).text(2, value).end());
    footer.text(6, CREATED_BY);
    int leaves = columns.stream().mapToInt(column -> column.leaves().size()).sum();
    footer.list(7, ThriftWriter.STRUCT, leaves);
    for (int i = 0; i < leaves; i++) {
      // The order that the type defines, which bounds are to be read by.
      footer.begin().begin(1).end().end();
    }
    return footer.end().toBytes();
  }

  private static void schema(List<? extends Column<?>> columns, ThriftWriter footer) {
    int elements =
        columns.stream()
            .mapToInt(column ->
                switch (column.shape()) {
                  case SINGLE -> 1;
                  case LIST -> 3;
                  case MAP -> 4;
                })
            .sum();
    footer.list(2, ThriftWriter.STRUCT, elements + 1);
    footer.begin().text(4, "schema").int32(5, columns.size()).end();
    columns.forEach(column -> column(column, footer));
  }

  private static void column(Column<?> column, ThriftWriter footer) {
    switch (column.shape()) {
      case SINGLE -> leaf(column.leaves().getFirst(), OPTIONAL, footer);
      case LIST -> {
        group(REQUIRED, column.name(), 1, footer).int32(6, LIST).begin(10).begin(3);
        footer.end().end().end();
        group(REPEATED, "list", 1, footer).end();
        leaf(column.leaves().getFirst(), REQUIRED, footer);
      }
      case MAP -> {
        group(REQUIRED, column.name(), 1, footer).int32(6, MAP).begin(10).begin(2);
        footer.end().end().end();
        group(REPEATED, "key_value", 2, footer).end();
        column.leaves().forEach(leaf -> leaf(leaf, REQUIRED, footer));
      }
    }
  }

  private static ThriftWriter group(
      int repetition, String name, int children, ThriftWriter footer) {
    return footer.begin().int32(3, repetition).text(4, name).int32(5, children);
  }

  private static void leaf(Leaf leaf, int repetition, ThriftWriter footer) {
    footer.begin().int32(1, leaf.kind().physical()).int32(3, repetition);
    footer.text(4, leaf.path().getLast());
    switch (leaf.kind()) {
      case TEXT -> footer.int32(6, TEXT).begin(10).begin(1).end().end();
      case JSON -> footer.int32(6, JSON).begin(10).begin(12).end().end();
      case TIME -> {
        footer.int32(6, MICROSECONDS).begin(10).begin(8).flag(1, true);
        footer.begin(2).begin(2).end().end().end().end();
      }
      case FLAG, INT32, INT64, REAL, BYTES -> {}
    }
    footer.end();
  }
}
