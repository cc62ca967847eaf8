package dev.keeptrail.cli;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.archive.ArchiveBuilder;
import dev.keeptrail.language.archive.ArchiveException;
import dev.keeptrail.language.archive.PackArchive;
import dev.keeptrail.language.archive.PackManifest;
import dev.keeptrail.language.archive.ReplayAttestation;
import dev.keeptrail.language.archive.TestAttestation;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compiles a pack into one file that a gateway serves from. */
@Command(
    name = "build",
    description = "Compile a pack into one file: plan, sources and manifest.",
    footer = {
      "",
      "The same sources give the same bytes, on any machine and at any time. A pack with errors is",
      "not built, nor is one that holds a secret instead of referring to it.",
      "",
      "With --attest-tests, the pack's tests run as `kt policy test` runs them, and the manifest says",
      "what they came to. A pack that fails one, or has none, is not built.",
      "",
      "With --replay, the manifest says what a replay of recorded traffic came to, and the digest of its",
      "report. The replay must have been run to its end with the plan that is built.",
      "",
      "Examples:",
      "  kt policy build --file policy-config.yaml",
      "  kt policy build --file policy-config.yaml --output release.ktpack --json",
      "  kt policy build --file policy-config.yaml --attest-tests",
      "",
      "Exit codes:",
      "  0    built",
      "  1    the command line is wrong, or a file cannot be read or written",
      "  2    the pack or a test has errors, or the pack must not be built",
      "  3    with --attest-tests: a test failed",
      "  4    with --attest-tests: there are no tests",
    })
final class PolicyBuildCommand implements Callable<Integer> {
  @Option(
      names = "--file",
      paramLabel = "<path>",
      description = "The pack. Default: policy-config.yaml, or the only *.pack file here.")
  private @Nullable Path named;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "<path>",
      description = "The file to write, or a folder. Default: <name>-<version>.ktpack, here.")
  private @Nullable Path output;

  @Option(
      names = "--attest-tests",
      description = "Run the pack's tests, and put what they came to into the manifest.")
  private boolean attestTests;

  @Option(
      names = "--replay",
      paramLabel = "<report>",
      description =
          "A report of `kt replay` in JSON, with this pack as the candidate; the manifest says what it"
              + " came to.")
  private @Nullable Path replay;

  @Option(
      names = "--replay-date",
      paramLabel = "<day>",
      description = "The day of that replay to state, such as 2026-11-25; with --replay only.")
  private @Nullable String replayDate;

  @Option(names = "--json", description = "Print what was built as JSON.")
  private boolean json;

  private final Invocation invocation;

  PolicyBuildCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    Path file = PackLocation.file(named);
    if (PackLoading.isStandardInput(file)) {
      throw new CommandFailedException(
          "a pack is built from a file, not from standard input", null);
    }
    PackArchive archive = build(file);
    Path target = target(archive.manifest());
    ArchiveFiles.write(target, archive);
    invocation.out().print(json ? toJson(target, archive) : toText(target, archive));
    return ExitCode.OK;
  }

  private PackArchive build(Path file) throws CommandFailedException {
    CompiledPack pack = PackLoading.compile(invocation, file);
    invocation.err().print(new FrameRenderer(false).render(pack.diagnostics()));
    PackPlan plan = pack.plan();
    if (plan == null) {
      throw new CommandFailedException(
          ExitCode.PACK_ERRORS, "`%s` has errors and is not built".formatted(file), null);
    }
    if (replayDate != null && replay == null) {
      throw new CommandFailedException("`--replay-date` goes with `--replay` only", null);
    }
    ReplayAttestation replayed =
        replay == null ? null : AttestedReplay.read(replay, PlanDigest.of(plan), replayDate);
    TestAttestation tests = attestTests ? new AttestedTests(invocation, file).of(pack, plan) : null;
    try {
      return ArchiveBuilder.build(pack, ArchiveFiles.compiler(), tests, replayed);
    } catch (ArchiveException refused) {
      throw ArchiveFiles.refused(file, refused);
    } catch (IOException e) {
      throw new CommandFailedException(
          "a source of `%s` cannot be read again".formatted(file), null);
    }
  }

  private Path target(PackManifest manifest) {
    Path name = Path.of(manifest.name() + "-" + manifest.version() + PackArchive.EXTENSION);
    if (output == null) {
      return name;
    }
    return Files.isDirectory(output) ? output.resolve(name) : output;
  }

  private static String toText(Path target, PackArchive archive) {
    PackManifest manifest = archive.manifest();
    TestAttestation tests = manifest.tests();
    ReplayAttestation replayed = manifest.replay();
    return String.join(
        "\n",
        "built " + FrameRenderer.safe(target.toString()),
        "  pack      " + manifest.label(),
        "  plan      " + manifest.planDigest(),
        "  sources   " + archive.sources().size(),
        "  compiler  " + manifest.compiler(),
        (tests == null ? "" : "  tests     " + AttestedTests.toText(tests) + "\n")
            + (replayed == null ? "" : "  replay    " + AttestedReplay.toText(replayed) + "\n"));
  }

  private static String toJson(Path target, PackArchive archive) {
    JsonWriter report = JsonWriter.indented().beginObject();
    report.name("file").value(target.toString());
    report.name("name").value(archive.manifest().name());
    report.name("version").value(archive.manifest().version());
    report.name("plan_digest").value(archive.manifest().planDigest());
    report.name("compiler").value(archive.manifest().compiler());
    report.name("sources").value(archive.sources().size());
    TestAttestation tests = archive.manifest().tests();
    if (tests != null) {
      AttestedTests.write(tests, report);
    }
    AttestedReplay.write(archive.manifest().replay(), report);
    return report.endObject() + "\n";
  }
}
