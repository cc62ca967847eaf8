package dev.keeptrail.ledger.parquet;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table: its name, what its values are, and where in a row they come from. Values
 * that are not there are null, but in lists and maps, which are empty then.
 *
 * @param <R> what a row is
 */
public final class Column<R> {
  private final String name;
  private final Shape shape;
  private final List<Leaf> leaves;
  private final Cell<R> cell;

  /** How a column is made up of leaves. */
  enum Shape {
    SINGLE,
    LIST,
    MAP
  }

  /** Puts what a row has for the column into its chunks, one for each leaf. */
  @FunctionalInterface
  private interface Cell<R> {
    void put(R row, List<Chunk> chunks);
  }

  private Column(String name, Shape shape, List<Leaf> leaves, Cell<R> cell) {
    this.name = name;
    this.shape = shape;
    this.leaves = leaves;
    this.cell = cell;
  }

  public static <R> Column<R> text(String name, Function<R, @Nullable String> value) {
    return single(name, Leaf.Kind.TEXT, value, (text, chunk) -> chunk.bytes(utf8(text), true));
  }

  /** Texts that are JSON, in UTF-8. */
  public static <R> Column<R> json(String name, Function<R, byte @Nullable []> value) {
    return single(name, Leaf.Kind.JSON, value, (text, chunk) -> chunk.bytes(text, true));
  }

  /** Bytes that cannot be made smaller. */
  public static <R> Column<R> packed(String name, Function<R, byte @Nullable []> value) {
    var leaf = new Leaf(List.of(name), Leaf.Kind.BYTES, false, false);
    return of(name, leaf, value, (bytes, chunk) -> chunk.bytes(bytes, true));
  }

  public static <R> Column<R> flag(String name, Function<R, @Nullable Boolean> value) {
    return single(name, Leaf.Kind.FLAG, value, (flag, chunk) -> chunk.flag(flag));
  }

  public static <R> Column<R> int32(String name, Function<R, @Nullable Integer> value) {
    return single(name, Leaf.Kind.INT32, value, (number, chunk) -> chunk.value(true).int32(number));
  }

  public static <R> Column<R> int64(String name, Function<R, @Nullable Long> value) {
    return single(name, Leaf.Kind.INT64, value, (number, chunk) -> chunk.whole(number));
  }

  public static <R> Column<R> real(String name, Function<R, @Nullable Double> value) {
    return single(
        name,
        Leaf.Kind.REAL,
        value,
        (number, chunk) -> chunk.value(true).int64(Double.doubleToLongBits(number)));
  }

  /** Points of time, to the microsecond. */
  public static <R> Column<R> time(String name, Function<R, @Nullable Instant> value) {
    return single(
        name,
        Leaf.Kind.TIME,
        value,
        (time, chunk) -> chunk.whole(ChronoUnit.MICROS.between(Instant.EPOCH, time)));
  }

  public static <R> Column<R> texts(String name, Function<R, Collection<String>> values) {
    var leaf = new Leaf(List.of(name, "list", "element"), Leaf.Kind.TEXT, true, true);
    return new Column<>(
        name,
        Shape.LIST,
        List.of(leaf),
        (row, chunks) -> put(values.apply(row), chunks.getFirst()));
  }

  /** Texts by their names. */
  public static <R> Column<R> map(String name, Function<R, Map<String, String>> values) {
    var keys = new Leaf(List.of(name, "key_value", "key"), Leaf.Kind.TEXT, true, true);
    var texts = new Leaf(List.of(name, "key_value", "value"), Leaf.Kind.TEXT, true, true);
    return new Column<>(
        name,
        Shape.MAP,
        List.of(keys, texts),
        (row, chunks) -> {
          Map<String, String> map = values.apply(row);
          put(map.keySet(), chunks.getFirst());
          put(map.values(), chunks.getLast());
        });
  }

  private static void put(Collection<String> texts, Chunk chunk) {
    if (texts.isEmpty()) {
      chunk.none();
    }
    boolean first = true;
    for (String text : texts) {
      chunk.bytes(utf8(text), first);
      first = false;
    }
  }

  /** Puts one value into a chunk. */
  private interface Put<V> {
    void put(V value, Chunk chunk);
  }

  private static <R, V> Column<R> single(
      String name, Leaf.Kind kind, Function<R, @Nullable V> value, Put<V> put) {
    return of(name, new Leaf(List.of(name), kind, false, true), value, put);
  }

  private static <R, V> Column<R> of(
      String name, Leaf leaf, Function<R, @Nullable V> value, Put<V> put) {
    return new Column<>(
        name,
        Shape.SINGLE,
        List.of(leaf),
        (row, chunks) -> {
          V present = value.apply(row);
          if (present == null) {
            chunks.getFirst().none();
          } else {
            put.put(present, chunks.getFirst());
          }
        });
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public String name() {
    return name;
  }

  Shape shape() {
    return shape;
  }

  List<Leaf> leaves() {
    return leaves;
  }

  void put(R row, List<Chunk> chunks) {
    cell.put(row, chunks);
    chunks.forEach(Chunk::endRow);
  }
}
