package dev.keeptrail.detectors.training.injection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures what is found of sources that were not trained on: for each source of attacks the recall
 * where one in a hundred of the harmless development texts is flagged.
 *
 * <p>Run with the data folder as the only argument.
 */
public final class LeaveOneSourceOut {
  private static final double RATE = 0.01;

  private LeaveOneSourceOut() {}

  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(arguments.length > 0 ? arguments[0] : "../shared/data/detection");
    Corpus corpus = Corpus.read(data);
    var examples = new Examples();
    List<Example> train = new ArrayList<>(examples.of(corpus.train()));
    train.addAll(examples.of(MadeRows.make(corpus, TrainInjection.SEED, TrainInjection.MADE)));
    List<Example> dev = examples.of(corpus.dev());
    List<Scored> folds = Folds.score(train, TrainInjection.SEED);
    Grams grams = GramTrainer.train(train, TrainInjection.SEED);
    List<Scored> development = dev.stream().map(one -> Scored.of(one, grams)).toList();
    Map<String, double[]> table = new TreeMap<>();
    Head.Parts[] parts = Head.Parts.values();
    for (int column = 0; column < parts.length; column++) {
      report(folds, development, parts[column], column, table);
    }
    print(table, parts);
  }

  static void report(
      List<Scored> folds,
      List<Scored> development,
      Head.Parts parts,
      int column,
      Map<String, double[]> table) {
    Head all = Head.train(folds, parts);
    double threshold = threshold(development, all);
    Map<String, List<Scored>> sets = new TreeMap<>();
    folds.forEach(
        one -> sets.computeIfAbsent(one.example().row().set(), k -> new ArrayList<>()).add(one));
    sets.forEach((set, held) -> {
      boolean attack = held.getFirst().example().row().attack();
      Head head = all;
      double bar = threshold;
      if (attack) {
        List<Scored> rest =
            folds.stream().filter(one -> !one.example().row().set().equals(set)).toList();
        head = Head.train(rest, parts);
        bar = threshold(development, head);
      }
      put(table, (attack ? "1 train " : "0 train ") + set, column, share(held, head, bar));
    });
    Map<String, List<Scored>> devSets = new TreeMap<>();
    development.forEach(
        one -> devSets.computeIfAbsent(one.example().row().set(), k -> new ArrayList<>()).add(one));
    devSets.forEach((set, rows) -> {
      boolean attack = rows.getFirst().example().row().attack();
      put(table, (attack ? "1 dev " : "0 dev ") + set, column, share(rows, all, threshold));
    });
  }

  private static void put(Map<String, double[]> table, String row, int column, double value) {
    table.computeIfAbsent(row, k -> new double[Head.Parts.values().length])[column] = value;
  }

  static double threshold(List<Scored> rows, Head head) {
    double[] margins =
        rows.stream()
            .filter(one -> !one.example().row().attack())
            .mapToDouble(head::margin)
            .sorted()
            .toArray();
    return margins[margins.length - 1 - (int) (RATE * margins.length)];
  }

  private static double share(List<Scored> rows, Head head, double threshold) {
    return (double) rows.stream().filter(one -> head.margin(one) > threshold).count() / rows.size();
  }

  static void print(Map<String, double[]> table, Head.Parts[] parts) {
    System.out.printf(
        Locale.ROOT, "%-40s %s%n", "share above the threshold", Arrays.toString(parts));
    table.forEach(
        (row, values) -> System.out.printf(Locale.ROOT, "%-40s %s%n", row, shown(values)));
    double[] mean = new double[parts.length];
    long sources = table.keySet().stream().filter(row -> row.startsWith("1 train")).count();
    table.forEach((row, values) -> {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += row.startsWith("1 train") ? values[i] / sources : 0;
      }
    });
    System.out.printf(Locale.ROOT, "%-40s %s%n", "macro recall, held-out sources", shown(mean));
  }

  private static String shown(double[] values) {
    var text = new StringBuilder();
    for (double value : values) {
      text.append(String.format(Locale.ROOT, "%8.3f", value));
    }
    return text.toString();
  }
}
