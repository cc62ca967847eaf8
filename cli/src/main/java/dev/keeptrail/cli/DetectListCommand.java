package dev.keeptrail.cli;

import dev.keeptrail.cli.FittedTable.Column;
import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.evaluation.category.Categories;
import dev.keeptrail.detectors.plugin.PlugIn;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.language.json.JsonWriter;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what can be found, and by which detector. */
@Command(
    name = "list",
    description = "List the categories, and the detectors that report them.",
    footer = {
      "",
      "Policies name categories, or branches of them: pii stands for everything under it. A star marks",
      "what is looked for only when asked by name. A detector's version is raised whenever it starts to",
      "accept or reject other texts.",
      "",
      "Examples:",
      "  kt detect list",
      "  kt detect list --json",
      "",
      "Exit codes:",
      "  0    done",
      "  1    the command line is wrong, or a detector cannot be used",
    })
final class DetectListCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print the list as JSON.")
  private boolean json;

  @Mixin private DetectorsOption detectors = new DetectorsOption();

  private final Invocation invocation;

  DetectListCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    var found = new TreeMap<String, Set<String>>();
    Detectors.reporters()
        .forEach((detector, categories) ->
            categories.forEach(
                category -> found.computeIfAbsent(category, _ -> new TreeSet<>()).add(detector)));
    try (PlugIns plugIns = detectors.open(invocation)) {
      for (PlugIn plugIn : plugIns.all()) {
        for (String category : plugIn.categories()) {
          found.computeIfAbsent(category, _ -> new TreeSet<>()).add(plugIn.name());
        }
      }
    }
    if (json) {
      invocation.out().print(document(found));
    } else {
      print(found);
    }
    return ExitCode.OK;
  }

  private void print(Map<String, Set<String>> detectors) {
    Set<String> usual = Categories.usual();
    var table = new FittedTable(Column.text("CATEGORY", 30), Column.text("DETECTORS", 16));
    detectors.forEach((category, names) ->
        table.add(category + (usual.contains(category) ? "" : " *"), String.join(", ", names)));
    table.print(invocation, "there is no category");
  }

  private static String document(Map<String, Set<String>> detectors) {
    Set<String> usual = Categories.usual();
    JsonWriter json = JsonWriter.indented().beginObject();
    json.name("categories").beginArray();
    detectors.forEach((category, names) -> {
      json.beginObject().name("category").value(category);
      json.name("on_request").value(!usual.contains(category));
      json.name("detectors").beginArray();
      names.forEach(json::value);
      json.endArray().endObject();
    });
    return json.endArray().endObject() + "\n";
  }
}
