package dev.keeptrail.language.archive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an archive says it is: the one member that is signed, and through its digests all others.
 *
 * @param language the language version of the pack's own file
 * @param compiler which version of Keeptrail made the plan
 * @param planDigest digest of the plan, as events carry it
 * @param entry name of the member that is the pack's own file; the other sources are its imports
 * @param members all members but the manifest and the signatures, in the archive's order
 * @param tests what the pack's tests came to; null when nobody ran them for this archive
 * @param replay what a replay of recorded traffic came to; null when there was none
 */
public record PackManifest(
    String name,
    String version,
    int language,
    String compiler,
    String planDigest,
    String entry,
    List<Entry> members,
    @Nullable TestAttestation tests,
    @Nullable ReplayAttestation replay) {
  /** The newest layout that this version writes and reads. */
  public static final int FORMAT = 2;

  public PackManifest {
    members = List.copyOf(members);
  }

  /** The layout of this manifest: the oldest in which all of it can be said. */
  public int format() {
    return replay == null ? 1 : FORMAT;
  }

  /** {@code name@version}, as tables show it. */
  public String label() {
    return name + "@" + version;
  }

  /**
   * One member.
   *
   * @param digest {@code sha256:} and 64 hex digits
   */
  public record Entry(String name, int size, String digest) {}
}
