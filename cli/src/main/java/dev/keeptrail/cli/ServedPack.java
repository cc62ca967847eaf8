package dev.keeptrail.cli;

import dev.keeptrail.language.archive.PackArchive;
import dev.keeptrail.language.plan.PackPlan;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pack that a gateway serves, and why it may.
 *
 * @param archive the compiled pack that it came from; null when it was compiled just now
 * @param signers ids of the keys that were asked for and have signed
 */
record ServedPack(PackPlan plan, @Nullable Path archive, List<String> signers) {
  ServedPack {
    signers = List.copyOf(signers);
  }

  static ServedPack compiledNow(PackPlan plan) {
    return new ServedPack(plan, null, List.of());
  }

  /** A compiled pack that is whole, says what its sources say, and has all signatures. */
  static ServedPack of(Path file, List<Path> requiredKeys) throws CommandFailedException {
    PackArchive archive = ArchiveFiles.read(file);
    List<String> signers = ArchiveFiles.requireSignatures(file, archive, requiredKeys);
    return new ServedPack(ArchiveFiles.plan(file, archive), file, signers);
  }
}
