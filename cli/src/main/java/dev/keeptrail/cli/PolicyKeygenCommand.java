package dev.keeptrail.cli;

import dev.keeptrail.language.archive.SigningKey;
import dev.keeptrail.language.json.JsonWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a key pair to sign compiled packs with. */
@Command(
    name = "keygen",
    description = "Make a key pair for signing compiled packs.",
    footer = {
      "",
      "Writes pack-signing.key.pem (PKCS#8, for its owner's eyes only) and pack-signing.pub.pem",
      "(SPKI, for everybody who verifies) into the folder. Existing files are never replaced.",
      "",
      "Examples:",
      "  kt policy keygen --output .",
      "  kt policy keygen --output keys --json",
      "",
      "Exit codes:",
      "  0    done",
      "  1    the command line is wrong, a key is there already, or the folder cannot be written",
    })
final class PolicyKeygenCommand implements Callable<Integer> {
  private static final String SECRET = "pack-signing.key.pem";
  private static final String PUBLIC = "pack-signing.pub.pem";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "<folder>",
      required = true,
      description = "Where to write the two files; made if it is not there.")
  private Path folder = Path.of(".");

  @Option(names = "--json", description = "Print the two files and the key's id as JSON.")
  private boolean json;

  private final Invocation invocation;

  PolicyKeygenCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    SigningKey key = SigningKey.generate();
    Path secret = folder.resolve(SECRET);
    Path shown = folder.resolve(PUBLIC);
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw Unwritable.folder(folder, null);
    }
    try {
      Files.createDirectories(folder);
      if (Files.exists(shown)) {
        throw new FileAlreadyExistsException(shown.toString());
      }
      FileRights.createPrivate(secret, key.toPem());
      Files.writeString(shown, key.verificationKey().toPem());
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailedException(
          "there is a key in `%s` already".formatted(folder), "name another folder");
    } catch (IOException e) {
      throw Unwritable.folder(folder, e);
    }
    String id = key.verificationKey().id();
    invocation.out().print(json ? toJson(secret, shown, id) : toText(secret, shown, id));
    return ExitCode.OK;
  }

  private static String toText(Path secret, Path shown, String id) {
    return "wrote " + secret + " and " + shown + "\n  key id  " + id + "\n";
  }

  private static String toJson(Path secret, Path shown, String id) {
    JsonWriter report = JsonWriter.indented().beginObject();
    report.name("private_key").value(secret.toString());
    report.name("public_key").value(shown.toString());
    return report.name("key_id").value(id).endObject() + "\n";
  }
}
