package dev.keeptrail.language.archive;

import dev.keeptrail.language.archive.ArchiveException.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A compiled pack whose members are all there, are those of the manifest, and nothing else. Who
 * made it is another question: {@link #requireSignature} answers it. Immutable.
 */
public final class PackArchive {
  /** How names of compiled packs end. */
  public static final String EXTENSION = ".ktpack";

  static final String PLAN = "plan.json";
  static final String SOURCES = "sources/";

  private final PackManifest manifest;
  private final List<Member> members;
  private final @Nullable Envelope envelope;

  PackArchive(PackManifest manifest, List<Member> members, @Nullable Envelope envelope) {
    this.manifest = manifest;
    this.members = List.copyOf(members);
    this.envelope = envelope;
  }

  /**
   * Reads an archive and checks everything about it that needs no key.
   *
   * @throws ArchiveException when anything about it is not as this version writes it, or the
   *     members are not those of the manifest
   */
  public static PackArchive read(byte[] bytes) throws ArchiveException {
    List<Member> all = ZipReader.read(bytes);
    if (all.isEmpty() || !all.getFirst().name().equals(ManifestJson.NAME)) {
      throw new ArchiveException(Problem.MALFORMED, "the archive does not begin with a manifest");
    }
    PackManifest manifest = ManifestJson.read(all.getFirst());
    boolean signed = all.getLast().name().equals(Envelope.NAME);
    List<Member> members = all.subList(1, signed ? all.size() - 1 : all.size());
    checkMembers(manifest, members);
    return new PackArchive(manifest, members, signed ? envelope(all) : null);
  }

  private static Envelope envelope(List<Member> all) throws ArchiveException {
    Envelope envelope = Envelope.read(all.getLast());
    if (!envelope.isOf(all.getFirst())) {
      throw new ArchiveException(
          Problem.TAMPERED, "the signatures are those of another manifest than the archive's");
    }
    return envelope;
  }

  private static void checkMembers(PackManifest manifest, List<Member> members)
      throws ArchiveException {
    List<String> found = members.stream().map(Member::name).toList();
    List<String> listed = manifest.members().stream().map(PackManifest.Entry::name).toList();
    if (!found.equals(listed)) {
      throw new ArchiveException(
          Problem.TAMPERED, "the archive's members are not those that its manifest lists");
    }
    boolean shaped =
        !found.isEmpty()
            && found.getFirst().equals(PLAN)
            && found.stream().skip(1).allMatch(name -> name.startsWith(SOURCES))
            && found.stream().skip(1).sorted().toList().equals(found.subList(1, found.size()))
            && Set.copyOf(found).contains(manifest.entry())
            && manifest.entry().startsWith(SOURCES);
    if (!shaped) {
      throw new ArchiveException(
          Problem.MALFORMED, "the archive is not made of one plan and its sources, in order");
    }
    for (int at = 0; at < members.size(); at++) {
      Member member = members.get(at);
      PackManifest.Entry entry = manifest.members().get(at);
      if (member.bytes().length != entry.size() || !member.digest().equals(entry.digest())) {
        throw new ArchiveException(
            Problem.TAMPERED, "`" + member.name() + "` is not the one that the manifest lists");
      }
    }
    if (!members.getFirst().digest().equals(manifest.planDigest())) {
      throw new ArchiveException(
          Problem.TAMPERED, "the plan's digest is not the one that the manifest states");
    }
  }

  public PackManifest manifest() {
    return manifest;
  }

  /** The plan as canonical JSON. */
  public String planJson() {
    return new String(members.getFirst().bytes(), StandardCharsets.UTF_8);
  }

  /** The sources, by name below {@code sources/}, as they were written. */
  public List<Source> sources() {
    return members.stream()
        .skip(1)
        .map(member -> new Source(member.name().substring(SOURCES.length()), member.bytes()))
        .toList();
  }

  /** Where the pack's own file is among the sources. */
  public String entry() {
    return manifest.entry().substring(SOURCES.length());
  }

  /** Ids of the keys that the archive claims to be signed with; nobody has checked them. */
  public List<String> claimedKeyIds() {
    return envelope == null ? List.of() : envelope.keyIds();
  }

  /**
   * Adds a signature; one by the same key is replaced by its like.
   *
   * @throws ArchiveException when there are too many already
   */
  public PackArchive signedBy(SigningKey key) throws ArchiveException {
    Envelope before =
        envelope == null ? Envelope.unsigned(ManifestJson.write(manifest).bytes()) : envelope;
    return new PackArchive(manifest, members, before.with(key));
  }

  /**
   * Makes sure that the holder of the key signed exactly this archive.
   *
   * @throws ArchiveException when there is no signature by this key, or it does not hold
   */
  public void requireSignature(VerificationKey key) throws ArchiveException {
    if (!claimedKeyIds().contains(key.id())) {
      String signers =
          claimedKeyIds().isEmpty()
              ? "the archive is not signed at all"
              : "the archive names " + claimedKeyIds().size() + " other key(s)";
      throw new ArchiveException(
          Problem.UNSIGNED, "there is no signature by key " + key.id(), signers);
    }
    if (envelope == null || !envelope.isSignedBy(key)) {
      throw new ArchiveException(
          Problem.BAD_SIGNATURE, "the signature by key " + key.id() + " does not hold");
    }
  }

  /** The file: the same plan, sources, manifest and signatures always give the same bytes. */
  public byte[] toBytes() {
    List<Member> all = new ArrayList<>();
    all.add(ManifestJson.write(manifest));
    all.addAll(members);
    if (envelope != null) {
      all.add(envelope.toMember());
    }
    return ZipWriter.write(all);
  }

  /** A source as it was written. A class, not a record, because it holds bytes. */
  public static final class Source {
    private final String path;
    private final byte[] bytes;

    Source(String path, byte[] bytes) {
      this.path = path;
      this.bytes = bytes;
    }

    /** Relative, with {@code /} between folders. */
    public String path() {
      return path;
    }

    /** The bytes themselves, not a copy. */
    public byte[] bytes() {
      return bytes;
    }
  }
}
