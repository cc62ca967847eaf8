package dev.keeptrail.language.archive;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.archive.ArchiveException.Problem;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanDigest;
import dev.keeptrail.language.plan.PlanJson;
import dev.keeptrail.language.source.SourceReader;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.tree.LanguageDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.ValueDecl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts a compiled pack and its sources into an archive. */
public final class ArchiveBuilder {
  private ArchiveBuilder() {}

  /**
   * An archive without signatures.
   *
   * @param compiled a pack without errors, compiled from files
   * @param compiler the version of Keeptrail that compiled it
   * @param tests what its tests came to; null when they were not run
   * @param replay what a replay with its plan came to; null when there was none
   * @throws ArchiveException when the pack holds what must not be in an archive
   * @throws IOException when a source cannot be read again
   */
  public static PackArchive build(
      CompiledPack compiled,
      String compiler,
      @Nullable TestAttestation tests,
      @Nullable ReplayAttestation replay)
      throws ArchiveException, IOException {
    PackPlan plan = compiled.plan();
    if (plan == null) {
      throw new IllegalArgumentException("a pack with errors has no plan");
    }
    if (LiteralSecrets.in(plan)) {
      throw new ArchiveException(
          Problem.NOT_PACKABLE,
          "the pack holds a secret, which must not travel in an archive",
          "refer to it with `secret_key_ref: {env: NAME}`, `{file: PATH}` or `{store: NAME}`");
    }
    Sources sources = Sources.of(compiled.files());
    List<Member> members = new ArrayList<>();
    members.add(Member.of(PackArchive.PLAN, PlanJson.canonical(plan)));
    members.addAll(sources.members());
    PackManifest manifest =
        new PackManifest(
            plan.pack().name(),
            plan.pack().version(),
            language(compiled.files().getFirst()),
            compiler,
            PlanDigest.of(plan),
            sources.entry(),
            members.stream()
                .map(member ->
                    new PackManifest.Entry(member.name(), member.bytes().length, member.digest()))
                .toList(),
            tests,
            replay);
    return new PackArchive(manifest, members, null);
  }

  /** Which version of the language a pack's own file says it is written in. */
  static int language(PackFile file) {
    LanguageDecl declared = file.language();
    return declared != null && declared.version() instanceof ValueDecl.Int written
        ? (int) written.value()
        : 1;
  }

  /** The sources as members, under paths relative to the innermost folder that holds all. */
  private record Sources(String entry, List<Member> members) {
    static Sources of(List<PackFile> files) throws ArchiveException, IOException {
      List<Path> paths = new ArrayList<>();
      for (PackFile file : files) {
        paths.add(Path.of(file.span().source().name()).toAbsolutePath().normalize());
      }
      Path root = commonFolder(paths);
      var members = new TreeMap<String, Member>();
      for (int at = 0; at < files.size(); at++) {
        String name = name(root, paths.get(at));
        members.put(name, new Member(name, bytes(paths.get(at), files.get(at))));
      }
      checkNames(members.navigableKeySet());
      return new Sources(name(root, paths.getFirst()), List.copyOf(members.values()));
    }

    private static Path commonFolder(List<Path> paths) throws ArchiveException {
      Path folder = paths.getFirst().getParent();
      for (Path path : paths) {
        while (folder != null && !path.startsWith(folder)) {
          folder = folder.getParent();
        }
      }
      if (folder == null) {
        throw new ArchiveException(
            Problem.NOT_PACKABLE, "the sources of the pack have no folder in common");
      }
      return folder;
    }

    private static String name(Path root, Path path) {
      var name = new StringBuilder(PackArchive.SOURCES);
      for (Path step : root.relativize(path)) {
        name.append(name.charAt(name.length() - 1) == '/' ? "" : "/").append(step);
      }
      return name.toString();
    }

    private static void checkNames(Set<String> names) throws ArchiveException {
      Set<String> seen = new HashSet<>();
      for (String name : names) {
        if (!MemberName.isSafe(name) || !seen.add(name.toLowerCase(Locale.ROOT))) {
          throw new ArchiveException(
              Problem.NOT_PACKABLE,
              "a source has a name that not every system can have beside the others",
              "use letters, digits, `.`, `-`, `_`, and names that differ in more than case");
        }
      }
    }

    /** The file again, because its text no longer knows of a byte order mark. */
    private static byte[] bytes(Path path, PackFile file) throws ArchiveException, IOException {
      SourceText compiled = file.span().source();
      byte[] bytes = Files.readAllBytes(path);
      boolean same =
          SourceReader.decode(compiled.name(), bytes) instanceof SourceReading.Decoded read
              && read.source().text().equals(compiled.text());
      if (!same) {
        throw new ArchiveException(
            Problem.NOT_PACKABLE, "a source changed while the pack was compiled", "try again");
      }
      return bytes;
    }
  }
}
