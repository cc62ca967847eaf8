package dev.keeptrail.detectors.training.injection;

import dev.keeptrail.detectors.evaluation.JsonLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The labelled rows under a data folder, in the order of their files. Rows without text are left
 * out.
 */
record Corpus(
    List<Row> train, List<Row> dev, List<Row> orders, List<Row> triggers, List<Row> carriers) {
  Corpus {
    train = List.copyOf(train);
    dev = List.copyOf(dev);
    orders = List.copyOf(orders);
    triggers = List.copyOf(triggers);
    carriers = List.copyOf(carriers);
  }

  static Corpus read(Path data) throws IOException {
    Path folder = data.resolve("injection");
    return new Corpus(
        rows(folder.resolve("train.jsonl.gz")),
        rows(folder.resolve("dev.jsonl.gz")),
        rows(folder.resolve("fragments-instructions.jsonl.gz")),
        rows(folder.resolve("fragments-triggers.jsonl.gz")),
        rows(folder.resolve("fragments-carriers.jsonl.gz")));
  }

  private static List<Row> rows(Path file) throws IOException {
    var rows = new ArrayList<Row>();
    JsonLines.read(
        file,
        row -> {
          if (row instanceof JsonLines.Read(Path _, int _, JsonNode object)
              && !object.path("text").asString("").isBlank()) {
            rows.add(row(object));
          }
        });
    return rows;
  }

  private static Row row(JsonNode object) {
    return new Row(
        object.path("set").asString(""),
        object.path("label").asInt(0) == 1,
        object.path("lang").asString(""),
        object.path("subtype").asString(""),
        object.path("text").asString(""));
  }
}
