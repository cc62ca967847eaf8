package dev.keeptrail.cli;

import dev.keeptrail.language.archive.PackArchive;
import dev.keeptrail.language.archive.PackManifest;
import dev.keeptrail.language.archive.TestAttestation;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a compiled pack says of itself, whoever made it. */
@Command(
    name = "inspect",
    description = "Show what is in a compiled pack, without trusting it.",
    footer = {
      "",
      "Nothing is checked but that the archive is whole. Who made it, and whether its plan is what",
      "its sources say, `kt policy verify` tells. Control characters are shown as escapes.",
      "",
      "Examples:",
      "  kt policy inspect small-1.0.0.ktpack",
      "  kt policy inspect small-1.0.0.ktpack --show plan.json",
      "  kt policy inspect small-1.0.0.ktpack --json",
      "",
      "Exit codes:",
      "  0    shown",
      "  1    the command line is wrong, or the file cannot be read",
      "  2    the archive is refused",
    })
final class PolicyInspectCommand implements Callable<Integer> {
  private static final String PLAN = "plan.json";
  private static final String SOURCES = "sources/";

  @Parameters(paramLabel = "<archive>", description = "The compiled pack.")
  private Path archiveFile = Path.of("");

  @Option(
      names = "--show",
      paramLabel = "<member>",
      description = "Print one member, such as plan.json, instead of the manifest.")
  private @Nullable String member;

  @Option(names = "--json", description = "Print all of it as JSON, plan and sources included.")
  private boolean json;

  private final Invocation invocation;

  PolicyInspectCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    PackArchive archive = ArchiveFiles.read(archiveFile);
    if (member != null) {
      text(archive, member).lines().map(FrameRenderer::safe).forEach(invocation.out()::println);
    } else {
      invocation.out().print(json ? toJson(archive) : toText(archive));
    }
    return ExitCode.OK;
  }

  private String text(PackArchive archive, String name) throws CommandFailedException {
    if (name.equals(PLAN)) {
      return archive.planJson();
    }
    for (PackArchive.Source source : archive.sources()) {
      if (name.equals(SOURCES + source.path())) {
        return new String(source.bytes(), StandardCharsets.UTF_8);
      }
    }
    throw new CommandFailedException(
        "`%s` has no member `%s`".formatted(archiveFile, FrameRenderer.safe(name)),
        "members: "
            + FrameRenderer.safe(
                String.join(
                    ", ",
                    archive.manifest().members().stream().map(PackManifest.Entry::name).toList())));
  }

  private String toText(PackArchive archive) {
    PackManifest manifest = archive.manifest();
    List<String> lines = new ArrayList<>();
    lines.add(manifest.label());
    lines.add("  plan      " + manifest.planDigest());
    lines.add("  language  " + manifest.language());
    lines.add("  compiler  " + manifest.compiler());
    lines.add("  entry     " + manifest.entry());
    lines.add("  tests     " + tests(manifest.tests()));
    lines.add("  replay    " + AttestedReplay.toText(manifest.replay()));
    lines.add(
        "  signed    " + (archive.claimedKeyIds().isEmpty() ? "by nobody" : "not checked, by"));
    archive.claimedKeyIds().forEach(id -> lines.add("              " + id));
    lines.add("  members");
    for (PackManifest.Entry entry : manifest.members()) {
      lines.add(
          String.format(
              Locale.ROOT, "    %8d  %s  %s", entry.size(), entry.digest(), entry.name()));
    }
    var text = new StringBuilder();
    lines.forEach(line -> text.append(FrameRenderer.safe(line)).append('\n'));
    return text.toString();
  }

  private static String tests(@Nullable TestAttestation tests) {
    return tests == null ? "not attested" : AttestedTests.toText(tests);
  }

  private static String toJson(PackArchive archive) {
    PackManifest manifest = archive.manifest();
    JsonWriter report = JsonWriter.indented().beginObject();
    report.name("name").value(manifest.name());
    report.name("version").value(manifest.version());
    report.name("language").value(manifest.language());
    report.name("compiler").value(manifest.compiler());
    report.name("plan_digest").value(manifest.planDigest());
    report.name("entry").value(manifest.entry());
    TestAttestation tests = manifest.tests();
    if (tests != null) {
      AttestedTests.write(tests, report);
    }
    AttestedReplay.write(manifest.replay(), report);
    report.name("claimed_keys").beginArray();
    archive.claimedKeyIds().forEach(report::value);
    report.endArray().name("members").beginArray();
    for (PackManifest.Entry entry : manifest.members()) {
      report.beginObject().name("name").value(entry.name());
      report.name("size").value(entry.size()).name("digest").value(entry.digest()).endObject();
    }
    report.endArray().name("plan").value(archive.planJson());
    report.name("sources").beginObject();
    for (PackArchive.Source source : archive.sources()) {
      report.name(source.path()).value(new String(source.bytes(), StandardCharsets.UTF_8));
    }
    return report.endObject().endObject() + "\n";
  }
}
