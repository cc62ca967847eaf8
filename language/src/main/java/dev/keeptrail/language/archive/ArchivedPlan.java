package dev.keeptrail.language.archive;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.archive.ArchiveException.Problem;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanDigest;

/** Holds an archive's plan against its sources. */
public final class ArchivedPlan {
  private ArchivedPlan() {}

  /**
   * The plan that the archive states, once its sources have given the same one.
   *
   * @param compiler which version of Keeptrail this is
   * @throws ArchiveException when the sources mean something else, in this version
   */
  public static PackPlan of(PackArchive archive, PackCompiler compiling, String compiler)
      throws ArchiveException {
    CompiledPack compiled = ArchivedSources.compile(archive, compiling);
    PackPlan plan = compiled.plan();
    if (plan != null && PlanDigest.of(plan).equals(archive.manifest().planDigest())) {
      checkNames(archive.manifest(), plan, ArchiveBuilder.language(compiled.files().getFirst()));
      return plan;
    }
    boolean sameCompiler = compiler.equals(archive.manifest().compiler());
    throw new ArchiveException(
        sameCompiler ? Problem.TAMPERED : Problem.OTHER_COMPILER,
        plan == null
            ? "the archive's sources have errors"
            : "the archive's plan is not what its sources say",
        sameCompiler
            ? "build it again from sources that you trust"
            : "it was compiled by another version; build it again with this one");
  }

  /** What is read out to people comes from the manifest, so that it has to be so. */
  private static void checkNames(PackManifest manifest, PackPlan plan, int language)
      throws ArchiveException {
    String said = Quoted.word(manifest.label()) + " in language " + manifest.language();
    String meant = Quoted.word(plan.pack().label()) + " in language " + language;
    if (!said.equals(meant)) {
      throw new ArchiveException(
          Problem.TAMPERED,
          "the manifest says " + said + ", and the sources " + meant,
          "build it again from sources that you trust");
    }
  }
}
