package dev.keeptrail.cli;

import dev.keeptrail.language.archive.ArchiveException;
import dev.keeptrail.language.archive.PackArchive;
import dev.keeptrail.language.archive.SigningKey;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds a signature to a compiled pack. */
@Command(
    name = "sign",
    description = "Sign a compiled pack; it may have several signatures.",
    footer = {
      "",
      "Only an archive whose plan is what its sources say is signed. The signature covers the",
      "manifest, and through its digests everything else.",
      "",
      "Examples:",
      "  kt policy sign --key pack-signing.key.pem small-1.0.0.ktpack",
      "  kt policy sign --key-env PACK_SIGNING_KEY --output signed.ktpack small-1.0.0.ktpack",
      "  kt policy sign --key pack-signing.key.pem small-1.0.0.ktpack --json",
      "",
      "Exit codes:",
      "  0    signed",
      "  1    the command line is wrong, or a file or key cannot be used",
      "  2    the archive is refused",
    })
final class PolicySignCommand implements Callable<Integer> {
  @Parameters(paramLabel = "<archive>", description = "The compiled pack.")
  private Path archiveFile = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "<file>",
      description = "The private key: Ed25519, PKCS#8 PEM, not encrypted.")
  private @Nullable Path keyFile;

  @Option(
      names = "--key-env",
      paramLabel = "<name>",
      description = "The environment variable that holds the private key's PEM.")
  private @Nullable String keyVariable;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "<path>",
      description = "Where to write the signed archive. Default: in the place of the archive.")
  private @Nullable Path output;

  @Option(names = "--json", description = "Print what was signed as JSON.")
  private boolean json;

  private final Invocation invocation;

  PolicySignCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    SigningKey key = key();
    PackArchive archive = ArchiveFiles.read(archiveFile);
    ArchiveFiles.plan(archiveFile, archive);
    Path target = output == null ? archiveFile : output;
    PackArchive signed;
    try {
      signed = archive.signedBy(key);
      ArchiveFiles.write(target, signed);
    } catch (ArchiveException refused) {
      throw ArchiveFiles.refused(archiveFile, refused);
    }
    String id = key.verificationKey().id();
    invocation.out().print(json ? toJson(target, signed, id) : toText(target, id));
    return ExitCode.OK;
  }

  private static String toText(Path target, String id) {
    return "signed " + FrameRenderer.safe(target.toString()) + "\n  key id  " + id + "\n";
  }

  private static String toJson(Path target, PackArchive signed, String id) {
    JsonWriter report = JsonWriter.indented().beginObject();
    report.name("file").value(target.toString());
    report.name("name").value(signed.manifest().name());
    report.name("version").value(signed.manifest().version());
    report.name("plan_digest").value(signed.manifest().planDigest());
    report.name("key_id").value(id);
    report.name("claimed_keys").beginArray();
    signed.claimedKeyIds().forEach(report::value);
    return report.endArray().endObject() + "\n";
  }

  private SigningKey key() throws CommandFailedException {
    if ((keyFile == null) == (keyVariable == null)) {
      throw new CommandFailedException("one of `--key` and `--key-env` is needed", null);
    }
    try {
      return SigningKey.parse(keyFile == null ? fromEnvironment(keyVariable) : fromFile(keyFile));
    } catch (ArchiveException unusable) {
      String what = keyFile == null ? "`" + keyVariable + "`" : "`" + keyFile + "`";
      throw new CommandFailedException(what + ": " + unusable.getMessage(), unusable.hint());
    }
  }

  private String fromFile(Path file) throws CommandFailedException {
    String pem = ArchiveFiles.keyText(file);
    try {
      if (FileRights.isOpenToOthers(file)) {
        invocation.note(
            "kt: warning: others can read `%s`; take the right from them with `chmod 600`"
                .formatted(file));
      }
    } catch (IOException e) {
      throw new CommandFailedException("the rights of `%s` cannot be read".formatted(file), null);
    }
    return pem;
  }

  private String fromEnvironment(@Nullable String variable) throws CommandFailedException {
    String pem = invocation.environment().getOrDefault(String.valueOf(variable), "");
    if (pem.isBlank()) {
      throw new CommandFailedException(
          "the environment variable `%s` is not set".formatted(variable), null);
    }
    return pem;
  }
}
