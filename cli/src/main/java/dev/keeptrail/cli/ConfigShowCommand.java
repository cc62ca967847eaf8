package dev.keeptrail.cli;

import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.diff.SettingText;
import dev.keeptrail.language.effective.EffectiveConfig;
import dev.keeptrail.language.effective.EffectiveValue;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.plan.PlanDigest;
import dev.keeptrail.language.plan.PlanJson;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.source.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows every value that holds in a pack, and where it comes from. */
@Command(
    name = "show",
    description = "Show every value that holds in a pack, and where it comes from.",
    footer = {
      "",
      "Layers are merged and defaults filled in. Secrets show where they are found, never what they",
      "are. Left out are policies outside the chain and settings without effect. `kt policy show`",
      "prints the merged pack itself, `kt policy plan` what engines run.",
      "",
      "Examples:",
      "  kt config show",
      "  kt config show --file policy-config.yaml --file production.yaml",
      "  kt config show --json",
      "",
      "Exit codes:",
      "  0    done",
      "  1    the command line is wrong, or a file cannot be read",
      "  2    the pack has errors",
    })
final class ConfigShowCommand implements Callable<Integer> {
  private static final int LEAST_SETTING = 34;
  private static final int LEAST_VALUE = 20;
  private static final String DEFAULT = "default";

  @Option(
      names = "--file",
      paramLabel = "<path>",
      description =
          "The pack; `-` reads standard input. Repeatable: each further file is laid over those"
              + " before it. Default: policy-config.yaml, or the only *.pack file here.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--json", description = "Print the values as JSON.")
  private boolean json;

  @Mixin private DetectorsOption detectors = new DetectorsOption();

  private final Invocation invocation;

  ConfigShowCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    List<Path> layers = PackLocation.layers(files);
    try (PlugIns plugIns = detectors.open(invocation)) {
      CompiledPack pack = PackLoading.compile(invocation, layers, plugIns);
      invocation.err().print(new FrameRenderer(false).render(pack.diagnostics()));
      if (pack.hasErrors()) {
        throw new CommandFailedException(
            ExitCode.PACK_ERRORS,
            "`%s` has errors and is not shown".formatted(PackLoading.displayName(layers)),
            null);
      }
      List<EffectiveValue> values = EffectiveConfig.of(pack, PackSchemas.with(plugIns.all()));
      if (json) {
        invocation.out().print(document(pack, values));
      } else {
        table(values).print(invocation, "no value holds");
      }
      return ExitCode.OK;
    }
  }

  private static FittedTable table(List<EffectiveValue> values) {
    var table =
        new FittedTable(
            FittedTable.Column.text("SETTING", LEAST_SETTING),
            FittedTable.Column.text("VALUE", LEAST_VALUE),
            FittedTable.Column.whole("FROM").spared(1));
    for (EffectiveValue value : values) {
      Span place = value.place();
      table.add(
          value.path(),
          value.value() instanceof PlanValue.Text(String text) && !text.isBlank()
              ? text
              : SettingText.of(value.value()),
          place == null ? DEFAULT : place.source().name() + ":" + place.line());
    }
    return table;
  }

  private static String document(CompiledPack pack, List<EffectiveValue> values) {
    JsonWriter report = JsonWriter.indented().beginObject();
    report.name("plan_digest").value(PlanDigest.of(Objects.requireNonNull(pack.plan())));
    report.name("values").beginArray();
    for (EffectiveValue value : values) {
      report.beginObject().name("path").value(value.path());
      report.name("value");
      PlanJson.writeValue(value.value(), report);
      Span place = value.place();
      report.name("default").value(place == null);
      if (place != null) {
        report.name("file").value(place.source().name());
        report.name("line").value((long) place.line());
      }
      report.endObject();
    }
    return report.endArray().endObject() + "\n";
  }
}
