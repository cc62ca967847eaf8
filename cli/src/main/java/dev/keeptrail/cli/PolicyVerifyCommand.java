package dev.keeptrail.cli;

import dev.keeptrail.language.archive.ArchiveException;
import dev.keeptrail.language.archive.ArchiveException.Problem;
import dev.keeptrail.language.archive.ArchivedPlan;
import dev.keeptrail.language.archive.PackArchive;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.json.JsonWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks everything there is to check about a compiled pack. */
@Command(
    name = "verify",
    description = "Check a compiled pack: its container, digests, plan and signatures.",
    footer = {
      "",
      "Every key that is given must have signed. Without a key, signatures are not checked, and the",
      "report says so. An archive of another version of Keeptrail, whose sources this version",
      "compiles to another plan, verifies with a note; one of this version does not.",
      "",
      "Examples:",
      "  kt policy verify small-1.0.0.ktpack --key pack-signing.pub.pem",
      "  kt policy verify small-1.0.0.ktpack --json",
      "",
      "Exit codes:",
      "  0    everything holds",
      "  1    the command line is wrong, or a file or key cannot be used",
      "  2    the archive is refused; the message says why",
    })
final class PolicyVerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "<archive>", description = "The compiled pack.")
  private Path archiveFile = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "<file>",
      description = "A public key that must have signed: Ed25519, SPKI PEM. Repeatable.")
  private List<Path> keys = new ArrayList<>();

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  private final Invocation invocation;

  PolicyVerifyCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    PackArchive archive = ArchiveFiles.read(archiveFile);
    List<String> signers = ArchiveFiles.requireSignatures(archiveFile, archive, keys);
    boolean reproduced = isReproduced(archive);
    invocation
        .out()
        .print(json ? toJson(archive, signers, reproduced) : toText(archive, signers, reproduced));
    return ExitCode.OK;
  }

  /** Whether this version compiles the sources to the plan; another version's may differ. */
  private boolean isReproduced(PackArchive archive) throws CommandFailedException {
    try {
      ArchivedPlan.of(archive, PackLoading.compiler(), ArchiveFiles.compiler());
      return true;
    } catch (ArchiveException refused) {
      if (refused.problem() == Problem.OTHER_COMPILER) {
        return false;
      }
      throw ArchiveFiles.refused(archiveFile, refused);
    }
  }

  private String toText(PackArchive archive, List<String> signers, boolean reproduced) {
    List<String> lines = new ArrayList<>();
    lines.add("OK " + FrameRenderer.safe(archiveFile.toString()));
    lines.add("  pack      " + FrameRenderer.safe(archive.manifest().label()));
    lines.add("  plan      " + archive.manifest().planDigest());
    lines.add(
        "  sources   "
            + (reproduced
                ? "compile to this plan"
                : "mean another plan to this version; compiled by "
                    + FrameRenderer.safe(archive.manifest().compiler())));
    if (archive.manifest().replay() != null) {
      lines.add(
          "  replay    " + AttestedReplay.toText(archive.manifest().replay()) + ", as stated");
    }
    if (signers.isEmpty()) {
      lines.add("  signed    not checked: no `--key` was given");
    }
    signers.forEach(signer -> lines.add("  signed    " + signer));
    return String.join("\n", lines) + "\n";
  }

  private String toJson(PackArchive archive, List<String> signers, boolean reproduced) {
    JsonWriter report = JsonWriter.indented().beginObject();
    report.name("valid").value(true);
    report.name("file").value(archiveFile.toString());
    report.name("name").value(archive.manifest().name());
    report.name("version").value(archive.manifest().version());
    report.name("plan_digest").value(archive.manifest().planDigest());
    report.name("compiler").value(archive.manifest().compiler());
    report.name("sources_compile_to_plan").value(reproduced);
    AttestedReplay.write(archive.manifest().replay(), report);
    report.name("verified_keys").beginArray();
    signers.forEach(report::value);
    return report.endArray().endObject() + "\n";
  }
}
